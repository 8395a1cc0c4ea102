import { Command, InvalidArgumentError, Option } from "commander";
import type { SeriesForecast } from "../../../engine/index.ts";
import {
  forecastMethods,
  forecastPool,
  forecastSeries,
  InputError,
  learnSeries,
  lessons,
} from "../../../engine/index.ts";
import { examples, positive } from "../arguments.ts";
import type { DemandRow } from "../demand-file.ts";
import { demandRows, rereadable } from "../demand-file.ts";
import { recordedLaws, withRecordedLaw } from "../demand-law.ts";
import { CommandError } from "../failure.ts";
import type { ForecastCommandOptions } from "../forecast-options.ts";
import { checkLaw, idleOptions, seriesOptions } from "../forecast-options.ts";
import { printPieces, say } from "../output.ts";
import { plannedForecast, readPlanned } from "../planned-forecast.ts";

/** Fewer series than this have little to teach each other. */
const fewSeries = 20;

/** `stockwright forecast`: forecast and lead-time demand of every series in a file. */
export function forecastCommand(): Command {
  return new Command("forecast")
    .description(
      "forecast and distribution of lead-time demand, one JSON line per series",
    )
    .argument(
      "<demand>",
      "CSV file (comma, semicolon or tab): a header row, the id, then one column per period, oldest first; blank = not recorded; - is stdin",
    )
    .requiredOption("--horizon <periods>", "periods to forecast", whole)
    .option("--season <periods>", "periods in a season", whole)
    .option("--lead-time <periods>", "periods from order to receipt", atLeast0)
    .option("--review <periods>", "periods between two reviews", atLeast0)
    .option(
      "--method <name>",
      `auto, or one of ${forecastMethods.join(", ")}`,
      "auto",
    )
    .option(
      "--alpha <constant>",
      "smoothing constant of the level; best (ses, croston, sba, sbj) or rate (croston, sba, sbj, tsb) finds it: least squared or least rate error",
      constantOrWord,
    )
    .option(
      "--beta <constant>",
      "of the interval (croston and kin), the probability (tsb) or the trend; as alpha when omitted",
      constant,
    )
    .addOption(
      new Option("--init <name>", "where Croston's interval starts").choices([
        "naive",
        "mean",
      ]),
    )
    .option(
      "--quantiles <list>",
      "probabilities of lead-time demand, with commas",
      probabilities,
      [0.5, 0.9, 0.95, 0.99],
    )
    .addOption(
      new Option(
        "--distribution <name>",
        "law of lead-time demand: auto is the forecast's; the others follow from what was recorded: by its moments, its own windows (empirical), or Willemain's draws of it (bootstrap)",
      )
        .choices(["auto", ...recordedLaws])
        .default("auto"),
    )
    .option(
      "--promotions <file>",
      "CSV file: id, period, then a column per driver (a price, or a flag from 0 to 1); contract = known units; group and market if any",
    )
    .option(
      "--launch-like <ids>",
      "earlier launches, with commas: series with less than a season (12 periods without one) follow them",
      list,
    )
    .option(
      "--ends <period>",
      "last period with demand, as in the file, after it (2027-03) or +6; of some series as id=period, with commas",
      list,
    )
    .addHelpText(
      "after",
      examples(
        "stockwright forecast demand.csv --horizon 6",
        "stockwright forecast demand.csv --horizon 12 --season 12 --lead-time 3 --review 1",
        "stockwright forecast demand.csv --horizon 1 --method sba --alpha 0.1 --quantiles 0.95,0.99",
        "stockwright forecast demand.csv --horizon 1 --lead-time 3 --distribution bootstrap",
        "stockwright forecast demand.csv --horizon 8 --promotions plan.csv",
        "stockwright forecast demand.csv --horizon 6 --launch-like 4711,4712 --ends 4713=2027-03",
      ) +
        "\nLead-time demand covers lead time plus review, or the horizon when neither is given.\nA file:\n  id,2025-01,2025-02,2025-03\n  4711,0,3,1\n  4712,,2,5\nPromotions, past and planned (+1 is the first period to come):\n  id,period,price,display\n  4711,2025-02,1.99,1\n  4711,+1,1.79,1\n",
    )
    .action(async (file: string, options: ForecastCommandOptions) => {
      const name = file === "-" ? "stdin" : file;
      const again = await rereadable(file);
      try {
        await answer(again.path, name, options);
      } catch (error) {
        if (error instanceof InputError) {
          const where = error.field === "alpha" ? "--" : `${name}: `;
          throw new CommandError(where + error.message);
        }
        throw error;
      } finally {
        again.remove();
      }
    });
}

async function answer(
  path: string,
  name: string,
  options: ForecastCommandOptions,
): Promise<void> {
  const asked = seriesOptions(options);
  checkLaw(options, asked);
  let series = 0;
  const pool = forecastPool();
  const auto = asked.method === "auto";
  // The first reading finds every fault before the first line is printed.
  let repeated = 0;
  for await (const { history, sameAs } of demandRows(path, name)) {
    if (auto) learnSeries(pool, history, asked, "common");
    series++;
    if (sameAs !== undefined) repeated++;
  }
  if (series === 0) throw new CommandError(`${name}: holds no series`);
  const pooled = auto && series >= fewSeries;
  for (const lesson of pooled ? lessons.slice(1) : []) {
    for await (const { history } of demandRows(path, name)) {
      learnSeries(pool, history, asked, lesson);
    }
  }
  const { promotions, launchLike, ends } = options;
  const planned =
    (promotions ?? launchLike ?? ends) === undefined
      ? undefined
      : await readPlanned(path, name, options, asked);
  const { distribution: law, quantiles } = options;
  await printPieces(
    lines(path, name, (id, history) => {
      const taught = pooled ? pool : undefined;
      const told = planned
        ? plannedForecast(id, history, asked, taught, planned)
        : forecastSeries(history, asked, taught);
      return law === "auto"
        ? told
        : withRecordedLaw(told, history, law, quantiles);
    }),
  );
  if (repeated > 0) {
    say(
      `${name}: records with the id of an earlier one: ${repeated}; each is a series of its own, with a finding`,
    );
  }
  const idle = idleOptions(asked.method ?? "auto", options);
  if (idle.length > 0) {
    say(`${idle.join(" and ")}: without effect on --method ${asked.method}`);
  }
}

function repeatedId(record: number): SeriesForecast["findings"][number] {
  return {
    code: "repeated-id",
    message: `record ${record} has the same id: each is a series of its own`,
  };
}

async function* lines(
  path: string,
  name: string,
  told: (id: string, history: DemandRow["history"]) => SeriesForecast,
): AsyncGenerator<string> {
  for await (const { id, history, sameAs } of demandRows(path, name)) {
    const found = told(id, history);
    const findings =
      sameAs === undefined
        ? found.findings
        : [...found.findings, repeatedId(sameAs)];
    yield `${JSON.stringify({ id, ...found, findings })}\n`;
  }
}

function whole(text: string): number {
  const value = positive(text);
  if (Number.isInteger(value) && value <= 100_000) return value;
  throw new InvalidArgumentError("It must be a whole number from 1 to 100000.");
}

function atLeast0(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 100_000) return value;
  throw new InvalidArgumentError("It must be a number from 0 to 100000.");
}

function constant(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("It must be a number from 0 to 1.");
}

function constantOrWord(text: string): number | "best" | "rate" {
  const word = text.trim().toLowerCase();
  if (word === "best" || word === "rate") return word;
  try {
    return constant(text);
  } catch {
    throw new InvalidArgumentError(
      "It must be a number from 0 to 1, best or rate.",
    );
  }
}

function list(text: string): readonly string[] {
  const parts = text.split(",").map((part) => part.trim());
  if (!parts.includes("")) return parts;
  throw new InvalidArgumentError("It must be names with commas, none empty.");
}

function probabilities(text: string): readonly number[] {
  const values = text.split(",").map((part) => {
    const value = Number(part);
    return part.trim() !== "" && value > 0 && value < 1 ? value : NaN;
  });
  if (!values.some(Number.isNaN)) return values;
  throw new InvalidArgumentError(
    "It must be numbers above 0 and below 1, with commas.",
  );
}
