import {
  scenarioChangeSchema,
  type ScenarioChange,
  type StageSelection,
} from "../../engine/contracts/index.ts";
import { changeSentence } from "./change-words.ts";
import { readNumber } from "./format.ts";

export type ChangeKind = ScenarioChange["kind"];

/** One change as it stands in the fields: texts while typing, lists with commas. */
export interface ChangeDraft {
  readonly kind: ChangeKind;
  readonly name: string;
  readonly items: string;
  readonly locations: string;
  readonly serviceTiers: string;
  readonly vendors: string;
  readonly tier: string;
  /** What the number in `amount` is; of demand it is what changes, in percent. */
  readonly unit: "percent" | "value" | "order";
  readonly amount: string;
  readonly deviation: string;
  readonly may: "may" | "may not";
  readonly location: string;
  /** The location that takes over, or that the new one is like. */
  readonly other: string;
  readonly share: string;
  readonly serves: string;
  /** What was typed while it was of another kind. */
  readonly others?: Readonly<Partial<Record<ChangeKind, ChangeDraft>>>;
}

export const changeKinds: Readonly<Record<ChangeKind, string>> = {
  "service-tier": "Another service tier",
  demand: "More or less demand",
  cost: "Other costs",
  "lead-time": "Another lead time",
  stocking: "May or may not stock",
  "close-location": "Close a location",
  "open-location": "Open a location",
  postpone: "Make to order",
};

/** An empty form for a kind of change. */
export function changeDraft(kind: ChangeKind): ChangeDraft {
  return {
    kind,
    name: "",
    items: "",
    locations: "",
    serviceTiers: "",
    vendors: "",
    tier: "",
    unit: "percent",
    amount: "",
    deviation: "",
    may: "may not",
    location: "",
    other: "",
    share: "",
    serves: "",
  };
}

/**
 * A draft as another kind of change. Name and stages go along; numbers do not, for they mean
 * something else, and are there again with their kind.
 */
export function withKind(draft: ChangeDraft, kind: ChangeKind): ChangeDraft {
  const { others, ...own } = draft;
  const { name, items, locations, serviceTiers, vendors } = own;
  return {
    ...(others?.[kind] ?? changeDraft(kind)),
    ...{ name, items, locations, serviceTiers, vendors },
    others: { ...others, [own.kind]: own },
  };
}

/**
 * The change that the fields say, and what is wrong with them, by field. Without a name it is
 * called by what it does.
 */
export function readChange(draft: ChangeDraft): {
  readonly change: ScenarioChange | null;
  readonly errors: ReadonlyMap<keyof ChangeDraft, string>;
} {
  const errors = new Map<keyof ChangeDraft, string>();
  const change = { ...fieldsOf(draft, errors), name: "change" };
  const parsed = scenarioChangeSchema.safeParse(change);
  if (errors.size > 0 || !parsed.success) {
    if (errors.size === 0) errors.set("amount", "not possible");
    return { change: null, errors };
  }
  const name = draft.name.trim() || sentenceName(parsed.data);
  return { change: { ...parsed.data, name: name.slice(0, 80) }, errors };
}

function fieldsOf(
  draft: ChangeDraft,
  errors: Map<keyof ChangeDraft, string>,
): object {
  const required = (field: "tier" | "location" | "other") => {
    const text = draft[field].trim();
    if (text === "") errors.set(field, "needed");
    return text;
  };
  const number = (
    field: "amount" | "deviation" | "share",
    rule: string,
    fits: (value: number) => boolean,
  ) => {
    const value = readNumber(draft[field].replace("%", ""));
    if (value !== null && fits(value)) return value;
    errors.set(field, rule);
    return 0;
  };
  const positive = () =>
    number("amount", "a number above 0", (value) => value > 0);
  const notBelowZero = (field: "amount" | "deviation") =>
    number(field, "a number, 0 or more", (value) => value >= 0);
  const { kind } = draft;
  const stages = selectionOf(draft);
  switch (kind) {
    case "service-tier":
      return { kind, stages, tier: required("tier") };
    case "cost":
      return {
        kind,
        stages,
        ...(draft.unit === "percent"
          ? { unitCostFactor: positive() / 100 }
          : draft.unit === "value"
            ? { unitCost: notBelowZero("amount") }
            : { orderingCost: notBelowZero("amount") }),
      };
    case "demand":
      return {
        kind,
        stages,
        factor:
          (100 +
            number(
              "amount",
              "a number from −99 to 9,900",
              (value) => value >= -99 && value <= 9900,
            )) /
          100,
      };
    case "lead-time":
      return {
        kind,
        stages,
        ...(draft.unit === "percent"
          ? { factor: positive() / 100 }
          : {
              days: notBelowZero("amount"),
              ...(draft.deviation.trim() === ""
                ? {}
                : { deviationDays: notBelowZero("deviation") }),
            }),
      };
    case "stocking":
      return { kind, stages, may: draft.may === "may" };
    case "close-location":
      return { kind, location: required("location"), to: required("other") };
    case "open-location":
      return {
        kind,
        location: required("location"),
        like: required("other"),
        demandShare:
          draft.share.trim() === ""
            ? 0
            : number(
                "share",
                "a percentage from 0 to 100",
                (value) => value >= 0 && value <= 100,
              ) / 100,
        serves: names(draft.serves),
      };
    case "postpone":
      return { kind, stages };
  }
}

function selectionOf(draft: ChangeDraft): StageSelection {
  const part = (
    key: "items" | "locations" | "serviceTiers" | "vendors",
  ): StageSelection => {
    const list = names(draft[key]);
    return list.length > 0 ? { [key]: list } : {};
  };
  return {
    ...part("items"),
    ...part("locations"),
    ...part("serviceTiers"),
    ...part("vendors"),
  };
}

/** `A, B` → both names, without empty ones. */
function names(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function sentenceName(change: ScenarioChange): string {
  const sentence = changeSentence(change);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
