import { Button, Field, Input, Select } from "@fluentui/react-components";
import type { ReactNode } from "react";
import {
  scenarioSchema,
  type Period,
} from "../../../engine/contracts/index.ts";
import { Section } from "../components/section.tsx";
import { useLayout } from "../layout.ts";
import type { ScenarioDraft } from "../scenario-draft.ts";

interface FormProps {
  readonly draft: ScenarioDraft;
  readonly errors: ReadonlyMap<string, string>;
  readonly period: Period;
  readonly currency: string;
  readonly changed: boolean;
  readonly onChange: (draft: ScenarioDraft) => void;
  readonly onReset: () => void;
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
            <Button size="small" appearance="subtle" onClick={props.onReset}>
              Back to defaults
            </Button>
          ) : (
            "defaults"
          )
        }
      >
        <Pick
          label="Measure"
          value={draft.serviceMeasure}
          options={choices.serviceMeasure}
          onPick={(value) =>
            set({
              serviceMeasure: scenarioSchema.shape.serviceMeasure.parse(value),
            })
          }
        />
        <div className={layout.grid}>
          {tiers.map((tier) => (
            <Amount
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
          <Amount
            label="Holding cost a year"
            unit="% of value"
            value={draft.holdingRate}
            error={errors.get("holdingRate")}
            onType={(text) => set({ holdingRate: text })}
          />
          <Amount
            label="Cost of an order"
            unit={props.currency}
            value={draft.orderingCost}
            error={errors.get("orderingCost")}
            onType={(text) => set({ orderingCost: text })}
          />
          <Amount
            label="Between reviews"
            unit={`${props.period}s`}
            value={draft.reviewPeriods}
            error={errors.get("reviewPeriods")}
            onType={(text) => set({ reviewPeriods: text })}
          />
          <Amount
            label="Longest promise to customers"
            unit={`${props.period}s`}
            value={draft.maxServiceTime}
            error={errors.get("maxServiceTime")}
            onType={(text) => set({ maxServiceTime: text })}
          />
        </div>
      </Section>
      <Section title="How to calculate">
        <div className={layout.grid}>
          <Pick
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
          <Pick
            label="Stages"
            value={draft.network}
            options={choices.network}
            onPick={(value) =>
              set({ network: scenarioSchema.shape.network.parse(value) })
            }
          />
          <Pick
            label="Lead-time demand"
            value={draft.distribution}
            options={choices.distribution}
            onPick={(value) =>
              set({
                distribution: scenarioSchema.shape.distribution.parse(value),
              })
            }
          />
          <Field
            label="Name of the scenario"
            size="small"
            validationMessage={errors.get("name") ?? null}
            validationState={errors.has("name") ? "error" : "none"}
          >
            <Input
              value={draft.name}
              onChange={(_, { value }) => set({ name: value })}
            />
          </Field>
        </div>
      </Section>
    </>
  );
}

function Amount(props: {
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onType: (text: string) => void;
}): ReactNode {
  const layout = useLayout();
  return (
    <Field
      label={props.label}
      size="small"
      validationMessage={props.error ?? null}
      validationState={props.error ? "error" : "none"}
    >
      <Input
        inputMode="decimal"
        input={{ className: layout.numeric, size: 4 }}
        contentAfter={<span className={layout.muted}>{props.unit}</span>}
        value={props.value}
        onChange={(_, { value }) => props.onType(value)}
      />
    </Field>
  );
}

function Pick(props: {
  readonly label: string;
  readonly value: string;
  readonly options: Readonly<Record<string, string>>;
  readonly onPick: (value: string) => void;
}): ReactNode {
  return (
    <Field label={props.label} size="small">
      <Select
        value={props.value}
        onChange={(_, { value }) => props.onPick(value)}
      >
        {Object.entries(props.options).map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </Select>
    </Field>
  );
}
