import { Command, Option } from "commander";
import {
  networkFileSchema,
  policyFileSchema,
  type PolicyFile,
  type SimulationReport,
} from "../../../engine/contracts/index.ts";
import {
  InputError,
  readNetwork,
  simulateFile,
  type Allocation,
  type FileSimulation,
} from "../../../engine/index.ts";
import { examples, wholeNumber } from "../arguments.ts";
import { CommandError } from "../failure.ts";
import { inputName, readJson } from "../input-file.ts";
import { networkWords } from "../network-words.ts";
import { printJson, say } from "../output.ts";

/** Seconds between two progress lines. */
const tellEvery = 1;

const fields = `
A policy for the network of "stockwright meio --help":
  {"stages": [{"id": "Plant", "reorderPoint": 160, "orderQuantity": 80},
              {"id": "Shop", "min": 90, "max": 160, "reviewPeriods": 2}]}

Each stage of the network has one row: an id, and baseStock, or min and max, or reorderPoint and
orderQuantity. It may have
  reviewPeriods              periods from one look at the stock to the next; 1
  lotSize, minOrderQuantity  of orders up to a base stock or max
  serviceTimeOut             periods after which a delivery is late; 0
  demand                     of its customers, in place of the network's: {"law": "normal", "gamma" or
                             "negative-binomial", "mean", "deviation"}, {"law": "poisson", "mean"},
                             {"law": "empirical", "values", "weights"} or {"law": "trace", "values"}
  unmetDemand                backorder or lost
  initialOnHand              full when omitted

Answer: of each stage cycleService, fillRate, meanOnHand, backorders, orders and more, each as a
mean between low and high (95 % confidence); confirmed is false where a stage with customers
misses what it promises by more than that.
`;

/** Levels that fit into one answer. */
const mostLevels = 10_000_000;

const allocations: readonly Allocation[] = [
  "firstCome",
  "fairShare",
  "priority",
];

interface SimulateOptions {
  readonly periods: number;
  readonly seed: number;
  readonly replications: number;
  readonly warmUp?: number;
  readonly allocation: Allocation;
  readonly crossing?: boolean;
  readonly lostSales?: boolean;
  readonly levels?: boolean;
}

/** `stockwright simulate`: a policy run against sampled demand, period by period. */
export function simulateCommand(): Command {
  return new Command("simulate")
    .description("what a policy achieves on a network: a seeded simulation")
    .argument("<network>", "JSON file of stages and links, as for meio")
    .argument(
      "<policy>",
      "JSON file of one policy per stage, or what meio printed; - for stdin",
    )
    .requiredOption(
      "--periods <n>",
      "periods that count, in each replication",
      wholeNumber(2),
    )
    .requiredOption(
      "--seed <number>",
      "the same seed, the same figures",
      wholeNumber(0),
    )
    .option("--replications <n>", "independent runs", wholeNumber(1), 1)
    .option(
      "--warm-up <n>",
      "periods before those; twice the longest way through the network when omitted",
      wholeNumber(0),
    )
    .addOption(
      new Option("--allocation <rule>", "who is served when stock is short")
        .choices(allocations)
        .default("firstCome"),
    )
    .option("--crossing", "later shipments may arrive before earlier ones")
    .option("--lost-sales", "customers do not wait")
    .option("--levels", "also print every stage's inventory level by period")
    .addHelpText(
      "after",
      examples(
        "stockwright simulate network.json policy.json --periods 100000 --seed 1",
        "stockwright simulate network.json policy.json --periods 5000 --seed 1 --replications 20 --lost-sales",
        "stockwright meio network.json | stockwright simulate network.json - --periods 10000 --seed 1",
      ) + fields,
    )
    .action((network: string, policy: string, options: SimulateOptions) => {
      printJson(simulated(network, policy, options));
    });
}

function simulated(
  networkFile: string,
  policyFile: string,
  { crossing = false, lostSales, levels = false, ...rest }: SimulateOptions,
): SimulationReport {
  const network = readJson(networkFile, networkFileSchema);
  naming(
    () => inputName(networkFile),
    () => readNetwork(network),
  );
  const policy = readJson(policyFile, policyFileSchema);
  const figures = rest.periods * network.stages.length;
  if (levels && figures > mostLevels) {
    throw new CommandError(
      `--levels must print at most ${mostLevels.toLocaleString("en-US")} figures, got ${network.stages.length} stages over ${rest.periods} periods`,
    );
  }
  const options: FileSimulation = {
    ...rest,
    crossing,
    levels,
    unmetDemand: lostSales ? "lost" : "backorder",
  };
  const fileOf = (field: string) =>
    inputName(ofNetwork(field, policy) ? networkFile : policyFile);
  return naming(fileOf, () => {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    let told = 0;
    const calculation = simulateFile(network, policy, options);
    for (;;) {
      const step = calculation.next();
      if (step.done) {
        const spent = seconds();
        return {
          ...step.value,
          seconds: spent,
          nodePeriodsPerSecond: Math.round(step.value.nodePeriods / spent),
        };
      }
      if (seconds() - told >= tellEvery) {
        told = seconds();
        const { step: what, done, total } = step.value;
        say(`${what} ${done} of ${total} periods`);
      }
    }
  });
}

/** Whether the network says it: times, and the demand of a stage whose policy names none. */
function ofNetwork(field: string, { stages }: PolicyFile): boolean {
  if (field.startsWith("leadTime")) return true;
  const [what, id] = field.split(" of stage ");
  return (
    what!.startsWith("demand") &&
    !stages.some((row) => row.id === id && row.demand !== undefined)
  );
}

/** Bad input is told with the file it stands in. */
function naming<T>(fileOf: (field: string) => string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) {
      const message = networkWords(error.message);
      throw new CommandError(`${fileOf(error.field)}: ${message}`);
    }
    throw error;
  }
}
