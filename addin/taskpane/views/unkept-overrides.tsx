import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Run } from "../../../engine/contracts/index.ts";
import { Notice } from "../components/states.tsx";
import { count } from "../format.ts";
import { readDraft, useDraftNames } from "../hooks/use-draft.ts";
import { usePane } from "../hooks/use-pane.ts";
import { isTyped, type OverrideDraft } from "../override-draft.ts";
import type { ReviewRow } from "../review-rows.ts";

/** Names of stages that a sentence holds. */
const most = 3;

/** Overrides that were typed and never kept: said, because their stage may be long out of sight. */
export function UnkeptOverrides(props: {
  readonly run: Run;
  readonly rows: readonly ReviewRow[];
  /** The stage whose panel is open: what is typed there is seen. */
  readonly except: string | null;
  /** What follows from it, without a full stop; nothing when omitted. */
  readonly means?: string;
}): ReactNode {
  const { dispatch } = usePane();
  const { run, rows, except } = props;
  const names = useDraftNames(`override.${run.id}.`);
  const hidden = names.filter((id) => {
    if (id === except) return false;
    const row = rows.find(({ stage }) => stage.stageId === id);
    const draft = readDraft<OverrideDraft>(`override.${run.id}.${id}`);
    return row && draft
      ? isTyped(draft, row.chosen, row.override?.reason ?? "")
      : false;
  });
  const [first] = hidden;
  if (first === undefined) return null;
  const others = hidden.length - most;
  return (
    <Notice
      intent="warning"
      title={`${count(hidden.length, "override")} typed and not kept.`}
      actions={
        <Button
          size="small"
          onClick={() => {
            dispatch({ kind: "open-stage", id: first });
            dispatch({ kind: "go", step: "review" });
          }}
        >
          {hidden.length === 1 ? "Show it" : "Show the first"}
        </Button>
      }
    >
      {props.means && `${props.means}: `}
      {hidden.slice(0, most).join(", ")}
      {others > 0 ? ` and ${others} more` : ""}.
    </Notice>
  );
}
