import {
  BaseFunction,
  type BaseValueObject,
  ErrorType,
  ErrorValueObject,
} from "@univerjs/engine-formula";
import { type FunctionMetadata, namespace } from "./metadata.ts";
import {
  BadArgument,
  gridOf,
  type Plain,
  scalar,
  type Variant,
  variantOf,
} from "./register-univer-arguments.ts";
import {
  callOutcomes,
  type CellPlace,
  type Outcome,
} from "./register-univer-outcomes.ts";

/** What the page hears of a calculation. */
export interface CellNews {
  /** The reason behind a cell's error; `null` when the cell is well again. */
  message(cell: CellPlace, message: string | null): void;
  /** Cells whose answers have arrived. */
  recalculate(cells: readonly CellPlace[]): void;
}

/** Keys of the functions whose answers change with the service's data, not with their arguments alone. */
const tellsService = /^(POLICY|EXPLAIN)\[/;

type Implementation = (...args: unknown[]) => unknown;

/**
 * The custom functions as Univer's engine calls them.
 *
 * Everything is calculated at once: a call that takes time shows `#CALC!` until its
 * answer is there. Nothing is ever thrown, because a throw hangs the calculation.
 */
export function univerFunctions(
  functions: readonly FunctionMetadata[],
  implementation: (id: string) => Implementation,
  news: CellNews,
): {
  readonly executors: BaseFunction[];
  /** Has the calls that tell what the service knows asked again. */
  forget(): void;
  /** Cancels calls whose cells are gone. */
  release(isGone: (cell: CellPlace) => boolean): void;
} {
  const outcomes = callOutcomes(news.recalculate);
  const troubled = new Set<string>();

  const report = (cell: CellPlace, message: string | null): void => {
    const id = `${cell.unitId}|${cell.sheetId}|${cell.row}|${cell.column}`;
    if (message === null && !troubled.delete(id)) return;
    if (message !== null) troubled.add(id);
    news.message(cell, message);
  };

  class StockFunction extends BaseFunction {
    readonly metadata: FunctionMetadata;
    readonly run: Implementation;

    constructor(metadata: FunctionMetadata, run: Implementation) {
      super(`${namespace}.${metadata.name}`);
      this.metadata = metadata;
      this.run = run;
    }

    override calculate(...variants: Variant[]): BaseValueObject {
      const cell: CellPlace = {
        unitId: this.unitId ?? "",
        sheetId: this.subUnitId ?? "",
        row: this.row,
        column: this.column,
      };
      const outcome = this.outcome(variants, cell);
      switch (outcome.kind) {
        case "value":
          report(cell, null);
          return variantOf(outcome.value);
        case "pending":
          report(cell, "the answer is on its way");
          return ErrorValueObject.create(ErrorType.CALC);
        case "error":
          report(cell, outcome.message);
          return ErrorValueObject.create(outcome.code as ErrorType);
      }
    }

    private outcome(variants: readonly Variant[], cell: CellPlace): Outcome {
      try {
        return lifted(this.metadata, variants, (args) => this.call(args, cell));
      } catch (error) {
        return failure(error);
      }
    }

    private call(args: unknown[], cell: CellPlace): Outcome {
      const { id, options, parameters } = this.metadata;
      if (options?.stream || options?.cancelable) {
        // The invocation comes after the last parameter, given or not.
        const all = parameters.map((_, index) => args[index]);
        return outcomes.of(key(id, all), cell, (tell) =>
          streaming(this.run, all, tell),
        );
      }
      // One call decides whether the function takes time; later ones find its answer kept.
      const known = this.slow
        ? outcomes.of(key(id, args), cell, (tell) => {
            attempt(() => this.run(...args), tell);
            return { cancel: () => undefined };
          })
        : null;
      if (known) return known;
      const result = this.run(...args);
      if (!isPromise(result)) return { kind: "value", value: result };
      this.slow = true;
      return outcomes.of(key(id, args), cell, (tell) => {
        following(result, tell);
        return { cancel: () => undefined };
      });
    }

    private slow = false;
  }

  return {
    executors: functions.map(
      (metadata) => new StockFunction(metadata, implementation(metadata.id)),
    ),
    forget: () => outcomes.forget((key) => tellsService.test(key)),
    release: (isGone) => outcomes.release(isGone),
  };
}

/** Calls once, or once per cell where a range stands for a single value. */
function lifted(
  { name, parameters, result }: FunctionMetadata,
  variants: readonly Variant[],
  call: (args: unknown[]) => Outcome,
): Outcome {
  const last = parameters.at(-1);
  const given = variants.map((variant, index) => {
    const parameter = parameters[index] ?? (last?.repeating ? last : undefined);
    if (!parameter) {
      throw new BadArgument(
        ErrorType.VALUE,
        `${namespace}.${name} takes ${parameters.length} values, got ${variants.length}`,
      );
    }
    return { parameter, grid: gridOf(variant, parameter.name) };
  });
  const lacking = parameters
    .slice(given.length)
    .find(({ optional, repeating }) => !optional && !repeating);
  if (lacking) {
    throw new BadArgument(
      ErrorType.VALUE,
      `${lacking.name} is missing: ${lacking.description ?? "it is required"}`,
    );
  }
  const wide = given.filter(
    ({ parameter, grid }) =>
      parameter.dimensionality !== "matrix" &&
      (grid.length > 1 || (grid[0]?.length ?? 0) > 1),
  );
  const at = (row: number, column: number): unknown[] =>
    given.map(({ parameter, grid }) =>
      parameter.dimensionality === "matrix"
        ? grid.map((cells) => cells.map((cell) => cell ?? ""))
        : (scalar(pick(grid, row, column), parameter) ?? undefined),
    );
  if (wide.length === 0) return call(at(0, 0));
  if (result?.dimensionality === "matrix") {
    throw new BadArgument(
      ErrorType.VALUE,
      `${wide[0]?.parameter.name} must be one cell, got a range`,
    );
  }
  const rows = Math.max(...wide.map(({ grid }) => grid.length));
  const columns = Math.max(...wide.map(({ grid }) => grid[0]?.length ?? 0));
  const values: unknown[][] = [];
  for (let row = 0; row < rows; row++) {
    const cells: unknown[] = [];
    for (let column = 0; column < columns; column++) {
      const outcome = call(at(row, column));
      if (outcome.kind !== "value") return outcome;
      cells.push(outcome.value);
    }
    values.push(cells);
  }
  return { kind: "value", value: values };
}

function pick(
  grid: readonly (readonly (Plain | null)[])[],
  row: number,
  column: number,
): Plain | null {
  const cells = grid[grid.length === 1 ? 0 : row];
  return cells?.[cells.length === 1 ? 0 : column] ?? null;
}

function streaming(
  run: Implementation,
  args: unknown[],
  tell: (outcome: Outcome) => void,
): { cancel(): void } {
  const invocation = {
    setResult: (value: unknown) =>
      tell(value instanceof Error ? failure(value) : { kind: "value", value }),
    onCanceled: () => undefined as void,
  };
  attempt(() => run(...args, invocation), tell);
  return { cancel: () => invocation.onCanceled() };
}

/** An entry must always be settled: one that throws at once is answered at once. */
function attempt(run: () => unknown, tell: (outcome: Outcome) => void): void {
  try {
    following(run(), tell);
  } catch (error) {
    tell(failure(error));
  }
}

function following(result: unknown, tell: (outcome: Outcome) => void): void {
  // A streaming function answers by its invocation, and returns nothing.
  if (result === undefined) return;
  Promise.resolve(result).then(
    (value) => tell({ kind: "value", value }),
    (error: unknown) => tell(failure(error)),
  );
}

function failure(error: unknown): Outcome {
  const code =
    error instanceof Error && "code" in error && isErrorText(error.code)
      ? error.code
      : ErrorType.VALUE;
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "error", code, message };
}

function isErrorText(code: unknown): code is string {
  return typeof code === "string" && code.startsWith("#");
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && "then" in value;
}

function key(id: string, args: readonly unknown[]): string {
  return `${id}${JSON.stringify(args)}`;
}
