import type { Condition, ReferenceCondition } from "../profiles/names.ts";
import type { Dialect, LiveColumn } from "./dialect.ts";

/** SQL with its parameters in the order of their question marks. */
export interface Sql {
  readonly text: string;
  readonly parameters: readonly string[];
}

export const sql = (text: string, parameters: readonly string[] = []): Sql => ({
  text,
  parameters,
});

/** Pieces one after the other: the parameters follow the text, so their order is right. */
export function joined(pieces: readonly Sql[], separator: string): Sql {
  return {
    text: pieces.map(({ text }) => text).join(separator),
    parameters: pieces.flatMap(({ parameters }) => parameters),
  };
}

const comparisons = {
  equal: "=",
  "not-equal": "<>",
  "at-least": ">=",
  "at-most": "<=",
} as const;

/** A profile's condition on a column whose live type is known. */
export function conditionSql(
  dialect: Dialect,
  column: string,
  live: LiveColumn,
  condition: Condition | ReferenceCondition,
): Sql {
  const mark = dialect.parameter(live);
  switch (condition.is) {
    case "null":
      return sql(`${column} is null`);
    case "not-null":
      return sql(`${column} is not null`);
    case "one-of":
      return sql(
        `${column} in (${condition.values.map(() => mark).join(", ")})`,
        condition.values,
      );
    default:
      return sql(`${column} ${comparisons[condition.is]} ${mark}`, [
        condition.value,
      ]);
  }
}
