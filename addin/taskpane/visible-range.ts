/** Rows drawn above and below what is seen, so that a quick scroll shows no gap. */
const spare = 6;

/** Which rows of one height a scrolled window shows: from `first` up to before `last`. */
export function visibleRange(input: {
  /** Pixels scrolled. */
  readonly top: number;
  /** Pixels seen. */
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}): { readonly first: number; readonly last: number } {
  const { top, height, rowHeight, count } = input;
  const first = Math.floor(top / rowHeight) - spare;
  const last = Math.ceil((top + height) / rowHeight) + spare;
  return {
    first: Math.min(Math.max(0, first), count),
    last: Math.min(count, Math.max(0, last)),
  };
}
