import type { ReactNode } from "react";
import { ErrorState, LoadingRows } from "../components/states.tsx";
import { useQuery } from "../hooks/use-query.ts";
import { useLayout } from "../layout.ts";

/** The parts of the optimize step that only some look at: they come when they are asked for. */
const loadWhatIf = () =>
  import(/* webpackChunkName: "what-if" */ "./what-if-views.ts");

/** Shows something of those parts. Code is asked for as data is: a lost connection costs this part, not the pane. */
export function WhatIfPart(props: {
  /** The whole step, or a section of a column. */
  readonly whole: boolean;
  /** Lines that stand for it while it comes. */
  readonly rows: number;
  readonly show: (views: Awaited<ReturnType<typeof loadWhatIf>>) => ReactNode;
}): ReactNode {
  const layout = useLayout();
  const code = useQuery("code/what-if", loadWhatIf);
  if (code.data) return props.show(code.data);
  const instead = code.error ? (
    <ErrorState
      title="This part did not load."
      error={
        new Error(
          "the service does not answer, or was renewed since: try again, or load the page again",
        )
      }
      onRetry={code.retry}
    />
  ) : (
    <LoadingRows label="Opening" rows={props.rows} />
  );
  return props.whole ? <div className={layout.scroll}>{instead}</div> : instead;
}
