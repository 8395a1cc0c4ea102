import { makeStyles, ToggleButton } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { measure } from "../format.ts";

const useStyles = makeStyles({
  bar: { display: "flex", flexWrap: "wrap", gap: "4px" },
  button: { minWidth: "auto", fontVariantNumeric: "tabular-nums" },
});

/** One of a few kinds of rows, each with its number; kinds without rows stand aside. */
export function ChoiceBar<T extends string>(props: {
  readonly label: string;
  readonly choices: readonly (readonly [T, string, number])[];
  readonly chosen: T;
  readonly onChoose: (choice: T) => void;
}): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.bar} role="group" aria-label={props.label}>
      {props.choices
        .filter(([id, , number]) => number > 0 || id === props.chosen)
        .map(([id, title, number]) => (
          <ToggleButton
            key={id}
            size="small"
            className={styles.button}
            checked={id === props.chosen}
            onClick={() => props.onChoose(id)}
          >
            {`${title} ${measure(number, 0)}`}
          </ToggleButton>
        ))}
    </div>
  );
}
