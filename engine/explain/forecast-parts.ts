import type { Period, StageForecast } from "../contracts/index.ts";
import { classWords, methodWords, parameterWords } from "./forecast-words.ts";
import { percent, say } from "./say.ts";

/** What a forecast came from: the figures of a contract that words are made of. */
export type ForecastStory = Pick<
  StageForecast,
  | "unit"
  | "period"
  | "class"
  | "adi"
  | "cv2"
  | "method"
  | "parameters"
  | "backtest"
  | "excluded"
  | "repairs"
  | "forecast"
  | "leadTimeDemand"
  | "learntFrom"
>;

/** Losses nearer to each other than this share are told as the same. */
const same = 0.02;

/**
 * A forecast as named parts (class, method, parameters, trial, what was repaired and left
 * out, spread) and one plain sentence.
 */
export function explainForecast(
  story: ForecastStory,
): Pick<StageForecast, "sentence" | "parts"> {
  const { adi, cv2 } = story;
  const parts: StageForecast["parts"] = [
    { name: "Class", value: story.class, note: classWords(story.class) },
  ];
  if (story.class === "none" || story.class === "dependent") {
    return { parts, sentence: emptySentence(story.class) };
  }
  if (adi !== null) {
    parts.push({
      name: "Demand comes",
      value: every(adi, story.period),
      note:
        cv2 === null
          ? "one demand only: how it varies is not known"
          : `sizes vary by ${percent(Math.sqrt(cv2))} of their mean`,
    });
  }
  parts.push({
    name: "Method",
    value: story.method,
    note: `${methodWords(story.method)}; ${learnt(story)}`,
  });
  for (const [name, value] of Object.entries(story.parameters)) {
    parts.push({ name, value: say(value), note: parameterWords(name) });
  }
  parts.push(...trial(story), ...setRight(story), spread(story));
  return { parts, sentence: sentence(story) };
}

function learnt({ learntFrom }: ForecastStory): string {
  return learntFrom === "catalog"
    ? "chosen by this history and by what suits others of its class"
    : "chosen by this history alone";
}

function trial({ backtest, leadTimeDemand, unit, period }: ForecastStory) {
  if (backtest === null) return [];
  const window = periods(leadTimeDemand.periods, period);
  return [
    {
      name: "Tried on the past",
      value: `${say(backtest.loss)} ${unit}`,
      note: `mean loss over ${window} at ${backtest.origins} past moments; repeating what came last loses ${say(backtest.lossOfNaive)}`,
    },
  ];
}

function setRight({ repairs, excluded, period }: ForecastStory) {
  const parts: { name: string; value: string; note: string }[] = [];
  if (repairs.length > 0) {
    parts.push({
      name: "Set right",
      value: periods(repairs.length, period),
      note: reasons(repairs),
    });
  }
  if (excluded.length > 0) {
    parts.push({
      name: "Left out",
      value: periods(excluded.length, period),
      note: reasons(excluded),
    });
  }
  return parts;
}

function spread({ leadTimeDemand, unit, period }: ForecastStory) {
  const { mean, deviation, distribution } = leadTimeDemand;
  return {
    name: "Lead-time demand",
    value: `${say(mean)} ± ${say(deviation)} ${unit}`,
    note: `over ${periods(leadTimeDemand.periods, period)}, ${distribution}: the spread is what past forecasts of such a time missed`,
  };
}

function sentence(story: ForecastStory): string {
  const { unit, period, forecast, leadTimeDemand, adi, backtest } = story;
  const mean =
    leadTimeDemand.periods > 0
      ? leadTimeDemand.mean / leadTimeDemand.periods
      : (forecast[0]?.mean ?? 0);
  const rhythm =
    adi !== null && adi >= 1.32
      ? `, although it is asked for only ${every(adi, period)}`
      : "";
  const expected = `About ${say(mean)} ${unit} a ${period} are expected${rhythm}, by ${methodWords(story.method)}`;
  if (backtest === null) return `${expected}.`;
  const gain =
    backtest.lossOfNaive > 0 ? 1 - backtest.loss / backtest.lossOfNaive : 0;
  if (Math.abs(gain) < same) {
    return `${expected}; on the past it did as well as repeating what was last.`;
  }
  return `${expected}; on the past it missed ${percent(Math.round(Math.abs(gain) * 100) / 100)} ${gain > 0 ? "less" : "more"} than repeating what was last.`;
}

function emptySentence(kind: "none" | "dependent"): string {
  return kind === "dependent"
    ? "Only other stages order here: their forecasts are its demand."
    : "Nobody has asked for it in the record, so nothing is forecast.";
}

/** Each reason once, in order of appearance. */
function reasons(list: readonly { readonly reason: string }[]): string {
  return [...new Set(list.map(({ reason }) => reason))].join("; ");
}

function every(interval: number, period: Period): string {
  const text = say(Math.round(interval * 10) / 10);
  return text === "1" ? `every ${period}` : `every ${text} ${period}s`;
}

function periods(count: number, period: Period): string {
  return `${say(count)} ${period}${count === 1 ? "" : "s"}`;
}
