import { openDemandTable } from "./demand-table.ts";
import { CommandError } from "./failure.ts";

const month = /^(\d{4})-(\d{2})$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const toCome = /^\+(\d{1,5})$/;
const dayLength = 86_400_000;

/** Names of the periods of a demand file: its header without the id. */
export async function periodNames(
  file: string,
  name: string,
): Promise<readonly string[]> {
  const { columns, rows } = await openDemandTable(file, name);
  // Leaving the loop closes the file.
  for await (const _ of rows) break;
  return columns.slice(1);
}

/**
 * The place of a period, 0 for the first one of the file: by its name, as `+1` for the
 * next one to come, or as a month or day beyond the last one where names are such.
 *
 * @throws CommandError saying what a period may be
 */
export function periodPlace(names: readonly string[], text: string): number {
  const place = names.indexOf(text);
  if (place >= 0) return place;
  const ahead = stepsAhead(names, text);
  if (ahead !== undefined) return names.length - 1 + ahead;
  const last = names.at(-1) ?? "";
  throw new CommandError(
    `period must be one of the file, +1 for the next one and so on, or a month or day after ${JSON.stringify(last)} like it, got ${JSON.stringify(text)}`,
  );
}

/** Periods from the last one of the file, at least 1; `undefined` where it cannot be told. */
function stepsAhead(
  names: readonly string[],
  text: string,
): number | undefined {
  const counted = toCome.exec(text);
  if (counted) return Number(counted[1]) >= 1 ? Number(counted[1]) : undefined;
  const [before, last] = [names.at(-2) ?? "", names.at(-1) ?? ""];
  const number = [month, day].includes(formOf(text)) ? numberOf(text) : NaN;
  const step = numberOf(last) - numberOf(before);
  if (formOf(text) !== formOf(last) || formOf(before) !== formOf(last)) {
    return undefined;
  }
  const steps = (number - numberOf(last)) / step;
  return steps >= 1 && Number.isInteger(steps) ? steps : undefined;
}

function formOf(text: string): RegExp {
  if (month.test(text)) return month;
  return day.test(text) ? day : toCome;
}

/** Months, or days, since some beginning; NaN for what is neither. */
function numberOf(text: string): number {
  const parts = month.exec(text);
  if (parts) {
    const which = Number(parts[2]);
    return which >= 1 && which <= 12 ? 12 * Number(parts[1]) + which : NaN;
  }
  return day.test(text) ? Date.parse(text) / dayLength : NaN;
}
