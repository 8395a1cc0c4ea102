import { Button } from "@fluentui/react-components";
import { createElement, type ReactNode } from "react";
import {
  scenarioSchema,
  type Period,
} from "../../../engine/contracts/index.ts";
import type { ChangeDraft } from "../change-draft.ts";
import {
  AmountField,
  PickField,
  TextField,
} from "../components/scenario-fields.tsx";
import { Section } from "../components/section.tsx";
import { Notice } from "../components/states.tsx";
import { useLayout } from "../layout.ts";
import type { ScenarioDraft } from "../scenario-draft.ts";
import { WhatIfPart } from "./what-if-part.tsx";

interface FormProps {
  readonly draft: ScenarioDraft;
  readonly errors: ReadonlyMap<string, string>;
  readonly period: Period;
  readonly currency: string;
  readonly changed: boolean;
  /** What it is called: by what it changes, until somebody names it. */
  readonly name: string;
  /** What the service refused, by place in the list of changes. */
  readonly refused: ReadonlyMap<number, string>;
  /** The change being typed, not yet one of the scenario's; `null` while there is none. */
  readonly typed: ChangeDraft | null;
  readonly onType: (typed: ChangeDraft | null) => void;
  readonly onChange: (draft: ScenarioDraft) => void;
  /** Puts another draft in place of this one, which is kept; `null` the defaults. */
  readonly onReplace: (draft: ScenarioDraft | null) => void;
}

const choices = {
  serviceMeasure: {
    cycle: "Cycle service: cycles without a stockout",
    fill: "Fill rate: demand met from stock",
  },
  leadTimeSource: {
    receipts: "Learnt from receipts",
    promised: "As promised",
  },
  network: {
    joint: "Network by network",
    single: "Each stage alone",
  },
  distribution: {
    auto: "Chosen by demand class",
    normal: "Normal",
    gamma: "Gamma",
    poisson: "Poisson",
    "negative-binomial": "Negative binomial",
    empirical: "Empirical",
  },
} as const;

/** What the planner wants: service, money, time, and how to calculate. */
export function ScenarioForm(props: FormProps): ReactNode {
  const layout = useLayout();
  const { draft, errors, onChange } = props;
  const set = (change: Partial<ScenarioDraft>) =>
    onChange({ ...draft, ...change });
  const tiers = Object.keys(draft.targets).sort((a, b) =>
    a === "default" ? 1 : b === "default" ? -1 : a.localeCompare(b),
  );
  return (
    <>
      <Section
        title="Service wanted"
        aside={
          props.changed ? (
            <Button
              size="small"
              appearance="subtle"
              onClick={() => props.onReplace(null)}
            >
              Back to defaults
            </Button>
          ) : (
            "defaults"
          )
        }
      >
        <PickField
          label="Measure"
          value={draft.serviceMeasure}
          options={choices.serviceMeasure}
          onPick={(value) =>
            set({
              serviceMeasure: scenarioSchema.shape.serviceMeasure.parse(value),
            })
          }
        />
        {draft.requiredReturn !== undefined && (
          <Notice
            title="A point of the frontier."
            actions={
              <Button
                size="small"
                onClick={() => {
                  const {
                    requiredReturn: _point,
                    pointTargets,
                    ...rest
                  } = draft;
                  props.onReplace({
                    ...rest,
                    targets: { ...draft.targets, ...pointTargets },
                  });
                }}
              >
                Use targets instead
              </Button>
            }
          >
            Each stage with customers is served as far as its stock earns as
            much as anywhere else; the targets below are for the others.
          </Notice>
        )}
        <div className={layout.grid}>
          {tiers.map((tier) => (
            <AmountField
              key={tier}
              label={tier === "default" ? "All other tiers" : `Tier ${tier}`}
              unit="%"
              value={draft.targets[tier] ?? ""}
              error={errors.get(`targets.${tier}`)}
              onType={(text) =>
                set({ targets: { ...draft.targets, [tier]: text } })
              }
            />
          ))}
        </div>
      </Section>
      <Section title="Money and time">
        <div className={layout.grid}>
          <AmountField
            label="Holding cost a year"
            unit="% of value"
            value={draft.holdingRate}
            error={errors.get("holdingRate")}
            onType={(text) => set({ holdingRate: text })}
          />
          <AmountField
            label="Cost of an order"
            unit={props.currency}
            value={draft.orderingCost}
            error={errors.get("orderingCost")}
            onType={(text) => set({ orderingCost: text })}
          />
          <AmountField
            label="Between reviews"
            hint="0: orders go out at once"
            unit={`${props.period}s`}
            value={draft.reviewPeriods}
            error={errors.get("reviewPeriods")}
            onType={(text) => set({ reviewPeriods: text })}
          />
          <AmountField
            label="Longest promise"
            hint="how long customers may wait"
            unit={`${props.period}s`}
            value={draft.maxServiceTime}
            error={errors.get("maxServiceTime")}
            onType={(text) => set({ maxServiceTime: text })}
          />
        </div>
      </Section>
      <WhatIfPart
        whole={false}
        rows={2}
        show={({ ChangesSection }) => createElement(ChangesSection, props)}
      />
      <Section title="How to calculate">
        <div className={layout.grid}>
          <PickField
            label="Lead time"
            value={draft.leadTimeSource}
            options={choices.leadTimeSource}
            onPick={(value) =>
              set({
                leadTimeSource:
                  scenarioSchema.shape.leadTimeSource.parse(value),
              })
            }
          />
          <PickField
            label="Stages"
            value={draft.network}
            options={choices.network}
            onPick={(value) =>
              set({ network: scenarioSchema.shape.network.parse(value) })
            }
          />
          <PickField
            label="Lead-time demand"
            value={draft.distribution}
            options={choices.distribution}
            onPick={(value) =>
              set({
                distribution: scenarioSchema.shape.distribution.parse(value),
              })
            }
          />
          <TextField
            label="Name of the scenario"
            value={props.name}
            error={errors.get("name")}
            onType={(name) => set({ name })}
          />
        </div>
      </Section>
    </>
  );
}
