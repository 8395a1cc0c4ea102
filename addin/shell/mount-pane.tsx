import { createRoot } from "react-dom/client";
import { createClient } from "../client/index.ts";
import type { StepRequests } from "../commands/step-requests.ts";
import type { CellSession } from "../functions/cell-session.ts";
import { App } from "../taskpane/app.tsx";
import type { WorkbookPort } from "../workbook/port.ts";

/** Shows the pane in an element of the page. */
export function mountPane(
  element: HTMLElement,
  workbook: WorkbookPort,
  session: CellSession,
  hostTheme: "light" | "dark" | null = null,
  stepRequests?: StepRequests,
): void {
  createRoot(element).render(
    <App
      workbook={workbook}
      client={createClient(session)}
      hostTheme={hostTheme}
      {...(stepRequests && { stepRequests })}
    />,
  );
}
