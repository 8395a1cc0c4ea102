import { usePane } from "./use-pane.ts";
import { useStepJob, type StepJob } from "./use-step-job.ts";

/** The optimization under way; when it is done, its run is the one on view. */
export function useRunJob(): StepJob {
  const { cache, dispatch, announce } = usePane();
  return useStepJob("optimize", (finished) => {
    cache.refresh("runs");
    if (finished.state !== "done") return;
    announce("Optimization finished");
    dispatch({ kind: "choose-run", id: finished.subjectId });
  });
}
