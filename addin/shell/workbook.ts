import { lateWorkbook } from "./late-workbook.ts";
import { mountPane } from "./mount-pane.tsx";
import { openSession } from "./session.ts";
import { regions } from "./regions.ts";
import { splitter } from "./splitter.ts";
import { showTheme, startTheme } from "./theme.ts";
import type { SaveState } from "./autosave.ts";
import "./shell.css";

const saveTexts: Readonly<Record<SaveState, string>> = {
  saved: "Saved in this browser",
  saving: "Saving…",
  elsewhere: "Open in another tab: changes here are not saved",
  overtaken:
    "Another tab has kept newer work: load this page again. Changes here are not saved",
  failed: "Not saved: this browser's storage is full or closed",
};

const session = openSession();
const theme = startTheme();
showTheme(theme, false);

const part = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
};
const saved = part("saved");
const sheet = import(
  /* webpackChunkName: "sheet", webpackPreload: true */ "./browser-sheet.ts"
).then(({ openSheet }) =>
  openSheet({
    container: part("sheet"),
    status: part("status"),
    session,
    dark: theme === "dark",
    showSaved: (state) => {
      saved.textContent = saveTexts[state];
      saved.dataset["state"] = state;
    },
  }),
);
sheet.then(
  () => part("loading").remove(),
  (error: unknown) => {
    part("loading").textContent =
      `The sheet did not start: ${error instanceof Error ? error.message : String(error)}. Load the page again.`;
  },
);

const workbook = lateWorkbook(
  { host: "browser", undoGroups: true, undo: true, formulas: true },
  sheet.then((opened) => opened.workbook),
);
window.addEventListener("stockwright-theme", () => {
  const dark = document.documentElement.dataset["theme"] === "dark";
  void sheet.then((opened) => opened.setDark(dark));
});
splitter(part("splitter"), part("pane"));
regions(part("sheet"), part("pane"));
mountPane(part("pane"), {
  workbook,
  session,
  tellCells: (changed) => void sheet.then((opened) => opened.tell(changed)),
});
// For support at the browser's console, and for the end-to-end tests.
Object.assign(window, { stockwright: { workbook } });
