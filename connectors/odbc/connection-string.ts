import { InputError } from "../../engine/index.ts";
import type { DialectName } from "../write-back/dialect.ts";

type Attribute = readonly [name: string, value: string];

/** `Driver={x};Pwd={a;b}` as pairs; a value in braces may hold anything, `}}` for `}`. */
export function parseConnectionString(text: string): readonly Attribute[] {
  const pairs: Attribute[] = [];
  const pattern =
    /\s*([^=;]+?)\s*=\s*(?:\{((?:[^}]|\}\})*)\}|([^;]*))\s*(?:;|$)/gy;
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    end = match.index + match[0].length;
    pairs.push([
      match[1] ?? "",
      match[2]?.replaceAll("}}", "}") ?? (match[3] ?? "").trim(),
    ]);
  }
  if (text.slice(end).replace(/^[;\s]+/, "") !== "" || pairs.length === 0)
    // The text may hold a password: it never stands in a message.
    throw new InputError(
      "connectionString",
      "the connection string must be NAME=value pairs with ; between them",
    );
  return pairs;
}

export function writeConnectionString(pairs: readonly Attribute[]): string {
  return pairs
    .map(([name, value]) =>
      /[;{}[\]=]|^\s|\s$/.test(value)
        ? `${name}={${value.replaceAll("}", "}}")}}`
        : `${name}=${value}`,
    )
    .join(";");
}

/**
 * What each driver needs to tell the truth, whatever the customer wrote.
 *
 * PostgreSQL: `Protocol=7.4-0`, or an error inside a statement keeps what came before it.
 * MariaDB: `OPTION=2` counts found rows, not changed ones.
 */
const forced: Readonly<Record<DialectName, readonly Attribute[]>> = {
  postgresql: [["Protocol", "7.4-0"]],
  mariadb: [["OPTION", "2"]],
};

export function driverString(text: string, dialect: DialectName): string {
  const pairs = parseConnectionString(text);
  const set = forced[dialect];
  const kept = pairs.filter(
    ([name]) =>
      !set.some(([other]) => other.toLowerCase() === name.toLowerCase()),
  );
  return writeConnectionString([...kept, ...set]);
}

const driverNames: readonly (readonly [RegExp, DialectName])[] = [
  [/postgres|psqlodbc/i, "postgresql"],
  [/maria|mysql|libmaodbc/i, "mariadb"],
];

/** Which dialect the named driver speaks; `null` when only a data source is named. */
export function dialectOfString(text: string): DialectName | null {
  const driver = parseConnectionString(text).find(
    ([name]) => name.toLowerCase() === "driver",
  )?.[1];
  return (
    driverNames.find(([pattern]) => pattern.test(driver ?? ""))?.[1] ?? null
  );
}

/** Takes out of a driver's message what the connection string keeps secret. */
export function withoutSecrets(message: string, text: string): string {
  let clean = message.replaceAll(text, "(connection string)");
  for (const [name, value] of parseConnectionString(text)) {
    if (!/pwd|password|token|secret|^uid$|^user/i.test(name)) continue;
    // A secret of one or two letters stands in every message; only alone it tells something.
    const bare = value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    if (value.length > 2) clean = clean.replaceAll(value, "***");
    else if (value !== "")
      clean = clean.replace(new RegExp(`(?<!\\w)${bare}(?!\\w)`, "g"), "***");
  }
  return clean.replace(/(pwd|password)\s*=\s*[^;\s]*/gi, "$1=***");
}
