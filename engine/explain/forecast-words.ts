/** Methods as planners say them. */
const names: Readonly<Record<string, string>> = {
  naive: "the last period again",
  "seasonal-naive": "the same period of the last season",
  drift: "a straight line from first to last",
  mean: "the average of the record",
  ses: "exponential smoothing",
  holt: "smoothing with a trend",
  damped: "smoothing with a trend that fades",
  "holt-winters-additive": "smoothing with a trend and a season",
  "holt-winters-multiplicative": "smoothing with a trend and a season",
  ets: "a fitted smoothing model (ETS)",
  theta: "the Theta method",
  "optimized-theta": "the Theta method, fitted",
  croston: "Croston's method",
  sba: "Croston's method without its bias (SBA)",
  sbj: "Croston's method without its bias (SBJ)",
  tsb: "demand that fades while nobody asks (TSB)",
  adida: "smoothing of longer buckets (ADIDA)",
  imapa: "smoothing of buckets of several lengths (IMAPA)",
  combination: "a weighted blend of methods",
};

/** A method's name in a planner's words; its own name where we know no better. */
export function methodWords(method: string): string {
  const known = names[method];
  if (known !== undefined) return known;
  const base = names[method.replace(/^seasonal-/, "")];
  return base !== undefined && method.startsWith("seasonal-")
    ? `${base}, season by season`
    : method;
}

/** Parameters as planners read them. */
const parameters: Readonly<Record<string, string>> = {
  alpha: "weight of the newest period",
  beta: "weight of the newest trend or interval",
  gamma: "weight of the newest season",
  phi: "share of the trend that stays, period by period",
  damping: "share of the trend that stays, period by period",
  season: "periods in a season",
  "learnt level": "times what the methods say, as histories like it taught",
};

/** What a parameter does; empty where its name says all we know. */
export function parameterWords(name: string): string {
  const shared = /^share of (.+)$/.exec(name)?.[1];
  return shared === undefined ? (parameters[name] ?? "") : methodWords(shared);
}

/** What a demand class means. */
export function classWords(kind: string): string {
  switch (kind) {
    case "smooth":
      return "asked for in nearly every period, in even amounts";
    case "erratic":
      return "asked for in nearly every period, in very different amounts";
    case "intermittent":
      return "periods without demand between even amounts";
    case "lumpy":
      return "periods without demand between very different amounts";
    case "dependent":
      return "only other stages order here";
    default:
      return "nobody has asked for it";
  }
}
