import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  dock: {
    flexShrink: 0,
    maxHeight: "45%",
    overflowY: "auto",
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    padding: "8px 12px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    ":empty": { display: "none" },
  },
});

/** What a deed is doing or why it failed: just above the buttons, so that nothing else moves. */
export function Dock(props: { readonly children: ReactNode }): ReactNode {
  const styles = useStyles();
  return <div className={styles.dock}>{props.children}</div>;
}
