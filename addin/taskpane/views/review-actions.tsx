import { Button } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import type { Run } from "../../../engine/contracts/index.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { count, measure } from "../format.ts";
import { useAction } from "../hooks/use-action.ts";
import { usePane, useStory } from "../hooks/use-pane.ts";
import type { Recommendations } from "../hooks/use-recommendations.ts";
import { putIntoSheet, recommendationSheet } from "../sheet-tables.ts";

/** What can be done with the rows: into the sheet, and on to their approval. */
export function ReviewActions(props: {
  readonly run: Run;
  readonly all: Recommendations;
  readonly shown: number;
}): ReactNode {
  const { workbook, dispatch, announce } = usePane();
  const { currency } = useStory();
  const [put, setPut] = useState(false);
  const { run, all } = props;
  const complete = all.total !== null && all.rows.length >= all.total;
  const sheet = useAction(async () => {
    await putIntoSheet(workbook, run, all.rows, currency);
    setPut(true);
    announce(
      `${all.rows.length} rows put into the sheet ${recommendationSheet}`,
    );
  });
  const undo = useAction(async () => {
    if (await workbook.undo()) setPut(false);
  });
  const hint = sheet.error
    ? `The sheet could not be written: ${sheet.error.message}.`
    : !complete && all.total !== null
      ? `${measure(all.rows.length, 0)} of ${count(all.total, "row")} read`
      : put
        ? `${count(all.rows.length, "row")} in the sheet ${recommendationSheet}`
        : `${measure(props.shown, 0)} of ${count(all.rows.length, "row")} on view`;
  return (
    <ActionBar hint={hint}>
      {put && workbook.capabilities.undo && (
        <Button
          appearance="subtle"
          style={{ minWidth: "auto" }}
          onClick={() => undo.run()}
        >
          Undo
        </Button>
      )}
      <Button disabled={!complete || sheet.busy} onClick={() => sheet.run()}>
        {sheet.busy ? "Writing" : "Put into sheet"}
      </Button>
      <Button
        appearance="primary"
        onClick={() => dispatch({ kind: "go", step: "approve" })}
      >
        Approve
      </Button>
    </ActionBar>
  );
}
