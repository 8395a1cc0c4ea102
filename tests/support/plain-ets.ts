import type { EtsForm } from "../../engine/index.ts";

/**
 * ETS as one writes it first, for benches to compare with: one general recurrence, all
 * constants and first states free, Nelder and Mead's search over the likelihood. Returns
 * the deviance.
 */
export function plainEts(
  y: ArrayLike<number>,
  form: EtsForm,
  season: number,
): number {
  const n = y.length;
  const seasons = form.season === "none" ? 0 : season;
  const multiplied = form.season === "multiplicative";
  const start = [0.2, 0.05, 0.05, 0.95, 0, 0];
  for (let i = 0; i < n; i++) start[4]! += (y[i] as number) / n;
  for (let i = 0; i < seasons; i++) {
    start.push(multiplied ? 1 : 0);
  }
  const deviance = (point: readonly number[]): number => {
    const [alpha, beta, gamma, damping] = point as [
      number,
      number,
      number,
      number,
    ];
    if (Math.min(alpha, beta, gamma) < 0 || alpha > 1 || beta > alpha)
      return Infinity;
    if (gamma > 1 - alpha || damping > 0.98 || damping < 0.8) return Infinity;
    const kept = form.trend === "damped" ? damping : 1;
    const figures = point.slice(6);
    let level = point[4]!;
    let trend = form.trend === "none" ? 0 : point[5]!;
    let squares = 0;
    let logarithms = 0;
    for (let t = 0; t < n; t++) {
      const units = y[t] as number;
      const base = level + kept * trend;
      const figure = seasons ? figures[t % seasons]! : 0;
      const forecast = multiplied ? base * figure : base + figure;
      let error = units - forecast;
      if (form.error === "multiplicative") {
        if (!(forecast > 0 && base > 0)) return Infinity;
        error /= forecast;
        logarithms += Math.log(forecast);
      }
      squares += error * error;
      const missed = multiplied ? units / figure - base : units - forecast;
      level = base + alpha * missed;
      if (form.trend !== "none") trend = kept * trend + beta * missed;
      if (seasons) {
        figures[t % seasons] =
          figure + gamma * (multiplied ? units / base - figure : missed);
      }
    }
    return n * Math.log(squares) + 2 * logarithms;
  };
  return nelderMead(deviance, start, 1000);
}

/** Least value that Nelder and Mead's simplex finds in so many evaluations. */
function nelderMead(
  value: (point: readonly number[]) => number,
  start: readonly number[],
  evaluations: number,
): number {
  const corners = [start, ...start.map((_, i) => moved(start, i))].map(
    (point) => ({ point, at: value(point) }),
  );
  const size = start.length;
  for (let used = corners.length; used < evaluations;) {
    corners.sort((a, b) => a.at - b.at);
    const worst = corners[size]!;
    const middle = start.map(
      (_, i) =>
        corners.slice(0, size).reduce((sum, c) => sum + c.point[i]!, 0) / size,
    );
    const along = (share: number) => {
      used++;
      const point = middle.map((m, i) => m + share * (worst.point[i]! - m));
      return { point, at: value(point) };
    };
    const mirrored = along(-1);
    if (mirrored.at < corners[0]!.at) {
      const further = along(-2);
      corners[size] = further.at < mirrored.at ? further : mirrored;
    } else if (mirrored.at < corners[size - 1]!.at) {
      corners[size] = mirrored;
    } else {
      const nearer = along(0.5);
      if (nearer.at < worst.at) corners[size] = nearer;
      else {
        for (let k = 1; k <= size; k++) {
          const point = corners[k]!.point.map(
            (x, i) => (x + corners[0]!.point[i]!) / 2,
          );
          corners[k] = { point, at: value(point) };
          used++;
        }
      }
    }
  }
  return Math.min(...corners.map((corner) => corner.at));
}

function moved(start: readonly number[], i: number): number[] {
  return start.map((x, j) => (j === i ? x + Math.max(0.05, 0.1 * x) : x));
}
