import { createRoot } from "react-dom/client";
import { ClientError } from "../../../addin/client/index.ts";
import { memoryClient } from "../../../addin/client/memory/memory-client.ts";
import { App } from "../../../addin/taskpane/app.tsx";
import { memoryWorkbook } from "../../../addin/workbook/memory.ts";

/** What a test may do to the page from outside. */
export interface PaneHarness {
  /** Calls of these names fail as if the service were away. */
  readonly away: Set<string>;
  readonly workbook: ReturnType<typeof memoryWorkbook>;
}

const query = new URLSearchParams(location.search);
const away = new Set(query.get("away")?.split(",") ?? []);
const workbook = memoryWorkbook();
const harness: PaneHarness = { away, workbook };
Object.assign(globalThis, { harness });

const client = memoryClient({
  pace: Number(query.get("pace") ?? 5),
  fault: (call) =>
    away.has(call)
      ? new ClientError("offline", "the service does not answer")
      : null,
});
const root = document.getElementById("pane");
if (root) {
  createRoot(root).render(<App workbook={workbook} client={client} />);
}
