/** What a cell shows when it shows an error: the code, and the sentence behind it. */
export function trouble(work: () => unknown): {
  readonly code: string;
  readonly message: string;
} {
  try {
    work();
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return { code, message };
  }
  throw new Error("the cell showed no error");
}
