import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    gap: "8px",
    padding: "8px 12px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  hint: {
    flexGrow: 1,
    flexShrink: 1,
    flexBasis: "120px",
    minWidth: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  buttons: {
    display: "flex",
    gap: "8px",
    flexWrap: "wrap",
    justifyContent: "flex-end",
    marginLeft: "auto",
  },
});

/** What can be done in a step: always at the bottom, the main deed at the right. */
export function ActionBar(props: {
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const styles = useStyles();
  return (
    <div
      className={styles.bar}
      role="group"
      aria-label="What to do in this step"
    >
      <div className={styles.hint}>{props.hint}</div>
      <div className={styles.buttons}>{props.children}</div>
    </div>
  );
}
