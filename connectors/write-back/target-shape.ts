import type { PolicyField } from "../../engine/contracts/index.ts";
import { policyFields } from "../mapping/target-values.ts";
import type { Condition } from "../profiles/names.ts";
import type { ErpProfile, ProfileKey, Touch } from "../profiles/profile.ts";
import type { LiveColumn } from "./dialect.ts";
import type { LiveSchema } from "./live-schema.ts";

/** The profile's replenishment table as the live database declares it. */
export interface TargetShape {
  readonly table: string;
  readonly keys: readonly {
    readonly key: ProfileKey;
    readonly live: LiveColumn;
    /** The code column of the lookup, or the key column itself. */
    readonly match: LiveColumn;
  }[];
  readonly fields: readonly {
    readonly name: PolicyField;
    readonly live: LiveColumn;
  }[];
  readonly version: LiveColumn | null;
  readonly method: LiveColumn | null;
  readonly where: readonly Limited[];
  readonly touch: readonly {
    readonly touch: Exclude<Touch, { set: "actor-setting" }>;
    readonly live: LiveColumn;
  }[];
  readonly gates: readonly (Limited & {
    readonly otherwise: string;
    readonly severity: "block" | "warn";
  })[];
}

interface Limited {
  readonly condition: Condition;
  readonly live: LiveColumn;
}

/**
 * Looks every name of the profile up in the live database.
 *
 * @throws InputError naming the table or column that the ERP does not have
 */
export async function targetShape(
  profile: ErpProfile,
  schema: LiveSchema,
): Promise<TargetShape> {
  const { table, keys, where } = profile.entity;
  const column = (name: string) => schema.column(table, name);
  const limited = async (condition: Condition) => ({
    condition,
    live: await column(condition.column),
  });

  return {
    table,
    keys: await Promise.all(
      keys.map(async (key) => {
        const live = await column(key.column);
        if (!key.lookup) return { key, live, match: live };
        await schema.column(key.lookup.table, key.lookup.id);
        const match = await schema.column(key.lookup.table, key.lookup.code);
        return { key, live, match };
      }),
    ),
    fields: await Promise.all(
      policyFields.flatMap((name) => {
        const field = profile.fields[name];
        return field
          ? [column(field.column).then((live) => ({ name, live }))]
          : [];
      }),
    ),
    version:
      profile.concurrency.kind === "version-column"
        ? await column(profile.concurrency.column)
        : null,
    method: profile.fields.planningMethod
      ? await column(profile.fields.planningMethod.column)
      : null,
    where: await Promise.all(where.map(limited)),
    gates: await Promise.all(
      profile.gates.map(async ({ when, otherwise, severity }) => ({
        ...(await limited(when)),
        otherwise,
        severity,
      })),
    ),
    touch: await Promise.all(
      profile.touch.flatMap((touch) =>
        touch.set === "actor-setting"
          ? []
          : [column(touch.column).then((live) => ({ touch, live }))],
      ),
    ),
  };
}

/** What the live columns cannot keep although the profile says so; empty when all fits. */
export function shapeMismatches(
  profile: ErpProfile,
  shape: TargetShape,
): readonly string[] {
  return shape.fields.flatMap(({ name, live }) => {
    const field = profile.fields[name];
    if (!field) return [];
    const found = familyOf(live.type);
    const where = `${shape.table}.${live.name}`;
    if (found.family !== field.type)
      return [`${where} is ${live.type}, the profile says ${field.type}`];
    if (found.scale !== null && found.scale < field.scale)
      return [
        `${where} keeps ${found.scale} decimals, the profile says ${field.scale}`,
      ];
    return [];
  });
}

/** `numeric(13,3)` is a decimal of 3; `numeric` alone keeps any number of them. */
function familyOf(type: string): {
  readonly family: string;
  readonly scale: number | null;
} {
  const lower = type.toLowerCase();
  const scale = /\((\d+)(?:,(\d+))?\)/.exec(lower);
  if (/^(numeric|decimal)/.test(lower))
    return { family: "decimal", scale: scale ? Number(scale[2] ?? 0) : null };
  if (/^(double|float|real)/.test(lower))
    return { family: "double", scale: null };
  if (/^(tiny|small|medium|big)?int/.test(lower))
    return { family: "integer", scale: 0 };
  if (/^interval/.test(lower)) return { family: "interval", scale: null };
  return { family: "text", scale: null };
}
