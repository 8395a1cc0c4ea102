import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { CatalogPoint } from "../../../engine/contracts/index.ts";
import { moneyShort, none, percent, signedShort } from "../format.ts";
import { serviceAt, type FrontierMark } from "../frontier-points.ts";
import { useLayout } from "../layout.ts";
import type { ServiceMeasure } from "../review-rows.ts";
import { FrontierSign } from "./frontier-glyph.tsx";
import { Section } from "./section.tsx";

const useStyles = makeStyles({
  table: {
    "& th:first-child": { width: "43%" },
    "& tbody th": { color: tokens.colorNeutralForeground1 },
  },
  name: {
    appearance: "none",
    border: "none",
    background: "none",
    padding: 0,
    font: "inherit",
    color: "inherit",
    textAlign: "left",
    cursor: "pointer",
    width: "100%",
    display: "flex",
    alignItems: "center",
    gap: "4px",
    minWidth: 0,
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
  },
});

/** The other runs in the picture, by the numbers of their rings. */
export function FrontierRuns(props: {
  readonly runs: readonly FrontierMark[];
  readonly today: CatalogPoint | null;
  readonly measure: ServiceMeasure;
  readonly currency: string;
  /** The run that is pointed at. */
  readonly pointed: number | null;
  readonly onPoint: (run: number | null) => void;
  /** Goes where the frontier ties up as much capital as a run. */
  readonly onChoose: (run: number) => void;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { runs, today, measure, onPoint } = props;
  if (runs.length === 0) return null;
  return (
    <Section title="Other runs">
      <table
        className={mergeClasses(layout.figures, styles.table, layout.small)}
        aria-label="Other runs of this snapshot in the picture"
      >
        <thead>
          <tr>
            <th scope="col">{props.currency}</th>
            <th scope="col">Capital</th>
            <th scope="col">Cash released</th>
            <th scope="col">
              {measure === "fill" ? "Fill rate" : "Cycle service"}
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map(({ title, point, supposes }, at) => (
            <tr
              key={at}
              className={props.pointed === at ? layout.strong : ""}
              onPointerEnter={() => onPoint(at)}
              onPointerLeave={() => onPoint(null)}
            >
              <th scope="row">
                <button
                  type="button"
                  className={styles.name}
                  onFocus={() => onPoint(at)}
                  onBlur={() => onPoint(null)}
                  onClick={() => props.onChoose(at)}
                >
                  <FrontierSign
                    kind="scenario"
                    number={at + 1}
                    supposes={supposes}
                  />
                  <span className={layout.hidden}>{at + 1}, </span>
                  <span className={layout.ellipsis} title={title}>
                    {title}
                  </span>
                </button>
              </th>
              <td>{moneyShort(point.workingCapital)}</td>
              <td>
                {today
                  ? signedShort(today.workingCapital - point.workingCapital)
                  : none}
              </td>
              <td>{percent(serviceAt(point, measure))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <span className={mergeClasses(layout.muted, layout.small)}>
        Press one for the frontier at its capital; in the picture, its number
        names it.
      </span>
      {runs.some(({ supposes }) => supposes) && (
        <span className={mergeClasses(layout.muted, layout.small)}>
          A dashed ring supposes other data than this run, so the curve is not
          its own.
        </span>
      )}
    </Section>
  );
}
