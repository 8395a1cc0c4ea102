import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { ScenarioChange } from "../../../engine/contracts/index.ts";
import {
  changeKinds,
  readChange,
  withKind,
  type ChangeDraft,
  type ChangeKind,
} from "../change-draft.ts";
import {
  AmountField,
  PickField,
  TextField,
} from "../components/scenario-fields.tsx";
import { useLayout } from "../layout.ts";
import { goToMarked } from "../marked-field.ts";

const useStyles = makeStyles({
  form: {
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    padding: "8px 10px 10px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  buttons: { display: "flex", justifyContent: "flex-end", gap: "8px" },
});

/** What is known of the catalog, to be offered while one types. */
export interface CatalogNames {
  readonly locations: readonly string[];
  readonly tiers: readonly string[];
}

/** One change being typed. */
export function ChangeForm(props: {
  readonly names: CatalogNames;
  readonly currency: string;
  readonly draft: ChangeDraft;
  /** Whether it takes the focus when it appears: somebody has just asked for it. */
  readonly focused: boolean;
  readonly onType: (draft: ChangeDraft) => void;
  readonly onAdd: (change: ScenarioChange) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { draft, onType } = props;
  const form = useRef<HTMLFormElement>(null);
  /** How often it was sent as it could not be. */
  const [tried, setTried] = useState(0);
  const read = readChange(draft);
  const errors = tried ? read.errors : new Map<keyof ChangeDraft, string>();
  const { focused } = props;
  useEffect(() => {
    if (focused) form.current?.querySelector("select")?.focus();
  }, [focused]);
  // Once what is wrong is marked.
  useEffect(() => {
    if (tried) goToMarked(form.current);
  }, [tried]);
  const set = (change: Partial<ChangeDraft>) => onType({ ...draft, ...change });
  const add = () => {
    if (read.change) props.onAdd(read.change);
    else setTried(tried + 1);
  };
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label="A change to the snapshot"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <PickField
        label="Kind of change"
        value={draft.kind}
        options={changeKinds}
        onPick={(kind) => {
          setTried(0);
          onType(withKind(draft, kind as ChangeKind));
        }}
      />
      <div className={layout.grid}>
        <KindFields {...props} errors={errors} set={set} />
        <TextField
          label="What you call it"
          value={draft.name}
          placeholder="by what it does"
          onType={(name) => set({ name })}
        />
      </div>
      <div className={styles.buttons}>
        <Button size="small" onClick={props.onCancel}>
          Cancel
        </Button>
        <Button size="small" appearance="primary" type="submit">
          Add change
        </Button>
      </div>
    </form>
  );
}

interface KindProps {
  readonly names: CatalogNames;
  readonly currency: string;
  readonly draft: ChangeDraft;
  readonly errors: ReadonlyMap<keyof ChangeDraft, string>;
  readonly set: (change: Partial<ChangeDraft>) => void;
}

function KindFields(props: KindProps): ReactNode {
  const { draft, errors, names, set } = props;
  const location = (
    label: string,
    field: "location" | "other",
    suggested: boolean,
  ) => (
    <TextField
      label={label}
      value={draft[field]}
      error={errors.get(field)}
      suggestions={suggested ? names.locations : []}
      onType={(text) => set({ [field]: text })}
    />
  );
  switch (draft.kind) {
    case "close-location":
      return (
        <>
          {location("Location to close", "location", true)}
          {location("Taken over by", "other", true)}
        </>
      );
    case "open-location":
      return (
        <>
          {location("New location", "location", false)}
          {location("Items and suppliers like", "other", true)}
          <AmountField
            label="Share of its demand"
            unit="%"
            value={draft.share}
            error={errors.get("share")}
            onType={(share) => set({ share })}
          />
          <TextField
            label="Serves instead of it"
            value={draft.serves}
            placeholder="locations, with commas"
            onType={(serves) => set({ serves })}
          />
        </>
      );
    default:
      return (
        <>
          <SelectionFields {...props} />
          <ValueFields {...props} />
        </>
      );
  }
}

/** Which stages a change is about. */
function SelectionFields({ draft, names, set }: KindProps): ReactNode {
  return (
    <>
      <TextField
        label="Items"
        value={draft.items}
        placeholder="all"
        onType={(items) => set({ items })}
      />
      <TextField
        label="Locations"
        value={draft.locations}
        placeholder="all"
        suggestions={names.locations}
        onType={(locations) => set({ locations })}
      />
      <TextField
        label="Tiers"
        value={draft.serviceTiers}
        placeholder="all"
        suggestions={names.tiers}
        onType={(serviceTiers) => set({ serviceTiers })}
      />
      <TextField
        label="Vendors"
        value={draft.vendors}
        placeholder="all"
        onType={(vendors) => set({ vendors })}
      />
    </>
  );
}

const costUnits = {
  percent: "Unit cost, % of today's",
  value: "Unit cost",
  order: "Cost of an order",
};
const timeUnits = { percent: "% of today's", value: "Days" };

/** What becomes of them. */
function ValueFields({
  draft,
  names,
  errors,
  currency,
  set,
}: KindProps): ReactNode {
  switch (draft.kind) {
    case "service-tier":
      return (
        <TextField
          label="Becomes tier"
          value={draft.tier}
          error={errors.get("tier")}
          suggestions={names.tiers}
          onType={(tier) => set({ tier })}
        />
      );
    case "cost":
      return (
        <>
          <PickField
            label="Given as"
            value={draft.unit}
            options={costUnits}
            onPick={(unit) => set({ unit: unit as ChangeDraft["unit"] })}
          />
          <AmountField
            label="Becomes"
            unit={draft.unit === "percent" ? "%" : currency}
            value={draft.amount}
            error={errors.get("amount")}
            onType={(amount) => set({ amount })}
          />
        </>
      );
    case "demand":
      return (
        <AmountField
          label="Grows by (−20: a fifth less)"
          unit="%"
          value={draft.amount}
          error={errors.get("amount")}
          onType={(amount) => set({ amount })}
        />
      );
    case "lead-time":
      return (
        <>
          <PickField
            label="Given as"
            value={draft.unit}
            options={timeUnits}
            onPick={(unit) => set({ unit: unit as ChangeDraft["unit"] })}
          />
          <AmountField
            label="Becomes"
            unit={draft.unit === "percent" ? "%" : "days"}
            value={draft.amount}
            error={errors.get("amount")}
            onType={(amount) => set({ amount })}
          />
          {draft.unit === "value" && (
            <AmountField
              label="Give or take"
              unit="days"
              value={draft.deviation}
              error={errors.get("deviation")}
              onType={(deviation) => set({ deviation })}
            />
          )}
        </>
      );
    case "stocking":
      return (
        <PickField
          label="Holding stock"
          value={draft.may}
          options={{ "may not": "May not hold stock", may: "May hold stock" }}
          onPick={(may) => set({ may: may as ChangeDraft["may"] })}
        />
      );
    default:
      return null;
  }
}
