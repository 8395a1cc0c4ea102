import { associateCommands } from "../commands/commands.ts";
import { stepRequests } from "../commands/step-requests.ts";
import { setCellSession } from "../functions/cell-session.ts";
import { officeWorkbook } from "../workbook/office/workbook.ts";
import { mountPane } from "./mount-pane.tsx";
import { openSession } from "./session.ts";
import "./excel-page.css";
import "./functions.ts";

const say = (text: string): void => {
  const line = document.getElementById("loading");
  if (line) line.textContent = text;
};

async function start(): Promise<void> {
  if (!("Office" in globalThis)) {
    say(
      "Excel's script library could not be loaded. On a closed network, build with STOCKWRIGHT_OFFICE_JS naming your own copy of office.js.",
    );
    return;
  }
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) {
    say(
      "This page is the pane inside Excel. In a browser, open workbook.html instead.",
    );
    return;
  }
  const requests = stepRequests();
  associateCommands(Office, requests);
  const session = openSession();
  setCellSession(session);
  const workbook = officeWorkbook({
    run: Excel.run,
    supports: (set, version) =>
      Office.context.requirements.isSetSupported(set, version),
  });
  const pane = document.getElementById("pane");
  if (!pane) return;
  mountPane(pane, {
    workbook,
    session,
    tellCells: setCellSession,
    hostTheme: officeTheme(),
    stepRequests: requests,
  });
}

/** Office says how dark it is by the colour of its pages. */
function officeTheme(): "light" | "dark" | null {
  const colour = Office.context.officeTheme?.bodyBackgroundColor;
  if (!colour) return null;
  const [red = 255, green = 255, blue = 255] =
    colour.match(/[0-9a-f]{2}/gi)?.map((part) => parseInt(part, 16)) ?? [];
  return red + green + blue < 384 ? "dark" : "light";
}

void start();
