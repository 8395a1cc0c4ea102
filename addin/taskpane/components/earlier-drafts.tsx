import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { Dismiss16Regular } from "@fluentui/react-icons";
import { useRef, type ReactNode } from "react";
import type { EarlierDraft } from "../earlier-drafts.ts";
import { count, shortInstant } from "../format.ts";
import { useLayout } from "../layout.ts";
import { Section } from "./section.tsx";

const useStyles = makeStyles({
  draft: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) auto auto auto",
    columnGap: "8px",
    alignItems: "center",
    padding: "4px 0",
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});

/** Scenarios that gave way to the one in the form, each with the way back. */
export function EarlierDrafts(props: {
  readonly earlier: readonly EarlierDraft[];
  readonly onTakeUp: (one: EarlierDraft) => void;
  readonly onDrop: (one: EarlierDraft) => void;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const list = useRef<HTMLUListElement>(null);
  const { earlier } = props;
  if (earlier.length === 0) return null;
  return (
    <Section
      title="Earlier drafts"
      aside={`${count(earlier.length, "scenario")} not optimized`}
    >
      <ul ref={list} className={layout.plainList}>
        {earlier.map((one) => (
          <li key={`${one.at} ${one.name}`} className={styles.draft}>
            <span className={layout.ellipsis} title={one.name}>
              {one.name}
            </span>
            <span className={`${layout.muted} ${layout.small}`}>
              {shortInstant(one.at)}
            </span>
            <Button
              size="small"
              aria-label={`Go on with ${one.name}`}
              onClick={() => props.onTakeUp(one)}
            >
              Go on
            </Button>
            <Button
              size="small"
              appearance="subtle"
              icon={<Dismiss16Regular />}
              aria-label={`Throw away ${one.name}`}
              onClick={() => props.onDrop(one)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
