import { CommandError } from "./failure.ts";

const forms: readonly RegExp[] = [
  /^\d{4}-(0[1-9]|1[0-2])$/,
  /^\d{4}-(0[1-9]|1[0-2])-\d{2}$/,
  /^\d{4}-W\d{2}$/,
];

/**
 * Refuses a header whose months, days or weeks do not rise: a history in another order is
 * another history. Names of any other kind say nothing about their order.
 *
 * @param names - of the periods, in the order of the file
 * @throws CommandError naming the two that are the wrong way round
 */
export function checkPeriodOrder(names: readonly string[], file: string): void {
  if (!forms.some((form) => names.every((name) => form.test(name)))) return;
  names.forEach((name, i) => {
    const before = names[i - 1];
    // Written so, they rise as text does.
    if (before === undefined || name > before) return;
    throw new CommandError(
      name === before
        ? `${file}: line 1: period ${name} must be there once, got it twice`
        : `${file}: line 1: periods must stand oldest first, got ${name} after ${before}`,
    );
  });
}
