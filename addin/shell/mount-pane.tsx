import { createRoot } from "react-dom/client";
import { createClient } from "../client/index.ts";
import type { StepRequests } from "../commands/step-requests.ts";
import type { CellSession } from "../functions/cell-session.ts";
import { App } from "../taskpane/app.tsx";
import type { WorkbookPort } from "../workbook/port.ts";

/** What the page around the pane knows. */
export interface PaneSurroundings {
  readonly workbook: WorkbookPort;
  readonly session: CellSession;
  /** Hears whom the cells speak for after a change of person. */
  readonly tellCells: (session: CellSession) => void;
  readonly hostTheme?: "light" | "dark" | null;
  readonly stepRequests?: StepRequests;
}

/** Shows the pane in an element of the page. */
export function mountPane(
  element: HTMLElement,
  { session, tellCells, ...rest }: PaneSurroundings,
): void {
  createRoot(element).render(
    <App
      {...rest}
      client={createClient(session)}
      onPerson={(person) =>
        tellCells({ ...session, person: person ?? session.person })
      }
    />,
  );
}
