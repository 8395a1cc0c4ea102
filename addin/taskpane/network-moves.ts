import type { NetworkGraph } from "./network-graph.ts";
import type { NetworkLayout } from "./network-layout.ts";

/** Stages that Page Up and Page Down pass. */
const page = 10;

/**
 * The stage that a key leads to: left to a supplier, right to a customer, up and down within the
 * column; `undefined` when the key means nothing here.
 */
export function stageAfter(
  key: string,
  stage: number,
  graph: NetworkGraph,
  layout: NetworkLayout,
): number | undefined {
  const column = layout.columns[layout.columnOf[stage]!];
  if (!column) return undefined;
  const at = column.indexOf(stage);
  const within = (to: number) =>
    column[Math.max(0, Math.min(column.length - 1, to))];
  switch (key) {
    case "ArrowUp":
      return within(at - 1);
    case "ArrowDown":
      return within(at + 1);
    case "PageUp":
      return within(at - page);
    case "PageDown":
      return within(at + page);
    case "Home":
      return within(0);
    case "End":
      return within(column.length - 1);
    case "ArrowLeft":
      return nearest(graph.suppliers[stage]!, stage, layout) ?? stage;
    case "ArrowRight":
      return nearest(graph.customers[stage]!, stage, layout) ?? stage;
    default:
      return undefined;
  }
}

/** Of some stages the one whose row is nearest. */
function nearest(
  stages: readonly number[],
  to: number,
  { rowOf }: NetworkLayout,
): number | undefined {
  let best: number | undefined;
  for (const stage of stages) {
    const distance = Math.abs(rowOf[stage]! - rowOf[to]!);
    if (best === undefined || distance < Math.abs(rowOf[best]! - rowOf[to]!)) {
      best = stage;
    }
  }
  return best;
}
