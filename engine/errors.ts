/** Bad input: names the field, the rule and the value. Never thrown for anything else. */
export class InputError extends Error {
  override readonly name = "InputError";
  /** The field the message is about, as the caller spells it. */
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** What keeps an `InputError` apart from the "no answer exists" kind in a cell: `#N/A`. */
export class NoAnswerError extends InputError {
  readonly noAnswer = true;
}
