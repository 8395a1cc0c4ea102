import { Command } from "commander";
import {
  networkFileSchema,
  type NetworkPolicy,
  type StochasticPolicy,
} from "../../../engine/contracts/index.ts";
import {
  InputError,
  solveNetwork,
  solveStochasticNetwork,
} from "../../../engine/index.ts";
import { examples, positive } from "../arguments.ts";
import { CommandError } from "../failure.ts";
import { readJson } from "../input-file.ts";
import { networkWords } from "../network-words.ts";
import { printJson, say } from "../output.ts";

/** Seconds between two progress lines. */
const tellEvery = 1;

/** `stockwright meio`: optimal stock over a network by the guaranteed-service model. */
export function meioCommand(): Command {
  return new Command("meio")
    .description(
      "optimal safety stock over a network, by guaranteed or stochastic service",
    )
    .argument("<network>", "JSON file of stages and links")
    .option(
      "--time-limit <seconds>",
      "answer by then with the best so far and its gap",
      positive,
    )
    .addHelpText(
      "after",
      examples(
        "stockwright meio network.json",
        "stockwright meio network.json --time-limit 60 > policy.json",
      ) +
        '\nA network of two stages:\n  {"stages": [{"id": "Plant", "addedCost": 3, "time": 4},\n              {"id": "Shop", "addedCost": 1, "time": 2, "demand": {"mean": 40, "deviation": 12},\n               "serviceLevel": 0.95, "maxServiceTime": 0}],\n   "links": [{"from": "Plant", "to": "Shop", "units": 1}]}\n\nWith "options": {"model": "stochastic"} orders wait as long as suppliers are short: stages may name\na fillRate and a lotSize, the answer is a good one (not proven), and it is replayed before it is told.\n',
    )
    .action((file: string, options: { readonly timeLimit?: number }) => {
      const network = readJson(file, networkFileSchema);
      try {
        const { model = "guaranteed" } = network.options;
        printJson(
          model === "stochastic"
            ? simulated(network, options.timeLimit ?? Infinity)
            : solved(network, options.timeLimit ?? Infinity),
        );
      } catch (error) {
        if (error instanceof InputError) {
          throw new CommandError(`${file}: ${networkWords(error.message)}`);
        }
        throw error;
      }
    });
}

function solved(
  network: Parameters<typeof solveNetwork>[0],
  limit: number,
): NetworkPolicy {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let told = 0;
  const shouldStop = () => seconds() > limit;
  const calculation = solveNetwork(network, { shouldStop });
  for (;;) {
    const step = calculation.next();
    if (step.done) return { ...step.value, seconds: seconds() };
    if (seconds() - told >= tellEvery) {
      told = seconds();
      const { step: what, done, total, cost, bound } = step.value;
      const proof =
        cost === undefined || bound === undefined
          ? ""
          : `, cost ${cost.toPrecision(7)}, proven at least ${bound.toPrecision(7)}`;
      say(`${what} ${done} of ${total}${proof}`);
    }
  }
}

function simulated(
  network: Parameters<typeof solveStochasticNetwork>[0],
  limit: number,
): StochasticPolicy {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let told = 0;
  const shouldStop = () => seconds() > limit;
  const calculation = solveStochasticNetwork(network, { shouldStop });
  for (;;) {
    const step = calculation.next();
    if (step.done) return { ...step.value, seconds: seconds() };
    if (seconds() - told < tellEvery) continue;
    told = seconds();
    say(`${step.value.step} ${step.value.done} of ${step.value.total}`);
  }
}
