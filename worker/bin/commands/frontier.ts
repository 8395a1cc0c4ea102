import { Command, InvalidArgumentError } from "commander";
import {
  above,
  atLeast,
  budgetFrontier,
  frontierAt,
  type FrontierItem,
  type FrontierPoint,
} from "../../../engine/index.ts";
import { examples } from "../arguments.ts";
import { openCsv, type CsvRow } from "../csv-file.ts";
import { CommandError } from "../failure.ts";
import { printPieces, say } from "../output.ts";

interface NamedItem {
  readonly id: string;
  readonly item: FrontierItem;
}

/** A whole frontier with more numbers than this names what each point adds, not all it has. */
const mostStocks = 2_000_000;

/** `stockwright frontier`: least expected backorders for the money spent on stock. */
export function frontierCommand(): Command {
  return new Command("frontier")
    .description(
      "multi-item stock against working capital: least expected backorders for the money spent",
    )
    .argument(
      "<items>",
      "CSV file: id, leadTime, cost, and rate or mean and deviation",
    )
    .option(
      "--budgets <b1,b2,…>",
      "the best stocks for these budgets, in this order; the whole frontier when omitted",
      budgetsOf,
    )
    .addHelpText(
      "after",
      examples(
        "stockwright frontier items.csv",
        "stockwright frontier items.csv --budgets 50000,100000,200000 > points.json",
      ) +
        `
Items of either kind:
  id,leadTime,cost,rate,mean,deviation
  Pump,2,100,0.5,,
  Valve,1,40,,4,6

Columns: id; rate (units per period, Poisson) or mean and deviation (units per period);
leadTime (periods); cost (money per unit). Every item is ordered one for one.

Answer: {"points": [{"budget", "spent", "expectedBackorders", "stock": {id: units}}]}.
At a budget: the last corner of the frontier it pays for, then the next best units that still
fit. The whole frontier has a point for each unit that is bought next, until a millionth of the
backorders is left. With more than ${mostStocks.toLocaleString("en-US")} numbers in it, "stock" gives way to
"bought": what a point has more than the one before.
`,
    )
    .action(
      async (file: string, { budgets }: { budgets?: readonly number[] }) => {
        const named = await readItems(file);
        const ids = named.map(({ id }) => JSON.stringify(id));
        const items = named.map(({ item }) => item);
        await printPieces(
          answer(
            budgets === undefined
              ? wholeFrontier(ids, items)
              : atBudgets(ids, frontierAt(items, budgets)),
          ),
        );
      },
    );
}

function budgetsOf(text: string): readonly number[] {
  return text.split(",").map((part) => {
    const value = part.trim() === "" ? NaN : Number(part);
    if (!Number.isFinite(value) || value < 0) {
      throw new InvalidArgumentError(
        `Each must be a number of at least 0, got ${JSON.stringify(part.trim())}.`,
      );
    }
    return value;
  });
}

async function readItems(file: string): Promise<NamedItem[]> {
  const rows = await openCsv(file, {
    required: ["id", "leadTime", "cost"],
    optional: ["rate", "mean", "deviation"],
  });
  const lines = new Map<string, number>();
  const items: NamedItem[] = [];
  for await (const row of rows) {
    const id = row.text("id") as string;
    const before = lines.get(id);
    if (before !== undefined) {
      throw row.refused(`id must be there once, got it in line ${before} too`);
    }
    lines.set(id, row.line);
    items.push({ id, item: itemOf(row) });
  }
  if (items.length === 0) {
    throw new CommandError(`${file}: must hold at least one item, got none`);
  }
  return items;
}

function itemOf(row: CsvRow): FrontierItem {
  const leadTime = row.number("leadTime") as number;
  const cost = row.number("cost") as number;
  const rate = row.number("rate");
  const mean = row.number("mean");
  const deviation = row.number("deviation");
  return row.checked(() => {
    atLeast("leadTime", leadTime, 0);
    above("cost", cost, 0);
    if (rate !== undefined) {
      if (mean === undefined && deviation === undefined) {
        return { rate: atLeast("rate", rate, 0), leadTime, cost };
      }
      throw row.refused(
        `${mean === undefined ? "deviation" : "mean"} must be blank where rate is given, got ${mean ?? deviation}`,
      );
    }
    if (mean === undefined && deviation === undefined) {
      throw row.refused("rate must be given, or mean and deviation; got none");
    }
    atLeast("mean", mean as number, 0);
    atLeast("deviation", deviation as number, 0);
    if (mean === 0 && deviation !== 0) {
      throw row.refused(
        `mean must be above 0 where deviation is, got 0 with a deviation of ${deviation}`,
      );
    }
    return {
      mean: mean as number,
      deviation: deviation as number,
      leadTime,
      cost,
    };
  });
}

function* answer(points: Iterable<string>): Generator<string> {
  yield '{"points":[';
  let separator = "\n";
  for (const point of points) {
    yield separator + point;
    separator = ",\n";
  }
  yield "\n]}\n";
}

function* atBudgets(
  ids: readonly string[],
  points: readonly FrontierPoint[],
): Generator<string> {
  for (const { budget, spent, expectedBackorders, stock } of points) {
    yield told({ budget, spent, expectedBackorders }, "stock", ids, stock);
  }
}

function* wholeFrontier(
  ids: readonly string[],
  items: readonly FrontierItem[],
): Generator<string> {
  let count = 0;
  for (const _ of budgetFrontier(items)) count++;
  const complete = count * items.length <= mostStocks;
  if (!complete) {
    say(
      `the frontier has ${count.toLocaleString("en-US")} points: each tells what it has more than the one before; name --budgets for whole stocks`,
    );
  }
  const stock = new Float64Array(items.length);
  for (const { item, units, ...point } of budgetFrontier(items)) {
    const { spent, expectedBackorders } = point;
    const numbers = { budget: spent, spent, expectedBackorders };
    if (item >= 0) stock[item] = (stock[item] as number) + units;
    yield complete
      ? told(numbers, "stock", ids, stock)
      : item < 0
        ? told(numbers, "bought", [], [])
        : told(numbers, "bought", [ids[item] as string], [units]);
  }
}

/** One point as JSON; by hand, because ids like "10" or "__proto__" must keep place and value. */
function told(
  numbers: Omit<FrontierPoint, "stock">,
  name: "stock" | "bought",
  ids: readonly string[],
  units: ArrayLike<number>,
): string {
  const { budget, spent, expectedBackorders } = numbers;
  const stock = ids.map((id, i) => `${id}:${units[i]}`).join(",");
  return `{"budget":${budget},"spent":${spent},"expectedBackorders":${expectedBackorders},"${name}":{${stock}}}`;
}
