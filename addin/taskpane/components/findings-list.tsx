import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  ErrorCircle16Filled,
  Info16Regular,
  Warning16Filled,
} from "@fluentui/react-icons";
import { useState, type ReactNode } from "react";
import type { Finding, Findings } from "../../../engine/contracts/index.ts";
import { count } from "../format.ts";
import { useLayout } from "../layout.ts";

const useStyles = makeStyles({
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  head: {
    appearance: "none",
    border: "none",
    background: "none",
    font: "inherit",
    color: "inherit",
    width: "100%",
    textAlign: "left",
    padding: "6px 0",
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr) auto",
    gap: "4px",
    alignItems: "baseline",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
  },
  icon: { alignSelf: "center" },
  error: { color: tokens.colorPaletteRedForeground1 },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  body: { padding: "0 0 8px 24px" },
  part: { margin: "2px 0" },
  examples: {
    margin: "4px 0 0",
    padding: "0 0 0 16px",
    color: tokens.colorNeutralForeground2,
    overflowWrap: "anywhere",
  },
});

type Severity = Finding["severity"];

const severities: readonly (readonly [Severity, string, string])[] = [
  ["error", "Wrong until mended", "error"],
  ["warning", "Worth a look", "warning"],
  ["info", "Good to know", "note"],
];

/** What the audit found, worst first; each with its effect, its remedy and its rows. */
export function FindingsList(props: {
  readonly findings: Findings;
}): ReactNode {
  const layout = useLayout();
  const all = [...props.findings.findings, ...imported(props.findings)];
  if (all.length === 0) {
    return <p className={layout.muted}>Nothing: every row could be used.</p>;
  }
  return severities.map(([severity, title]) => {
    const own = all.filter((one) => one.severity === severity);
    if (own.length === 0) return null;
    return (
      <div key={severity}>
        <div className={layout.spread}>
          <h3 className={layout.heading}>{title}</h3>
          <span className={mergeClasses(layout.muted, layout.small)}>
            {count(own.length, "finding")}
          </span>
        </div>
        <ul className={layout.plainList}>
          {own.map((one, index) => (
            <FindingRow key={`${one.code} ${index}`} finding={one} />
          ))}
        </ul>
      </div>
    );
  });
}

/** One finding, folded until somebody asks for its effect, its remedy and its rows. */
export function FindingRow(props: {
  readonly finding: Finding;
  /** What it counts. */
  readonly unit?: string;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const [open, setOpen] = useState(false);
  const { finding, unit = "row" } = props;
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <SeverityIcon severity={finding.severity} />
        <span>{finding.title}</span>
        <span className={mergeClasses(layout.muted, layout.numeric)}>
          {count(finding.count, unit)}
        </span>
      </button>
      {open && (
        <div className={styles.body}>
          {finding.effect && (
            <p className={styles.part}>
              <strong>Effect: </strong>
              {finding.effect}
            </p>
          )}
          {finding.remedy && (
            <p className={styles.part}>
              <strong>Remedy: </strong>
              {finding.remedy}
            </p>
          )}
          {finding.examples.length > 0 && (
            <ul className={styles.examples}>
              {finding.examples.slice(0, 8).map((example) => (
                <li key={example}>{example}</li>
              ))}
              {finding.count > 8 && finding.examples.length >= 8 && (
                <li>and {count(finding.count - 8, unit)} more</li>
              )}
            </ul>
          )}
        </div>
      )}
    </li>
  );
}

/** The severity as a shape with a name, not as a colour alone. */
export function SeverityIcon(props: {
  readonly severity: Severity;
}): ReactNode {
  const styles = useStyles();
  switch (props.severity) {
    case "error":
      return (
        <ErrorCircle16Filled
          className={mergeClasses(styles.icon, styles.error)}
          aria-label="Error"
        />
      );
    case "warning":
      return (
        <Warning16Filled
          className={mergeClasses(styles.icon, styles.warning)}
          aria-label="Warning"
        />
      );
    case "info":
      return <Info16Regular className={styles.icon} aria-label="Note" />;
  }
}

/** Rows the import could not take, gathered by what was wrong with them. */
function imported(findings: Findings): Finding[] {
  const groups = new Map<string, Finding>();
  for (const one of findings.importFindings) {
    const key = `${one.severity} ${one.source} ${one.field ?? ""} ${one.message}`;
    const place = [one.source, one.row === null ? "" : `row ${one.row}`]
      .filter(Boolean)
      .join(", ");
    const known = groups.get(key);
    const examples = [...(known?.examples ?? []), place].slice(0, 9);
    groups.set(key, {
      code: key,
      severity: one.severity,
      title: `${one.source}${one.field ? `, ${one.field}` : ""}: ${one.message}`,
      effect: "",
      remedy: "",
      stages: [],
      examples,
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...groups.values()];
}
