/** What an error of the sheet itself means, for a planner. Our own functions say more. */
const meanings: Readonly<Record<string, string>> = {
  "#NAME?": "the formula names a function or a name that does not exist",
  "#VALUE!": "a value has the wrong type, as a text where a number belongs",
  "#DIV/0!": "the formula divides by zero or by an empty cell",
  "#REF!": "the formula points to cells that were deleted",
  "#N/A": "no value was found",
  "#NUM!": "the result is no number that can be shown",
  "#SPILL!": "the result needs the cells below or beside: empty them",
  "#CALC!": "the answer is on its way",
  "#CYCLE!": "the formula depends on its own result",
  "#NULL!": "two ranges have no cell in common",
  "#ERROR!": "the formula cannot be read: look for a missing bracket or comma",
};

/** The sentence behind an error value; `null` when the text is none. */
export function errorHelp(value: unknown): string | null {
  return typeof value === "string" ? (meanings[value] ?? null) : null;
}
