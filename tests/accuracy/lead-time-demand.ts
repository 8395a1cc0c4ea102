import {
  forecastPool,
  forecastSeries,
  learnSeries,
  lessons,
  pinballLoss,
} from "../../engine/index.ts";
import { reference } from "../support/reference.ts";
import type { RealSet } from "./real-series.ts";
import { realSets } from "./real-series.ts";

const probabilities = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99];
const textbook = "N SES.1 RMSE*sqrtL";

interface Peers {
  readonly point: Record<string, Record<string, PointPeer>>;
  readonly ltd: Record<string, Record<string, { readonly SPL: number }>>;
}

interface PointPeer {
  readonly cumRMSSE: number;
  readonly sMAPE: number;
}

/** Sums over the forecasts of a set. */
interface Sums {
  pinball: number;
  asked: number;
  below: number[];
  within: number[];
  cumulative: number;
  scaled: number;
  smape: number;
  count: number;
  forecast: number;
  actual: number;
  stock: number;
  covered: number;
}

/**
 * Demand over the horizon as one distribution, on every real set: scaled pinball loss,
 * coverage, cumulative error, bias and sMAPE, beside what the peers reach. A pool learns
 * from the histories before the origin alone.
 */
export function run(): object[] {
  const peers = reference<Peers>("forecast/peers_measured.json");
  return realSets().map((set) => report(set, peers));
}

function report(set: RealSet, { point, ltd }: Peers): object {
  const sums: Sums = {
    pinball: 0,
    asked: 0,
    below: probabilities.map(() => 0),
    within: probabilities.map(() => 0),
    cumulative: 0,
    scaled: 0,
    smape: 0,
    count: 0,
    forecast: 0,
    actual: 0,
    stock: 0,
    covered: 0,
  };
  const started = process.cpuUsage().user;
  for (const heldOut of set.heldOut) forecastAll(set, heldOut, sums);
  const seconds = (process.cpuUsage().user - started) / 1e6;
  const loss = sums.pinball / sums.asked;
  const laws = ltd[set.name];
  const points = point[set.name]!;
  const best = laws && Math.min(...Object.values(laws).map((peer) => peer.SPL));
  const at = (p: number) => {
    const i = probabilities.indexOf(p);
    const share = (of: number[]) => (of[i]! / sums.asked).toFixed(3);
    return `${share(sums.below)} to ${share(sums.within)}`;
  };
  return {
    set: set.name,
    forecasts: sums.count,
    "scaled pinball loss": loss,
    "of the best peer's": best && loss / best,
    "of the textbook's": laws && loss / laws[textbook]!.SPL,
    "covered at 0.95": at(0.95),
    "covered at 0.99": at(0.99),
    "cumulative error of IMAPA's":
      sums.cumulative / sums.scaled / points["IMAPA"]!.cumRMSSE,
    "bias of volume %": 100 * (sums.forecast / sums.actual - 1),
    sMAPE: sums.smape / sums.count,
    "sMAPE of Theta's": sums.smape / sums.count / points["Theta"]!.sMAPE,
    "stock at 0.95 by demand": sums.stock / sums.covered,
    "series per CPU second": sums.count / seconds,
  };
}

function forecastAll(set: RealSet, heldOut: number, sums: Sums): void {
  const { horizon, season, histories } = set;
  const asked = { horizon, season, quantiles: probabilities };
  const pool = forecastPool();
  const known = histories.map((units) => units.slice(0, -heldOut));
  for (const lesson of lessons) {
    for (const units of known) learnSeries(pool, units, asked, lesson);
  }
  known.forEach((units, i) => {
    const { forecast, leadTimeDemand } = forecastSeries(units, asked, pool);
    const from = units.length;
    const actual = histories[i]!.slice(from, from + horizon);
    add(sums, units, actual, forecast, leadTimeDemand.quantiles);
  });
}

function add(
  sums: Sums,
  history: readonly number[],
  actual: readonly number[],
  forecast: readonly number[],
  quantiles: Readonly<Record<string, number>>,
): void {
  const total = actual.reduce((a, b) => a + b, 0);
  const said = forecast.reduce((a, b) => a + b, 0);
  sums.count++;
  sums.forecast += said;
  sums.actual += total;
  actual.forEach((units, h) => {
    const size = Math.max(Math.abs(forecast[h]!) + Math.abs(units), 1e-12);
    sums.smape += (200 * Math.abs(forecast[h]! - units)) / size / actual.length;
  });
  const first = history.findIndex((units) => units > 0);
  const steps = history
    .slice(first + 1)
    .map((units, t) => (units - history[first + t]!) ** 2);
  const step = steps.reduce((a, b) => a + b, 0) / steps.length;
  if (first < 0 || !(step > 0)) return;
  const scale = Math.sqrt(step * actual.length);
  sums.cumulative += Math.abs(said - total) / scale;
  sums.scaled++;
  if (history.filter((units) => units > 0).length < 2) return;
  sums.asked++;
  probabilities.forEach((p, k) => {
    const quantile = quantiles[String(p)]!;
    sums.pinball +=
      pinballLoss(total, quantile, p) / scale / probabilities.length;
    if (total < quantile) sums.below[k]! += 1;
    if (total <= quantile) sums.within[k]! += 1;
    if (p !== 0.95) return;
    sums.stock += quantile;
    sums.covered += total;
  });
}
