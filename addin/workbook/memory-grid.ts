import type { Rectangle } from "./a1.ts";
import type { CellContent } from "./table-refresh.ts";

/** The cells of one sheet of the memory twin, by `row,column`. */
export interface MemoryGrid {
  readonly cells: Map<string, CellContent>;
}

const at = (row: number, column: number) => `${row},${column}`;

/** What a rectangle holds, row by row. */
export function readGrid(grid: MemoryGrid, area: Rectangle): CellContent[][] {
  return Array.from({ length: area.rows }, (_, row) =>
    Array.from(
      { length: area.columns },
      (__, column) =>
        grid.cells.get(at(area.row + row, area.column + column)) ?? null,
    ),
  );
}

/** Puts contents into the cells from a rectangle's first cell on. */
export function writeGrid(
  grid: MemoryGrid,
  from: { readonly row: number; readonly column: number },
  contents: readonly (readonly CellContent[])[],
): void {
  contents.forEach((row, r) =>
    row.forEach((content, c) => {
      const key = at(from.row + r, from.column + c);
      if (content === null) grid.cells.delete(key);
      else grid.cells.set(key, content);
    }),
  );
}

/** Makes room for a rectangle: cells in its columns move down, or in its rows to the right. */
export function insertCells(
  grid: MemoryGrid,
  area: Rectangle,
  move: "down" | "right",
): void {
  const moved = [...grid.cells].filter(([key]) => {
    const [row, column] = position(key);
    return move === "down"
      ? row >= area.row && inside(column, area.column, area.columns)
      : column >= area.column && inside(row, area.row, area.rows);
  });
  for (const [key] of moved) grid.cells.delete(key);
  for (const [key, content] of moved) {
    const [row, column] = position(key);
    grid.cells.set(
      move === "down"
        ? at(row + area.rows, column)
        : at(row, column + area.columns),
      content,
    );
  }
}

/** Whether a cell stands in these columns at this row or below. */
export function occupiedFrom(grid: MemoryGrid, area: Rectangle): boolean {
  return [...grid.cells.keys()].some((key) => {
    const [row, column] = position(key);
    return row >= area.row && inside(column, area.column, area.columns);
  });
}

function inside(index: number, from: number, count: number): boolean {
  return index >= from && index < from + count;
}

function position(key: string): [number, number] {
  const [row = 0, column = 0] = key.split(",").map(Number);
  return [row, column];
}
