import {
  Button,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { Dismiss20Regular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { ScenarioChange } from "../../../engine/contracts/index.ts";
import { changeSentence } from "../change-words.ts";
import { useLayout } from "../layout.ts";

const useStyles = makeStyles({
  change: {
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr) auto",
    columnGap: "4px",
    alignItems: "start",
    padding: "4px 0",
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  number: {
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: "tabular-nums",
  },
  wrong: { color: tokens.colorPaletteRedForeground1 },
});

/** The named changes of a scenario, in the order they are applied. */
export function ScenarioChanges(props: {
  readonly changes: readonly ScenarioChange[];
  /** What the service refused, by place in the list. */
  readonly refused: ReadonlyMap<number, string>;
  readonly onRemove: (index: number) => void;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  return (
    <ol className={layout.plainList}>
      {props.changes.map((change, index) => {
        const sentence = changeSentence(change);
        const wrong = props.refused.get(index);
        return (
          <li key={`${index} ${change.name}`} className={styles.change}>
            <span className={styles.number} aria-hidden>
              {index + 1}
            </span>
            <span className={layout.stack}>
              <span className={layout.strong}>{change.name}</span>
              {sentence.toLowerCase() !== change.name.toLowerCase() && (
                <span className={mergeClasses(layout.muted, layout.small)}>
                  {sentence}
                </span>
              )}
              {wrong && (
                <span
                  role="alert"
                  className={mergeClasses(styles.wrong, layout.small)}
                >
                  {wrong}
                </span>
              )}
            </span>
            <Button
              size="small"
              appearance="subtle"
              icon={<Dismiss20Regular />}
              aria-label={`Take out: ${change.name}`}
              onClick={() => props.onRemove(index)}
            />
          </li>
        );
      })}
    </ol>
  );
}
