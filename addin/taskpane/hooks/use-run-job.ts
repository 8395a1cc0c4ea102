import { usePane, useStory } from "./use-pane.ts";
import { useStepJob, type StepJob } from "./use-step-job.ts";

/** The optimization under way, until its run is there to be seen. */
export function useRunJob(): StepJob {
  const { cache, dispatch, announce } = usePane();
  const { runs } = useStory();
  const step = useStepJob("optimize", ({ state, subjectId }) => {
    cache.refresh("runs", () => {
      if (state === "done") dispatch({ kind: "run-ended", id: subjectId });
    });
    if (state === "done") announce("Optimization finished");
  });
  const { job } = step.watched;
  const isListed = runs.data?.some(
    ({ id, state }) => id === job?.subjectId && state === "done",
  );
  return {
    ...step,
    running: step.running || (job?.state === "done" && isListed === false),
  };
}
