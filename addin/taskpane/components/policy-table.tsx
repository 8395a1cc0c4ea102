import {
  Input,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import type {
  PolicyOutcome,
  PolicyValues,
} from "../../../engine/contracts/index.ts";
import { measure, moneyExact, none, percent, quantity } from "../format.ts";
import { useLayout } from "../layout.ts";
import {
  overrideFields,
  type OverrideDraft,
  type OverrideField,
} from "../override-draft.ts";
import type { ReviewRow } from "../review-rows.ts";

const useStyles = makeStyles({
  table: {
    "& th, & td": {
      paddingLeft: "8px",
      height: "26px",
      boxSizing: "border-box",
    },
    "& thead th": { fontSize: tokens.fontSizeBase200 },
  },
  divide: {
    "& th, & td": { borderTop: `1px solid ${tokens.colorNeutralStroke1}` },
  },
  input: {
    minWidth: 0,
    width: "100%",
    "& input": {
      textAlign: "right",
      minWidth: 0,
      width: "100%",
      fontVariantNumeric: "tabular-nums",
    },
  },
  stale: { color: tokens.colorNeutralForeground3 },
});

/** What stands in the third column: nothing, an override, or one being typed. */
export type Yours =
  | { readonly kind: "none" }
  | {
      readonly kind: "override";
      readonly values: PolicyValues;
      readonly outcome: PolicyOutcome | null;
    }
  | {
      readonly kind: "typing";
      readonly draft: OverrideDraft;
      readonly errors: ReadonlyMap<string, string>;
      readonly outcome: PolicyOutcome | null;
      readonly current: boolean;
      readonly onType: (field: OverrideField, text: string) => void;
    };

/** A stage's numbers, and what they do: now, as recommended, as the planner wants it. */
export function PolicyTable(props: {
  readonly row: ReviewRow;
  readonly currency: string;
  readonly yours: Yours;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { stage } = props.row;
  const { yours } = props;
  const outcome = yours.kind === "none" ? null : yours.outcome;
  const wrong =
    yours.kind === "typing" &&
    overrideFields.some(([field]) => yours.errors.has(field));
  const waiting = yours.kind === "typing" && !yours.current;
  const emphasis = yours.kind === "none" ? layout.strong : undefined;
  const outcomes: readonly (readonly [
    string,
    (of: PolicyOutcome) => string,
  ])[] = [
    ["Cycle service", (of) => percent(of.cycleService)],
    ["Fill rate", (of) => percent(of.fillRate)],
    ["Mean on hand", (of) => measure(of.meanOnHand)],
    [`Value, ${props.currency}`, (of) => moneyExact(of.inventoryValue, 0)],
  ];
  return (
    <table className={mergeClasses(layout.figures, styles.table)}>
      <thead>
        <tr>
          <th scope="col">{stage.unit}</th>
          <th scope="col">Now</th>
          <th scope="col">Advised</th>
          {yours.kind !== "none" && <th scope="col">Yours</th>}
        </tr>
      </thead>
      <tbody>
        {overrideFields.map(([field, title]) => (
          <tr key={field}>
            <th scope="row">{title}</th>
            <td>{quantity(stage.current[field], stage.unitDecimals)}</td>
            <td className={emphasis}>
              {quantity(stage.recommended[field], stage.unitDecimals)}
            </td>
            {yours.kind === "override" && (
              <td className={layout.strong}>
                {quantity(yours.values[field], stage.unitDecimals)}
              </td>
            )}
            {yours.kind === "typing" && (
              <td>
                <Input
                  size="small"
                  className={styles.input}
                  inputMode="decimal"
                  aria-label={`Your ${title.toLowerCase()}`}
                  aria-invalid={yours.errors.has(field)}
                  aria-describedby={
                    yours.errors.has(field) ? `wrong-${field}` : undefined
                  }
                  value={yours.draft.texts[field]}
                  onChange={(_, { value }) => yours.onType(field, value)}
                />
              </td>
            )}
          </tr>
        ))}
        {outcomes.map(([title, of], index) => (
          <tr key={title} className={index === 0 ? styles.divide : undefined}>
            <th scope="row">{title}</th>
            <td>{of(stage.before)}</td>
            <td className={emphasis}>{of(stage.after)}</td>
            {yours.kind !== "none" && (
              <td
                className={mergeClasses(layout.strong, waiting && styles.stale)}
              >
                {wrong ? none : outcome ? of(outcome) : "…"}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
