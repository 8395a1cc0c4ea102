import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  facts: {
    margin: 0,
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(190px, 1fr))",
    columnGap: "24px",
    rowGap: "2px",
  },
  fact: {
    display: "flex",
    justifyContent: "space-between",
    gap: "8px",
    alignItems: "baseline",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    padding: "2px 0",
  },
  name: { color: tokens.colorNeutralForeground2, whiteSpace: "nowrap" },
  value: {
    margin: 0,
    textAlign: "right",
    fontVariantNumeric: "tabular-nums",
    minWidth: 0,
    overflowWrap: "anywhere",
  },
});

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names and values in aligned columns, as many as the width allows. */
export function Facts(props: { readonly facts: readonly Fact[] }): ReactNode {
  const styles = useStyles();
  return (
    <dl className={styles.facts}>
      {props.facts.map((fact) => (
        <div key={fact.name} className={styles.fact}>
          <dt className={styles.name}>{fact.name}</dt>
          <dd className={styles.value}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
