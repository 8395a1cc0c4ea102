import { z } from "zod";
import { periodSchema } from "../../engine/contracts/index.ts";
import {
  aliasSchema,
  columnSchema,
  referenceConditionSchema,
  referenceSchema,
  tableSchema,
} from "./names.ts";

/** One query: a table, what is joined to it, which columns become which fields. */
const source = <R extends string, O extends string>(
  required: readonly R[],
  optional: readonly O[],
) =>
  z
    .strictObject({
      table: tableSchema,
      as: aliasSchema.default("t"),
      joins: z
        .array(
          z.strictObject({
            table: tableSchema,
            as: aliasSchema,
            /** Column of the joined table to a column of a table before it. */
            on: z.record(columnSchema, referenceSchema),
            /** Column of the joined table to a constant. */
            fixed: z.record(columnSchema, z.string()).default({}),
            /** Keep rows that have no partner. */
            optional: z.boolean().default(false),
          }),
        )
        .default([]),
      columns: z.partialRecord(
        z.enum([...required, ...optional]),
        referenceSchema,
      ),
      /** Fields that the ERP does not hold, the same for every row. */
      constants: z.record(z.string(), z.string()).default({}),
      where: z.array(referenceConditionSchema).default([]),
      /** Adds this column up over rows that agree in all others; the sum is `quantity`. */
      sum: referenceSchema.optional(),
      /** Columns that never are NULL and name one row of the answer: pages follow them. */
      pageBy: z.array(referenceSchema).min(1),
    })
    .superRefine(({ columns, constants, as, joins, ...rest }, context) => {
      const say = (message: string, ...path: string[]) =>
        context.addIssue({ code: "custom", path, message });
      const named: Readonly<Record<string, string | undefined>> = columns;
      for (const field of required)
        if (named[field] === undefined && constants[field] === undefined)
          say(`must name ${field}, as a column or a constant`, "columns");
      const tables = new Set([as]);
      const check = (reference: string | undefined, ...path: string[]) => {
        const alias = reference?.slice(0, reference.indexOf("."));
        if (alias !== undefined && !tables.has(alias))
          say(`names ${reference}, but no table is called ${alias}`, ...path);
      };
      for (const join of joins) {
        for (const reference of Object.values(join.on))
          check(reference, "joins");
        if (tables.has(join.as))
          say(`two tables are called ${join.as}`, "joins");
        tables.add(join.as);
      }
      for (const [field, reference] of Object.entries(named))
        check(reference, "columns", field);
      for (const { column } of rest.where) check(column, "where");
      for (const reference of rest.pageBy) check(reference, "pageBy");
      check(rest.sum, "sum");
    });

const stageSourceSchema = source(
  ["item", "location"],
  [
    ...["description", "unit", "unitDecimals", "unitCost", "productClass"],
    ...["echelon", "serviceTier", "orderingCost", "lotSize"],
    ...["minOrderQuantity", "promisedLeadTimeDays", "vendor"],
    ...["onHand", "onOrder"],
  ],
);
const linkSourceSchema = source(
  ["fromItem", "fromLocation", "toItem", "toLocation"],
  ["units"],
);
const quantitySourceSchema = source(["item", "location"], ["quantity"]);
/** With the document, rows are cleaned as transaction lines: returns netted where they were sold. */
const demandSourceSchema = source(
  ["item", "location", "day"],
  ["quantity", "document", "customer", "price", "reverses"],
);
const receiptSourceSchema = source(
  ["shipment", "item", "location", "receivedOn"],
  ["vendor", "orderedOn", "promisedOn", "quantity"],
);
const supplySourceSchema = source(
  ["item"],
  ["location", "promisedLeadTimeDays", "vendor", "minOrderQuantity"],
);
const companySourceSchema = source(
  [],
  ["currency", "period", "taxonomyVersion"],
);

/** A part that is taken away: issues from receipts, returns from sales. */
const signed = <T extends z.ZodType>(query: T) =>
  z.strictObject({ query, sign: z.enum(["plus", "minus"]).default("plus") });

/** Where the inputs of a plan live in the ERP. */
export const readSourcesSchema = z.strictObject({
  company: z.strictObject({
    currency: z.string().length(3).default("EUR"),
    period: periodSchema.default("month"),
    taxonomyVersion: z.string().default("1"),
    /** Overrules the values above where its one row has one. */
    query: companySourceSchema.optional(),
  }),
  stages: stageSourceSchema,
  links: z.array(linkSourceSchema).default([]),
  demand: z
    .strictObject({
      parts: z.array(signed(demandSourceSchema)).min(1),
      /** What a period without a row means between the first row and the last of all. */
      gapMeans: z.enum(["zero", "not-recorded"]).default("zero"),
    })
    .optional(),
  receipts: z.array(receiptSourceSchema).default([]),
  /** Best lead time, vendor and MOQ per item; the first row of an item counts. */
  supply: supplySourceSchema.optional(),
  onHand: z.array(signed(quantitySourceSchema)).default([]),
  onOrder: z.array(signed(quantitySourceSchema)).default([]),
});
export type ReadSources = z.infer<typeof readSourcesSchema>;

/** Any one query of the sources. */
export interface Source {
  readonly table: string;
  readonly as: string;
  readonly joins: readonly {
    readonly table: string;
    readonly as: string;
    readonly on: Readonly<Record<string, string>>;
    readonly fixed: Readonly<Record<string, string>>;
    readonly optional: boolean;
  }[];
  readonly columns: Readonly<Record<string, string | undefined>>;
  readonly constants: Readonly<Record<string, string>>;
  readonly where: readonly z.infer<typeof referenceConditionSchema>[];
  readonly sum?: string | undefined;
  readonly pageBy: readonly string[];
}
