import { readFile } from "node:fs/promises";
import { z } from "zod";
import {
  daySchema,
  issueMessage,
  periodSchema,
} from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import { dayFormats } from "../mapping/rows-day.ts";

/** How the texts of a file are written; each file may depart from the mapping's own. */
const textSchema = z.strictObject({
  /** Found out from the header when left out. */
  delimiter: z.enum([",", ";", "\t", "|"]).optional(),
  encoding: z.enum(["utf-8", "windows-1252", "latin1"]).optional(),
  decimal: z.enum([".", ","]).optional(),
  /** Refused unless named: `1,234` may be either. */
  thousands: z.enum([".", ",", "'", " "]).optional(),
  dates: z.enum(dayFormats).optional(),
});

const nameSchema = z.string().min(1);

/** A column by its name, or how to make the value. */
const fieldSchema = z.union([
  nameSchema,
  z.strictObject({
    column: nameSchema,
    /** Taken where the cell is empty. */
    default: z.union([z.string(), z.number()]).optional(),
    /** Cells with one of these texts are empty: `N/A`, `-`. */
    empty: z.array(z.string()).optional(),
    /** Texts of the file and what they mean here. */
    values: z.record(z.string(), z.string()).optional(),
    /** Numbers are multiplied by it. */
    times: z.number().optional(),
    /** Unit of a duration; it is turned into days. */
    unit: z.enum(["days", "weeks", "months"]).optional(),
  }),
  z.strictObject({ constant: z.union([z.string(), z.number()]) }),
  /** `{column}` is replaced by its cell. */
  z.strictObject({
    template: z.string().regex(/\{[^{}]+\}/, "must hold a {column}"),
  }),
]);
export type FieldSource = z.infer<typeof fieldSchema>;

/** Rows that do not fit are left out; all conditions must hold. */
const filterSchema = z.array(
  z.strictObject({
    column: nameSchema,
    is: z.array(z.string()).optional(),
    isNot: z.array(z.string()).optional(),
  }),
);

/** A field that must be named, beside fields that may be. */
function fields<Required extends string, Optional extends string>(
  required: readonly Required[],
  optional: readonly Optional[],
) {
  return z.strictObject({
    ...(Object.fromEntries(
      required.map((name) => [name, fieldSchema]),
    ) as Record<Required, typeof fieldSchema>),
    ...(Object.fromEntries(
      optional.map((name) => [name, fieldSchema.optional()]),
    ) as Record<Optional, z.ZodOptional<typeof fieldSchema>>),
  });
}

const itemFields = [
  "description",
  "unit",
  "unitDecimals",
  "productClass",
] as const;
const placeFields = [
  "unitCost",
  "echelon",
  "serviceTier",
  "orderingCost",
  "lotSize",
  "minOrderQuantity",
  "promisedLeadTimeDays",
  "vendor",
  "onHand",
  "onOrder",
  "safetyStock",
  "reorderPoint",
  "orderUpTo",
  "orderQuantity",
] as const;

const fileSchema = textSchema.extend({
  /** In the folder of the connection; `.gz` is unzipped. */
  file: nameSchema,
  filter: filterSchema.optional(),
});
export type FileSource = z.infer<typeof fileSchema>;

/** The declarative mapping of a folder of exported files to a snapshot. */
export const csvMappingSchema = textSchema.extend({
  version: z.literal(1),
  id: z
    .string()
    .regex(
      /^[a-z0-9-]{1,40}$/,
      "must be lower-case letters, digits and hyphens",
    ),
  title: nameSchema,
  /** For who reads the mapping: JSON has no comments. */
  notes: z.array(z.string()).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be three capital letters, like EUR"),
  period: periodSchema,
  taxonomyVersion: z.string().default("none"),
  /** What belongs to an item wherever it lies: fills what the stages' file lacks. */
  items: fileSchema
    .extend({ fields: fields(["item"], [...itemFields, ...placeFields]) })
    .optional(),
  /** One row for each item and location. */
  stages: fileSchema.extend({
    fields: fields(["item", "location"], [...itemFields, ...placeFields]),
    /** `true`: the file repeats stages by its nature (a list of movements); the first row counts. */
    repeats: z.boolean().default(false),
  }),
  links: fileSchema
    .extend({
      fields: fields(
        ["fromItem", "fromLocation", "toItem", "toLocation"],
        ["units"],
      ),
    })
    .optional(),
  demand: z
    .discriminatedUnion("form", [
      /**
       * One row for each item, location and day; summed by period. With the document, rows are
       * cleaned as transaction lines: what came back is netted against the sale it was.
       */
      fileSchema.extend({
        form: z.literal("long"),
        fields: fields(
          ["item", "location", "day", "quantity"],
          ["document", "customer", "price", "reverses"],
        ),
        /** What a period without a row means, after a stage's first row. */
        gaps: z.enum(["zero", "missing"]).default("zero"),
        /** Last day that is complete; later rows are left out. */
        until: daySchema.optional(),
      }),
      /** One row for each item and location, one column for each period. */
      fileSchema.extend({
        form: z.literal("wide"),
        fields: fields(["item", "location"], []),
        periods: z.union([
          /** Every column whose name reads as a day, week or month in this format. */
          z.strictObject({ dates: z.enum(dayFormats) }),
          /** Columns `m01`, `m02`, … by number, the first of them the period of `start`. */
          z.strictObject({ prefix: nameSchema, start: daySchema }),
        ]),
      }),
    ])
    .optional(),
  receipts: fileSchema
    .extend({
      fields: fields(
        ["shipment", "item", "location", "receivedOn"],
        ["vendor", "orderedOn", "promisedOn", "quantity"],
      ),
    })
    .optional(),
});
export type CsvMapping = z.infer<typeof csvMappingSchema>;
export type StageFieldName =
  (typeof itemFields)[number] | (typeof placeFields)[number];

/**
 * Checks a mapping.
 *
 * @throws InputError naming the field of the mapping and what is wrong with it
 */
export function parseCsvMapping(
  value: unknown,
  source = "mapping",
): CsvMapping {
  const parsed = csvMappingSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const field = issue.path.join(".") || "the mapping";
  throw new InputError(
    field,
    `${source}: ${field}: ${issueMessage(issue, value)}`,
  );
}

/**
 * Reads and checks a mapping file.
 *
 * @throws InputError when the file is missing, is no JSON, or says what a mapping cannot say
 */
export async function readCsvMapping(file: string): Promise<CsvMapping> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    throw new InputError("mapping", `the mapping file ${file} cannot be read`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError("mapping", `${file} is no JSON: ${why}`);
  }
  return parseCsvMapping(value, file);
}
