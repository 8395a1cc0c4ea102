import { z } from "zod";

/** A table or column name: letters, digits, `_`, `$`, `#`, `-` and blanks inside; never a quote or a dot. */
const name = String.raw`[\p{L}_][\p{L}\p{N}_$#\- ]{0,127}`;

export const columnSchema = z
  .string()
  .regex(new RegExp(`^${name}$`, "u"), "must be a plain column name");

/** `table` or `schema.table`. */
export const tableSchema = z
  .string()
  .regex(
    new RegExp(`^(${name}\\.)?${name}$`, "u"),
    "must be a table name, or schema.table",
  );

/** Short name of a table inside one query. */
export const aliasSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,30}$/, "must be a short lower-case name");

/** `alias.column`: which table of the query, which column of it. */
export const referenceSchema = z
  .string()
  .regex(
    new RegExp(`^[a-z][a-z0-9_]{0,30}\\.${name}$`, "u"),
    "must be alias.column",
  );

/** A condition on one column; values are constants of the profile and travel as parameters. */
const conditionOn = <T extends z.ZodType>(column: T) =>
  z.discriminatedUnion("is", [
    z.strictObject({
      column,
      is: z.enum(["equal", "not-equal", "at-least", "at-most"]),
      value: z.string(),
    }),
    z.strictObject({
      column,
      is: z.literal("one-of"),
      values: z.array(z.string()).min(1),
    }),
    z.strictObject({ column, is: z.enum(["null", "not-null"]) }),
  ]);

/** On a column of the one table spoken of. */
export const conditionSchema = conditionOn(columnSchema);
export type Condition = z.infer<typeof conditionSchema>;

/** On a column of a query that joins tables. */
export const referenceConditionSchema = conditionOn(referenceSchema);
export type ReferenceCondition = z.infer<typeof referenceConditionSchema>;
