/**
 * The part of Excel's custom-functions runtime that our functions use, for threads
 * where Excel is not: so that one `functions.ts` serves both.
 */
export class CellRuntimeError extends Error {
  readonly code: string;
  constructor(code: string, message?: string) {
    super(message ?? "");
    this.code = code;
  }
}

const errorCodes = {
  invalidValue: "#VALUE!",
  notAvailable: "#N/A",
  divisionByZero: "#DIV/0!",
  invalidNumber: "#NUM!",
  nullReference: "#NULL!",
  invalidName: "#NAME?",
  invalidReference: "#REF!",
} as const;

/** Puts the runtime where the functions look for it. */
export function installCellRuntime(): void {
  Object.assign(globalThis, {
    CustomFunctions: {
      Error: CellRuntimeError,
      ErrorCode: errorCodes,
      associate: () => undefined,
    },
  });
}
