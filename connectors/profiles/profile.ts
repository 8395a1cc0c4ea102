import { z } from "zod";
import { issueMessage } from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import { columnSchema, conditionSchema, tableSchema } from "./names.ts";
import { readSourcesSchema } from "./read-sources.ts";

/** One column of the key of a replenishment row. */
export const profileKeySchema = z.strictObject({
  column: columnSchema,
  /** What the column says; the item and the location make the stage id. */
  means: z.enum(["item", "location", "company", "variant", "area", "other"]),
  /** The only value we touch, for a column that is neither item nor location. */
  value: z.string().optional(),
  /** The ERP fills codes up: `000000004711`, or `4711` and blanks in a text column. */
  pad: z
    .strictObject({
      length: z.int().positive().max(255),
      side: z.enum(["left", "right"]),
      with: z.string().length(1),
    })
    .optional(),
  /** The ERP keeps codes in one case; ours are turned into it. */
  case: z.enum(["exact", "upper", "lower"]).default("exact"),
  /** A code that stands for something else: `''` or `0` = every location. */
  sentinel: z
    .strictObject({ value: z.string(), means: z.enum(["all", "none"]) })
    .optional(),
  /** The column holds an internal id: the table that knows the code people use. */
  lookup: z
    .strictObject({ table: tableSchema, id: columnSchema, code: columnSchema })
    .optional(),
});
export type ProfileKey = z.infer<typeof profileKeySchema>;

export const profileFieldSchema = z.strictObject({
  column: columnSchema,
  type: z.enum(["decimal", "double", "integer", "text", "interval"]),
  /** Decimals the column keeps. */
  scale: z.int().min(0).max(12).default(0),
  uom: z.enum(["base", "stock", "purchase"]).default("base"),
  /** What SQL NULL says. */
  nullMeans: z.enum(["unset", "inherit", "zero"]).default("unset"),
  /** Whether a write-back may set it. */
  writable: z.boolean().default(true),
});
export type ProfileField = z.infer<typeof profileFieldSchema>;

const field = profileFieldSchema.optional();

export const fieldsSchema = z.strictObject({
  safetyStock: field,
  reorderPoint: field,
  orderUpTo: field,
  orderQuantity: field,
  minOrderQty: field,
  maxOrderQty: field,
  orderMultiple: field,
  fixedLot: field,
  leadTimeDays: field,
  safetyTimeDays: field,
  planningMethod: field,
});
export type CanonicalField = keyof z.infer<typeof fieldsSchema>;

const canonicalFieldSchema = fieldsSchema.keyof();

/** What the row's target number is: a level to fill up to, or the size of one order. */
const targetMeaningSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("level") }),
  z.strictObject({ kind: z.literal("quantity") }),
  /** The planning method of each row decides. */
  z.strictObject({
    kind: z.literal("by-method"),
    level: z.array(z.string()),
    quantity: z.array(z.string()),
  }),
]);

const gateSchema = z.strictObject({
  /** Holds when the ERP will use our numbers and leave them alone. */
  when: conditionSchema,
  /** What a person must do to open it. */
  otherwise: z.string().min(1),
  severity: z.enum(["block", "warn"]).default("block"),
});

const invariantSchema = z.discriminatedUnion("rule", [
  z.strictObject({
    rule: z.literal("at-most"),
    low: canonicalFieldSchema,
    high: canonicalFieldSchema,
  }),
  z.strictObject({ rule: z.literal("not-negative") }),
  /** The database lets two rows share the key. */
  z.strictObject({ rule: z.literal("unique-key") }),
  z.strictObject({ rule: z.literal("unit-decimals") }),
]);

const concurrencySchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("version-column"),
    column: columnSchema,
    /** How the column moves on: by us, or by the database itself. */
    bump: z.enum(["increment", "now-utc", "by-database"]),
  }),
  z.strictObject({ kind: z.literal("old-values") }),
  z.strictObject({ kind: z.literal("etag") }),
]);

/** Columns a careful writer sets besides. */
const touchSchema = z.discriminatedUnion("set", [
  z.strictObject({ column: columnSchema, set: z.literal("actor") }),
  z.strictObject({ column: columnSchema, set: z.literal("now-utc") }),
  z.strictObject({
    column: columnSchema,
    set: z.literal("constant"),
    value: z.string(),
  }),
  /** PostgreSQL: a setting of the write's transaction that the ERP's triggers read. */
  z.strictObject({
    set: z.literal("actor-setting"),
    setting: z.string().regex(/^[a-z_]+\.[a-z_]+$/, "must be space.name"),
  }),
]);

export type Touch = z.infer<typeof touchSchema>;

/** How one ERP names its replenishment rows, what it allows and what its numbers mean: data only. */
export const profileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, "must be lower-case-with-hyphens"),
  title: z.string().min(1),
  /** How values get in. Anything but `sql-direct` is never written by SQL. */
  access: z.enum(["sql-direct", "sql-staging", "api", "none"]).default("none"),
  readAccess: z.enum(["sql", "api", "files"]).default("sql"),
  dialects: z.array(z.enum(["postgresql", "mariadb"])).min(1),
  /** Refused unless the profile says otherwise. */
  write: z
    .strictObject({ allowed: z.boolean(), why: z.string().default("") })
    .default({ allowed: false, why: "the profile does not allow writing" }),
  entity: z.strictObject({
    table: tableSchema,
    keys: z.array(profileKeySchema).min(1),
    /** Our name for the one location of an ERP whose rows know none. */
    location: z.string().min(1).optional(),
    /** Rows of the table that are ours to touch. */
    where: z.array(conditionSchema).default([]),
  }),
  fields: fieldsSchema,
  /** `lt`: orders below the reorder point; `le`: at or below, as our numbers mean it. */
  trigger: z.enum(["lt", "le"]),
  targetMeaning: targetMeaningSchema.default({ kind: "level" }),
  /** Whether the ERP's reorder point holds the safety stock, or the ERP adds it. */
  reorderIncludesSafety: z.boolean().default(true),
  /** What the ERP compares with the reorder point. */
  positionDefinition: z.strictObject({
    plus: z.array(z.enum(["on-hand", "on-order", "planned"])).min(1),
    minus: z.array(z.enum(["reserved", "backorders", "forecast"])).default([]),
    horizon: z.string().default("none"),
  }),
  gates: z.array(gateSchema).default([]),
  invariants: z.array(invariantSchema).default([]),
  concurrency: concurrencySchema,
  touch: z.array(touchSchema).default([]),
  /** What a direct write leaves undone, and who does it. */
  sideEffects: z
    .array(z.strictObject({ effect: z.string(), remedy: z.string() }))
    .default([]),
  /** A stage without a row: only reported, or served by the item's own row. */
  missingRow: z.enum(["report", "inherit-item"]).default("report"),
  readSources: readSourcesSchema.optional(),
});
export type ErpProfile = z.infer<typeof profileSchema>;
/** What one writes down: defaults may be left out. */
export type ErpProfileInput = z.input<typeof profileSchema>;

/**
 * A profile from data, checked as a whole.
 *
 * @param json - parsed JSON: ours, or a customer's file
 * @throws InputError naming the first field that is wrong, and how many more are
 */
export function parseProfile(json: unknown): ErpProfile {
  const parsed = profileSchema.safeParse(json);
  if (!parsed.success) {
    const [first, ...more] = parsed.error.issues;
    const where = first?.path.map(String).join(".") || "profile";
    const others = more.length > 0 ? `, and ${more.length} more` : "";
    throw new InputError(
      where,
      `profile: ${where}: ${first ? issueMessage(first, json) : "is no profile"}${others}`,
    );
  }
  const wrong = contradiction(parsed.data);
  if (wrong) throw new InputError(wrong.field, `profile: ${wrong.message}`);
  return parsed.data;
}

/** The first thing that each field allows but all together do not. */
function contradiction(
  profile: ErpProfile,
): { readonly field: string; readonly message: string } | null {
  const say = (field: string, rule: string) => ({
    field,
    message: `${field}: ${rule}`,
  });
  const { keys } = profile.entity;
  if (keys.filter((key) => key.means === "item").length !== 1)
    return say("entity.keys", "exactly one key must mean item");
  if (keys.filter((key) => key.means === "location").length > 1)
    return say("entity.keys", "at most one key may mean location");
  if (
    keys.every((key) => key.means !== "location") &&
    profile.entity.location === undefined
  )
    return say("entity.location", "must be named: no key means location");
  for (const key of keys) {
    const ours = key.means === "item" || key.means === "location";
    if (!ours && key.value === undefined)
      return say(`entity.keys.${key.column}`, "must name the value to touch");
    if (key.lookup && (key.pad || key.sentinel))
      return say(
        `entity.keys.${key.column}`,
        "an internal id has neither pad nor sentinel",
      );
  }
  const { kind } = profile.targetMeaning;
  if (kind === "by-method" && !profile.fields.planningMethod)
    return say("fields.planningMethod", "must be named: it decides the target");
  if (kind === "quantity" && !profile.fields.orderQuantity)
    return say("fields.orderQuantity", "must be named: the target is one");
  if (profile.write.allowed && profile.access !== "sql-direct")
    return say(
      "write.allowed",
      `needs access sql-direct, got ${profile.access}`,
    );
  if (profile.write.allowed && profile.concurrency.kind === "etag")
    return say("concurrency.kind", "an etag guards no SQL row");
  if (profile.write.allowed && !profile.fields.reorderPoint)
    return say("fields.reorderPoint", "must be named where writing is allowed");
  return null;
}
