import { inCell } from "./cell-error.ts";

/** A table, as a streaming function answers it. */
export type StreamedTable = CustomFunctions.StreamingInvocation<unknown[][]>;

/** Milliseconds that a calculation may take before its cell shows that it is under way. */
const atOnce = 50;
/** Milliseconds of one slice afterwards: other cells and the pane calculate in between. */
const slice = 25;
/** Milliseconds between two words of progress. */
const tellEvery = 400;

/** A long calculation and what a cell shows of it. */
export interface LongCalculation<Progress, Result> {
  readonly begin: () => Generator<Progress, Result>;
  readonly answer: (result: Result) => unknown[][];
  /** What the cell says while it is under way. */
  readonly say: (progress: Progress) => string;
}

/**
 * Answers a cell by a long calculation: at once when that is short, else in slices with
 * words of progress in between. Ends when the cell is cancelled.
 */
export function answerInSlices<Progress, Result>(
  invocation: StreamedTable,
  { begin, answer, say }: LongCalculation<Progress, Result>,
): void {
  let cancelled = false;
  let told = now();
  let calculation: Generator<Progress, Result> | undefined;
  /** Whether there is an answer. */
  const run = (milliseconds: number): boolean => {
    const until = now() + milliseconds;
    calculation ??= begin();
    for (;;) {
      const step = calculation.next();
      if (step.done === true) {
        invocation.setResult(answer(step.value));
        return true;
      }
      if (now() < until) continue;
      if (now() - told >= tellEvery || milliseconds === atOnce) {
        told = now();
        invocation.setResult([[say(step.value)]]);
      }
      return false;
    }
  };
  const next = (): void => {
    setTimeout(() => {
      if (!cancelled && !answered(invocation, () => run(slice))) next();
    });
  };
  invocation.onCanceled = () => {
    cancelled = true;
    calculation?.return(undefined as Result);
  };
  if (!answered(invocation, () => run(atOnce))) next();
}

/** Runs a part of an answer; what it throws is the answer. */
export function answered(
  invocation: StreamedTable,
  work: () => boolean,
): boolean {
  try {
    return inCell(work);
  } catch (error) {
    fail(invocation, error as Error);
    return true;
  }
}

/** Shows an error in a streaming cell. */
export function fail(invocation: StreamedTable, error: Error): void {
  invocation.setResult(error as unknown as unknown[][]);
}

function now(): number {
  return performance.now();
}
