/** One parameter of a custom function, as `functions.json` says it. */
export interface FunctionParameter {
  readonly name: string;
  readonly description?: string;
  readonly type: string;
  readonly dimensionality?: "scalar" | "matrix";
  readonly optional?: boolean;
  readonly repeating?: boolean;
}

/** One custom function, as `functions.json` says it. */
export interface FunctionMetadata {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly parameters: readonly FunctionParameter[];
  readonly result?: {
    readonly type?: string;
    readonly dimensionality?: string;
  };
  readonly options?: {
    readonly stream?: boolean;
    readonly cancelable?: boolean;
  };
}

/** Put in by the build, from the comments of the custom functions. */
declare const stockwrightFunctions: readonly FunctionMetadata[];
declare const stockwrightExports: Readonly<Record<string, string>>;

/** What the comments of the custom functions say. Only inside a built bundle. */
export function functionsMetadata(): readonly FunctionMetadata[] {
  return stockwrightFunctions;
}

/** The exported name behind each id: all that Excel's bundle needs. Only inside a built bundle. */
export function functionExports(): Readonly<Record<string, string>> {
  return stockwrightExports;
}

/** What a planner types before the dot. */
export const namespace = "STOCK";
