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
    // Protection needs a server of its own, which is not there.
    "sheet.command.add-range-protection-from-toolbar",
    "sheet.command.add-range-protection-from-context-menu",
    "sheet.command.add-range-protection-from-sheet-bar",
    "sheet.command.change-sheet-protection-from-sheet-bar",
    "sheet.command.delete-worksheet-protection-from-sheet-bar",
    "sheet.command.view-sheet-permission-from-sheet-bar",
    "sheet.command.view-sheet-permission-from-context-menu",
    // Typing a formula offers every function with its help.
    ...[
      "common",
      "financial",
      "logical",
      "text",
      "date",
      "lookup",
      "math",
      "statistical",
      "engineering",
      "information",
      "database",
    ].map((kind) => `formula-ui.operation.insert-function.${kind}`),
    // Without these, number formats find room in the toolbar's first line.
    "sheet.command.clear-selection-all",
    "sheet.command.set-range-font-family",
    "sheet.command.set-range-font-increase",
    "sheet.command.set-range-font-decrease",
    "sheet.command.set-range-stroke",
    "sheet.command.set-vertical-text-align",
    "sheet.toolbar.text-to-number",
    "base-ui.operation.toggle-shortcut-panel",
  ].map((id) => [id, { hidden: true }]),
);
