/** One parameter of a custom function, as `functions.json` says it. */
export interface FunctionParameter {
  readonly name: string;
  readonly description?: string;
  readonly dimensionality?: "matrix";
  readonly optional?: boolean;
}

/** Files that hold custom functions. */
export function functionFiles(folder: string): string[];

/** What Excel reads (`functions.json`), and which export stands behind each id. */
export function readFunctions(folder: string): Promise<{
  readonly functions: readonly {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly parameters: readonly FunctionParameter[];
  }[];
  readonly exports: Readonly<Record<string, string>>;
}>;
