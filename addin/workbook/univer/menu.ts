import type { MenuConfig } from "@univerjs/ui";

/** Menu items that a planner has no use for, or that would promise what is not there. */
export const hiddenMenuItems: MenuConfig = Object.fromEntries(
  [
    "sheet.command.paint-format",
    "sheet.command.set-text-rotation",
    "sheet.command.set-range-superscript",
    "sheet.menu.clear-selection",
    "sheet.command.set-once-format-painter",
    "sheet.contextMenu.permission",
    "sheet.command.change-sheet-protection",
    "sheet.command.view-sheet-permission",
    "sheet.header-menu.sheet-frozen",
    "sheet.menu.sheet-frozen",
    "formula-ui.operation.insert-function",
    "sheet.command.toggle-gridlines",
  ].map((id) => [id, { hidden: true }]),
);
