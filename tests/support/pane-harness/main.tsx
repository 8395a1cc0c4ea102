import { createRoot } from "react-dom/client";
import { ClientError, type Client } from "../../../addin/client/index.ts";
import { memoryClient } from "../../../addin/client/memory/memory-client.ts";
import { App } from "../../../addin/taskpane/app.tsx";
import { memoryWorkbook } from "../../../addin/workbook/memory.ts";

/** What a test may do to the page from outside. */
export interface PaneHarness {
  /** Calls of these names fail as if the service were away. */
  readonly away: Set<string>;
  readonly workbook: ReturnType<typeof memoryWorkbook>;
  /** As somebody else works beside the pane. */
  readonly client: Client;
  /** Whom the cells were told to speak for. */
  readonly people: (string | null)[];
  /** How often the cells were made to ask again. */
  recalculations: number;
}

const query = new URLSearchParams(location.search);
const away = new Set(query.get("away")?.split(",") ?? []);
const memory = memoryWorkbook();
const client = memoryClient({
  pace: Number(query.get("pace") ?? 5),
  items: Number(query.get("items") ?? 12),
  fault: (call) =>
    away.has(call)
      ? new ClientError("offline", "the service does not answer")
      : null,
});
const harness: PaneHarness = {
  away,
  client,
  people: [],
  recalculations: 0,
  workbook: {
    ...memory,
    recalculate: async () => {
      harness.recalculations += 1;
      await memory.recalculate();
    },
  },
};
Object.assign(globalThis, { harness });
const root = document.getElementById("pane");
if (root) {
  createRoot(root).render(
    <App
      workbook={harness.workbook}
      client={client}
      onPerson={(person) => harness.people.push(person)}
    />,
  );
}
