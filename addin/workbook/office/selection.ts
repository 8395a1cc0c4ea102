import { address, rectangle } from "../a1.ts";
import type { Selection } from "../port.ts";
import { fromExcel } from "./cells.ts";

/** Where the cursor is, and the table row under it. Several areas count as the active cell. */
export async function excelSelection(
  context: Excel.RequestContext,
): Promise<Selection> {
  const range = await selectedRange(context);
  const cell = range.getCell(0, 0);
  const tables = cell.getTables(false);
  cell.load("address");
  tables.load("items/name");
  range.worksheet.load("name");
  await context.sync();

  const sheet = range.worksheet.name;
  const place = {
    sheet,
    address: address(rectangle(range.address)),
  };
  const table = tables.items[0];
  if (!table) return { ...place, row: null };
  const whole = table.getRange();
  whole.load("address");
  await context.sync();

  const area = rectangle(whole.address);
  const first = rectangle(cell.address);
  if (first.row === area.row) return { ...place, row: null };
  const keyCell = range.worksheet.getRange(
    address({ ...first, column: area.column }),
  );
  keyCell.load("values");
  await context.sync();
  const key = fromExcel(keyCell.values[0]?.[0]);
  const row = key === null ? null : { table: table.name, key: String(key) };
  return { ...place, row };
}

async function selectedRange(
  context: Excel.RequestContext,
): Promise<Excel.Range> {
  const range = context.workbook.getSelectedRange();
  range.load("address");
  try {
    await context.sync();
    return range;
  } catch {
    // Excel refuses to name a selection of several areas.
    const cell = context.workbook.getActiveCell();
    cell.load("address");
    await context.sync();
    return cell;
  }
}
