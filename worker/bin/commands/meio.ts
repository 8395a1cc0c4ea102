import { Command } from "commander";
import {
  type NetworkFile,
  networkFileSchema,
  type NetworkPolicy,
  type StochasticPolicy,
} from "../../../engine/contracts/index.ts";
import {
  InputError,
  networkNotes,
  solveNetwork,
  solveStochasticNetwork,
} from "../../../engine/index.ts";
import { examples, positive } from "../arguments.ts";
import { CommandError } from "../failure.ts";
import { inputName, readJson } from "../input-file.ts";
import { networkWords } from "../network-words.ts";
import { printJson, say } from "../output.ts";

/** Seconds between two progress lines. */
const tellEvery = 1;

const fields = `
A network of two stages:
  {"stages": [{"id": "Plant", "addedCost": 3, "time": 4},
              {"id": "Shop", "addedCost": 1, "time": 2, "demand": {"mean": 40, "deviation": 12},
               "serviceLevel": 0.95, "maxServiceTime": 0}],
   "links": [{"from": "Plant", "to": "Shop", "units": 1}]}

A stage has an id and a time, in periods. It may have
  addedCost           money that one unit of its work adds to what its suppliers cost; 0
  demand              of its own customers, units per period: mean and deviation; for the stochastic
                      model also law: normal, gamma, or for whole units poisson (its deviation is
                      the root of the mean) or negative-binomial
  serviceLevel        share of periods without a stockout; 0.95
  maxServiceTime      longest time its customers wait; 0 serves them at once. Without it they wait
                      as long as is cheapest
  inboundServiceTime  time that a supplier outside the network takes; 0
  holdsStock          false where it passes on what it receives and quotes all that it waits
  reviewPeriods       periods from one order to the next: 1
  holdingCost         money per unit and period; holdingRate times all costs added up to the stage
  timeDeviation, or timeDistribution: [[periods, probability], …]
A link may say units of "from" in one unit of "to" (1); the network a holdingRate (1), and
"options": {"stageTimes": "stochastic"} so that times that vary count.

Answer: cost per period, a bound that no policy is below, the gap between them, and of each stage
serviceTimeIn and serviceTimeOut, netReplenishmentTime (the time its stock covers), safetyStock,
baseStock, holdingCost.

With "options": {"model": "stochastic"} orders wait as long as suppliers are short: stages may name
a fillRate and a lotSize, the answer is a good one (not proven), and it is replayed before it is told.
One warehouse whose customers' stages all have poisson demand is solved exactly: "exact": true.
`;

/** `stockwright meio`: optimal stock over a network by the guaranteed-service model. */
export function meioCommand(): Command {
  return new Command("meio")
    .description(
      "optimal safety stock over a network, by guaranteed or stochastic service",
    )
    .argument("<network>", "JSON file of stages and links, or - for stdin")
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
        "stockwright meio network.json | stockwright simulate network.json - --periods 10000 --seed 1",
      ) + fields,
    )
    .action((file: string, options: { readonly timeLimit?: number }) => {
      const network = readJson(file, networkFileSchema);
      try {
        const limit = options.timeLimit ?? Infinity;
        if (network.options.model === "stochastic") {
          const policy = simulated(network, limit);
          networkNotes(network, policy.stages).forEach(say);
          printJson(policy);
        } else {
          const policy = solved(network, limit);
          networkNotes(network, policy.stages).forEach(say);
          tellWaits(network, policy);
          printJson(policy);
        }
      } catch (error) {
        if (error instanceof InputError) {
          const message = networkWords(error.message);
          throw new CommandError(`${inputName(file)}: ${message}`);
        }
        throw error;
      }
    });
}

/** Who promises nothing is cheapest without stock: said, because few mean it. */
function tellWaits(network: NetworkFile, policy: NetworkPolicy): void {
  const waiting = policy.stages.filter(({ serviceTimeOut }, at) => {
    const { demand, maxServiceTime } = network.stages[at]!;
    const asked = demand && (demand.mean > 0 || demand.deviation > 0);
    return asked && maxServiceTime === undefined && serviceTimeOut > 0;
  });
  const [first, ...more] = waiting;
  if (first === undefined) return;
  const others = more.length > 0 ? ` and ${more.length} more` : "";
  say(
    `customers of ${first.id}${others} wait up to ${Math.max(...waiting.map((row) => row.serviceTimeOut))} periods, for no maxServiceTime is given; 0 serves them at once`,
  );
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
