import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/**
 * What a schema refused, as we say things: the rule and the value, lower case. A sentence that
 * the schema brings itself stays as it is.
 *
 * @param issue - from zod
 * @param root - the whole value that was checked
 */
export function issueMessage(issue: Issue, root: unknown): string {
  // zod's own sentences begin so; ours do not.
  if (!/^(Too |Invalid |Unrecognized )/.test(issue.message)) {
    return issue.message;
  }
  const got = `got ${say(valueAt(root, issue.path))}`;
  switch (issue.code) {
    case "invalid_type":
      return `must be ${article(issue.expected)}, ${got}`;
    case "too_small": {
      const least = `${issue.inclusive ? "at least" : "above"} ${issue.minimum}`;
      return issue.origin === "number" || issue.origin === "int"
        ? `must be ${least}, ${got}`
        : `must hold ${least} ${countable(issue.origin, issue.minimum)}`;
    }
    case "too_big": {
      const most = `${issue.inclusive ? "at most" : "below"} ${issue.maximum}`;
      return issue.origin === "number" || issue.origin === "int"
        ? `must be ${most}, ${got}`
        : `must hold ${most} ${countable(issue.origin, issue.maximum)}`;
    }
    case "invalid_value":
      return `must be ${issue.values.map((value) => say(value)).join(" or ")}, ${got}`;
    case "unrecognized_keys":
      return `has fields we do not know: ${issue.keys.join(", ")}`;
    case "invalid_format":
      return `must be ${formats[issue.format] ?? `of the form ${issue.pattern ?? issue.format}`}, ${got}`;
    case "invalid_union": {
      // zod: "Invalid discriminator value. Expected 'a' | 'b'"
      const known = /Expected (.*)$/.exec(issue.message)?.[1];
      return known === undefined
        ? `must be one of the forms we know, ${got}`
        : `must be ${known.replaceAll("'", '"').replaceAll(" | ", " or ")}, ${got}`;
    }
    default:
      return `${issue.message}, ${got}`;
  }
}

const formats: Readonly<Record<string, string>> = {
  date: "a day like 2026-11-20",
  datetime: "an instant like 2026-11-20T08:00:00Z",
  url: "a URL",
};

function article(type: string): string {
  if (type === "int") return "a whole number";
  return `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
}

function countable(origin: string, count: number | bigint): string {
  const one = Number(count) === 1;
  if (origin === "string") return one ? "character" : "characters";
  return one ? "entry" : "entries";
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let here = root;
  for (const step of path) {
    here = (here as Record<PropertyKey, unknown> | null | undefined)?.[step];
  }
  return here;
}

function say(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
