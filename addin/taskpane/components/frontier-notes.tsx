import type { ReactNode } from "react";
import type {
  CatalogFrontier,
  CatalogPoint,
  Run,
} from "../../../engine/contracts/index.ts";
import { measure, moneyShort, percent, signed } from "../format.ts";
import { curveBeside, serviceAt } from "../frontier-points.ts";
import { useLayout } from "../layout.ts";

/** What the picture does not say by itself: why the run lies below the curve, what moves along it, whose today it is. */
export function FrontierNotes(props: {
  readonly run: Run;
  readonly frontier: CatalogFrontier;
  readonly points: readonly CatalogPoint[];
}): ReactNode {
  const layout = useLayout();
  const { run, frontier } = props;
  const sentences = [
    ...besideWords(run, frontier, props.points),
    ...movingWords(run, frontier),
    ...((run.scenario.changes ?? []).length > 0 && frontier.today
      ? ["Today is today’s min and max under what this run supposes."]
      : []),
  ];
  if (sentences.length === 0) return null;
  return (
    <p className={`${layout.small} ${layout.muted}`} style={{ margin: 0 }}>
      {sentences.join(" ")}
    </p>
  );
}

function besideWords(
  { scenario }: Run,
  { recommended, currency }: CatalogFrontier,
  points: readonly CatalogPoint[],
): readonly string[] {
  // A point of the frontier lies on it, but for whole units.
  if (scenario.requiredReturn !== undefined) return [];
  const beside = curveBeside(points, recommended, scenario.serviceMeasure);
  if (!beside) return [];
  const service = serviceAt(recommended, scenario.serviceMeasure) ?? 0;
  const gained = signed(100 * (beside.service - service), 1);
  const saved = moneyShort(recommended.workingCapital - beside.capital);
  return [
    "This run serves each tier alike; the curve puts money where it serves most demand.",
    `With the run’s capital it gives ${percent(beside.service)} (${gained} points); the run’s service takes ${currency} ${saved} less.`,
  ];
}

function movingWords(
  { totals }: Run,
  { stages }: CatalogFrontier,
): readonly string[] {
  if (!totals || totals.stages === stages) return [];
  return [
    `Along the curve the ${measure(stages, 0)} stages with customers and a cost move; the others stay as this run advises.`,
  ];
}
