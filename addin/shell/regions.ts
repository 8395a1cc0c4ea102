/**
 * Lets F6 lead from the sheet to the pane and back, as in Excel: in the sheet Tab goes from cell
 * to cell, so nothing else gets a keyboard out of it.
 */
export function regions(sheet: HTMLElement, pane: HTMLElement): void {
  // The sheet's own editor, wherever it keeps it.
  let editor: HTMLElement | null = null;
  let inPane: HTMLElement | null = null;
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    if (sheet.contains(target)) editor = target;
    if (pane.contains(target)) inPane = target;
  });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "F6" || event.ctrlKey || event.altKey) return;
      const there = pane.contains(document.activeElement)
        ? editor
        : inPane?.isConnected
          ? inPane
          : pane.querySelector<HTMLElement>(
              "[role=tab][aria-selected=true], button",
            );
      if (!there) return;
      event.preventDefault();
      event.stopPropagation();
      there.focus();
    },
    { capture: true },
  );
}
