import type { ExcelManifest } from "./excel-manifest.ts";

/** How to bring a manifest into Excel, in plain words for each place that Excel runs. */
export function howToSideload(manifest: ExcelManifest): string {
  return `
To use it in Excel, give Excel this manifest:
  ${manifest.file}${
    manifest.personal
      ? "\nIt is yours alone: the pane's address in it carries your token."
      : ""
  }

Excel for Windows
  1. Close Excel and run in a terminal:
     reg add HKCU\\Software\\Microsoft\\Office\\16.0\\WEF\\Developer /v ${manifest.id} /t REG_SZ /d "${manifest.file}" /f
  2. Start Excel and open a workbook. When the Stockwright tab is not there yet:
     Home > Add-ins > Developer Add-ins > Stockwright.
  To take it out again: the same command with "delete" for "add" and nothing after the id but /f.

Excel for Mac
  1. Copy the manifest into this folder; make the folder when it is missing:
     ~/Library/Containers/com.microsoft.Excel/Data/Documents/wef
  2. Restart Excel and open a workbook, then Home > Add-ins (or the small arrow at
     Insert > My Add-ins) > Developer Add-ins > Stockwright.
  To take it out again: remove the file and restart Excel.

Excel on the web, in a browser on this machine
  1. Open a workbook, then Home > Add-ins > More Add-ins > My Add-ins >
     Manage My Add-ins > Upload My Add-in. Some versions say Insert > Office Add-ins first.
  2. Browse to the manifest and choose Upload.

Then open the Stockwright tab and choose Data; in a cell, type =STOCK. to see the functions.
`.trim();
}
