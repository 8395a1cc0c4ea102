import { Button } from "@fluentui/react-components";
import { Dismiss20Regular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { EarlierDraft } from "../earlier-drafts.ts";
import { count, shortInstant } from "../format.ts";
import { useLayout } from "../layout.ts";
import { Section } from "./section.tsx";

/** Scenarios that gave way to the one in the form, each with the way back. */
export function EarlierDrafts(props: {
  readonly earlier: readonly EarlierDraft[];
  readonly onTakeUp: (one: EarlierDraft) => void;
  readonly onDrop: (one: EarlierDraft) => void;
}): ReactNode {
  const layout = useLayout();
  const { earlier } = props;
  if (earlier.length === 0) return null;
  return (
    <Section
      title="Earlier drafts"
      aside={`${count(earlier.length, "scenario")} not optimized`}
    >
      <ul className={layout.plainList}>
        {earlier.map((one) => (
          <li
            key={`${one.at} ${one.name}`}
            className={layout.row}
            style={{ flexWrap: "nowrap" }}
          >
            <span
              className={layout.ellipsis}
              style={{ flexGrow: 1 }}
              title={one.name}
            >
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
              icon={<Dismiss20Regular />}
              aria-label={`Throw away ${one.name}`}
              onClick={() => props.onDrop(one)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
