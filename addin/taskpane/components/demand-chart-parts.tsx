import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { StageForecast } from "../../../engine/contracts/index.ts";
import { useLayout } from "../layout.ts";

const useStyles = makeStyles({
  summary: {
    cursor: "pointer",
    color: tokens.colorBrandForegroundLink,
    width: "fit-content",
    borderRadius: tokens.borderRadiusSmall,
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  list: { margin: "4px 0 0", display: "grid", rowGap: "4px" },
  part: {
    display: "grid",
    gridTemplateColumns: "auto minmax(0, 1fr)",
    columnGap: "8px",
  },
  value: { margin: 0, textAlign: "right", overflowWrap: "anywhere" },
  note: { margin: 0, gridColumn: "1 / -1" },
});

/** Where a forecast comes from, part by part; folded until somebody asks. */
export function DemandParts(props: {
  readonly parts: StageForecast["parts"];
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  return (
    <details>
      <summary className={styles.summary}>How it was forecast</summary>
      <dl className={mergeClasses(styles.list, layout.numeric)}>
        {props.parts.map(({ name, value, note }) => (
          <div key={name} className={styles.part}>
            <dt>{name}</dt>
            <dd className={styles.value}>{value}</dd>
            {note !== "" && (
              <dd
                className={mergeClasses(
                  styles.note,
                  layout.muted,
                  layout.small,
                )}
              >
                {note}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </details>
  );
}
