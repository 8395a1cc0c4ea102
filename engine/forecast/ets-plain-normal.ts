import type { EtsSpace } from "./ets-space.ts";
import type { EtsScratch } from "./ets-squares.ts";

/**
 * `etsNormal` before the mean forecast is let in, for forms without a season: two or five
 * slopes need no columns to be kept, so all products are added up as periods pass.
 */
export function etsPlainNormal(
  space: EtsSpace,
  point: Float64Array,
  y: Float64Array,
  scratch: EtsScratch,
): void {
  if (space.trend < 0) levelNormal(space, point, y, scratch);
  else trendNormal(space, point, y, scratch);
}

/** Of a level alone: slopes by its constant and by where it starts. */
function levelNormal(
  { form }: EtsSpace,
  point: Float64Array,
  y: Float64Array,
  { normal, width }: EtsScratch,
): void {
  const relative = form.error === "multiplicative";
  const alpha = point[0]!;
  let level = point[1]!;
  let byConstant = 0;
  let byStart = 1;
  let aa = 0;
  let as = 0;
  let ss = 0;
  let ea = 0;
  let es = 0;
  let ee = 0;
  let ma = 0;
  let ms = 0;
  for (let period = 0; period < y.length; period++) {
    const units = y[period]!;
    const missed = units - level;
    const weight = relative ? units / (level * level) : 1;
    const a = byConstant * weight;
    const s = byStart * weight;
    const error = relative ? units / level - 1 : missed;
    aa += a * a;
    as += s * a;
    ss += s * s;
    ea += error * a;
    es += error * s;
    ee += error * error;
    if (relative) {
      const part = level / units;
      ma += part * a;
      ms += part * s;
    }
    byConstant = byConstant - alpha * byConstant + missed;
    byStart -= alpha * byStart;
    level += alpha * missed;
  }
  normal[0] = aa;
  normal[width] = as;
  normal[width + 1] = ss;
  normal[2 * width] = ea;
  normal[2 * width + 1] = es;
  normal[2 * width + 2] = ee;
  normal[3 * width] = ma;
  normal[3 * width + 1] = ms;
}

/** Of a level and a trend, damped or not. */
function trendNormal(
  space: EtsSpace,
  point: Float64Array,
  y: Float64Array,
  { normal, width }: EtsScratch,
): void {
  const relative = space.form.error === "multiplicative";
  const damped = space.damping >= 0;
  const alpha = point[0]!;
  const share = point[1]!;
  const beta = alpha * share;
  const damping = damped ? point[space.damping]! : 1;
  let level = point[space.level]!;
  let trend = point[space.trend]!;
  // Slopes of level and trend by alpha, by beta's share, by damping, by the two first states.
  let levelA = 0;
  let levelB = 0;
  let levelD = 0;
  let levelS = 1;
  let levelT = 0;
  let trendA = 0;
  let trendB = 0;
  let trendD = 0;
  let trendS = 0;
  let trendT = 1;
  let aa = 0;
  let ab = 0;
  let bb = 0;
  let ad = 0;
  let bd = 0;
  let dd = 0;
  let as = 0;
  let bs = 0;
  let ds = 0;
  let ss = 0;
  let at = 0;
  let bt = 0;
  let dt = 0;
  let st = 0;
  let tt = 0;
  let ea = 0;
  let eb = 0;
  let ed = 0;
  let es = 0;
  let et = 0;
  let ee = 0;
  let ma = 0;
  let mb = 0;
  let md = 0;
  let ms = 0;
  let mt = 0;
  for (let period = 0; period < y.length; period++) {
    const units = y[period]!;
    const kept = damping * trend;
    const base = level + kept;
    const missed = units - base;
    const weight = relative ? units / (base * base) : 1;
    const error = relative ? units / base - 1 : missed;
    const part = relative ? base / units : 0;
    let slope = damping * trendA;
    let whole = levelA + slope;
    levelA = whole - alpha * whole + missed;
    trendA = slope - beta * whole + share * missed;
    const a = whole * weight;
    slope = damping * trendB;
    whole = levelB + slope;
    levelB = whole - alpha * whole;
    trendB = slope - beta * whole + alpha * missed;
    const b = whole * weight;
    slope = damping * trendS;
    whole = levelS + slope;
    levelS = whole - alpha * whole;
    trendS = slope - beta * whole;
    const s = whole * weight;
    slope = damping * trendT;
    whole = levelT + slope;
    levelT = whole - alpha * whole;
    trendT = slope - beta * whole;
    const t = whole * weight;
    aa += a * a;
    ab += b * a;
    bb += b * b;
    as += s * a;
    bs += s * b;
    ss += s * s;
    at += t * a;
    bt += t * b;
    st += t * s;
    tt += t * t;
    ea += error * a;
    eb += error * b;
    es += error * s;
    et += error * t;
    ee += error * error;
    if (relative) {
      ma += part * a;
      mb += part * b;
      ms += part * s;
      mt += part * t;
    }
    if (damped) {
      slope = damping * (trendD + trend / damping);
      whole = levelD + slope;
      levelD = whole - alpha * whole;
      trendD = slope - beta * whole;
      const d = whole * weight;
      ad += d * a;
      bd += d * b;
      dd += d * d;
      ds += s * d;
      dt += t * d;
      ed += error * d;
      md += part * d;
    }
    level = base + alpha * missed;
    trend = kept + beta * missed;
  }
  normal[0] = aa;
  normal[width] = ab;
  normal[width + 1] = bb;
  // The first states come after the constants, of which damping may be one.
  const state = damped ? 3 : 2;
  if (damped) {
    normal[2 * width] = ad;
    normal[2 * width + 1] = bd;
    normal[2 * width + 2] = dd;
    normal[3 * width + 2] = ds;
    normal[4 * width + 2] = dt;
    normal[5 * width + 2] = ed;
    normal[6 * width + 2] = md;
  }
  let row = state * width;
  normal[row] = as;
  normal[row + 1] = bs;
  normal[row + state] = ss;
  row += width;
  normal[row] = at;
  normal[row + 1] = bt;
  normal[row + state] = st;
  normal[row + state + 1] = tt;
  row += width;
  normal[row] = ea;
  normal[row + 1] = eb;
  normal[row + state] = es;
  normal[row + state + 1] = et;
  normal[row + state + 2] = ee;
  row += width;
  normal[row] = ma;
  normal[row + 1] = mb;
  normal[row + state] = ms;
  normal[row + state + 1] = mt;
}
