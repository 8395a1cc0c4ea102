export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

/**
 * The delimiter under which a header line holds most of the columns that are wanted;
 * between equals, the one that makes most columns.
 */
export function likelyDelimiter(
  header: string,
  wanted: readonly string[],
): Delimiter {
  const known = new Set(wanted);
  const scored = delimiters.map((delimiter) => {
    const names = headerCells(header, delimiter);
    return {
      delimiter,
      found: names.filter((name) => known.has(name)).length,
      columns: names.length,
    };
  });
  scored.sort((a, b) => b.found - a.found || b.columns - a.columns);
  return scored[0]!.delimiter;
}

/** The cells of one line; quotes as RFC 4180 has them. */
export function headerCells(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (const sign of line.replace(/\r?\n?$/, "")) {
    if (sign === '"') quoted = !quoted;
    else if (sign === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}

/** A delimiter as people call it. */
export function delimiterName(delimiter: string): string {
  return delimiter === "\t" ? "tab" : `"${delimiter}"`;
}
