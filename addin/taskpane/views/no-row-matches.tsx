import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Run } from "../../../engine/contracts/index.ts";
import { FindingRow } from "../components/findings-list.tsx";
import { EmptyState } from "../components/states.tsx";
import { count } from "../format.ts";
import { useLayout } from "../layout.ts";
import { useLeftOut } from "../hooks/use-left-out.ts";
import { leftOutFindings, leftOutLike } from "../left-out.ts";

/** Where a filter leaves nothing: what was looked for may be a stage that the run left out. */
export function NoRowMatches(props: {
  readonly run: Run;
  readonly rows: number;
  readonly text: string;
  readonly onClear: () => void;
}): ReactNode {
  const { run, rows, text, onClear } = props;
  const layout = useLayout();
  const leftOut = useLeftOut(run);
  const meant = rows === 0 ? leftOut : leftOutLike(leftOut, text);
  return (
    <>
      <EmptyState
        title={rows === 0 ? "Nothing was planned" : "No row matches"}
        action={rows > 0 && <Button onClick={onClear}>Clear the filter</Button>}
      >
        {rows === 0
          ? "This run has no row; what it left out stands below."
          : `${count(rows, "row")} in this run, none with all of what the filter asks.`}
      </EmptyState>
      {meant.length > 0 && (
        <ul className={layout.plainList} aria-label="Not planned">
          {leftOutFindings(meant).map((finding) => (
            <FindingRow key={finding.code} finding={finding} unit="stage" />
          ))}
        </ul>
      )}
    </>
  );
}
