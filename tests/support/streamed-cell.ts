/** What a streaming cell shows: a table, or an error that the host draws. */
type Shown = unknown[][] | Error;

/** A streaming call in a test: everything its cell has shown, and a way to delete it. */
export interface StreamedCell {
  readonly shown: readonly Shown[];
  /** The table shown last; throws the error when that was one. */
  last(): unknown[][];
  /** The first answer that is the end of it, as `isEnd` says. */
  end(isEnd?: (table: unknown[][]) => boolean): Promise<unknown[][]>;
  cancel(): void;
}

/** Calls a streaming function as a host does. */
export function streamedCell(
  begin: (invocation: CustomFunctions.StreamingInvocation<unknown[][]>) => void,
): StreamedCell {
  const shown: Shown[] = [];
  let heard = (): void => undefined;
  const invocation = {
    setResult: (value: unknown) => {
      shown.push(value as Shown);
      heard();
    },
    onCanceled: (): void => undefined,
  };
  begin(
    invocation as unknown as CustomFunctions.StreamingInvocation<unknown[][]>,
  );
  const last = (): unknown[][] => {
    const answer = shown.at(-1);
    if (answer instanceof Error) throw answer;
    if (answer === undefined) throw new Error("the cell has shown nothing yet");
    return answer;
  };
  return {
    shown,
    last,
    async end(isEnd = (table) => table.length > 1) {
      for (;;) {
        if (shown.length > 0 && isEnd(last())) return last();
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
    },
    cancel: () => invocation.onCanceled(),
  };
}
