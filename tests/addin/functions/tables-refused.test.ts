import { installCellRuntime } from "../../../addin/functions/register-univer-runtime.ts";
import { trouble } from "./cell-trouble.ts";
import {
  frontier,
  head,
  links,
  meio,
  plant,
  policy,
  shop,
  simulate,
  stages,
} from "./typed-tables.ts";

beforeAll(() => installCellRuntime());

describe("a table that cannot be meant", () => {
  it.each<[string, () => unknown, string]>([
    [
      "a link to a stage spelt otherwise",
      () => meio([head, plant.with(0, "PLANT"), shop], links),
      'links, row 2, from must be a stage, got "Plant"; stages, row 2 spells it "PLANT"',
    ],
    [
      "leading zeros that the links lost",
      () =>
        meio(
          [head, plant.with(0, "0101"), shop],
          [
            ["from", "to"],
            ["", ""],
            [101, "Shop"],
          ],
        ),
      'links, row 3, from must be a stage, got "101"; stages, row 2 spells it "0101"',
    ],
    [
      "a link to a stage without a row",
      () => meio(stages, [...links, ["Shop", "Moon"]]),
      'links, row 3, to must be a stage, got "Moon"',
    ],
    [
      "a stage in two rows",
      () => meio([...stages, ["", "", "", "", "", ""], plant], links),
      "stages, row 5, id must be there once, got Plant in row 2 too",
    ],
    [
      "two columns of one meaning",
      () => meio([["time", "id", "Lead time"]], links),
      'stages has two columns for time, "time" and "Lead time": keep one',
    ],
    [
      "a number that is text",
      () => meio([head, plant.with(1, "1 000,5"), shop], links),
      'time of stage Plant must be a number, got "1 000,5", which is text: make it a number',
    ],
    [
      "a percentage that is text",
      () => meio([head, plant, shop.with(5, "95 %")], links),
      'serviceLevel of stage Shop must be a number, got "95 %", which is text: make it a number',
    ],
    [
      "one cell in place of a table",
      () => meio([["Proving the placement: at most 5 % to gain"]], links),
      'stages must be a range with a header row, got one cell, "Proving the placement: at most 5 % to gain"',
    ],
    [
      "a policy of a stage spelt otherwise",
      () => simulate(stages, links, policy.with(1, ["plant", 200])),
      'policy, row 2, id must be a stage, got "plant"; stages, row 2 spells it "Plant"',
    ],
    [
      "a stage without a row of policy",
      () => simulate(stages, links, policy.slice(0, 2)),
      "policy has no row for stage Shop",
    ],
    [
      "a row of policy without one",
      () => simulate(stages, links, policy.with(2, ["Shop", ""])),
      "stage Shop has no policy: give base stock, or min and max, or reorder point and order quantity",
    ],
    [
      "a stage with two rows of policy",
      () => simulate(stages, links, [...policy, ["Shop", 5]]),
      "policy, row 4, id must be there once, got Shop in row 3 too",
    ],
    [
      "two policies in one row",
      () =>
        simulate(stages, links, [
          ["id", "base stock", "min", "max"],
          ["Plant", 200, "", ""],
          ["Shop", 110, 90, 160],
        ]),
      "stage Shop has base-stock and min-max policy: give base stock, or min and max, or reorder point and order quantity",
    ],
    [
      "a column of policy that nobody knows",
      () => simulate([["id", "time", "colour"]]),
      'stages has a column "colour": the header must name type, baseStock, min, max, reorderPoint, orderQuantity, reviewPeriods, lotSize, minOrderQuantity, initialOnHand, unmetDemand, demandLaw, serviceTimeOut, id, addedCost, time, timeDeviation, timeDistribution, mean, deviation, serviceLevel, fillRate, maxServiceTime, inboundServiceTime, holdingCost, holdsStock',
    ],
    [
      "half a review",
      () =>
        simulate(stages, links, [
          ["id", "base stock", "review periods"],
          ["Plant", 200, ""],
          ["Shop", 110, 1.5],
        ]),
      "reviewPeriods of stage Shop must be a whole number from 0 to 1000000, got 1.5",
    ],
    [
      "a law misspelt where nobody asks",
      () =>
        simulate(stages, links, [
          ["id", "base stock", "demand law"],
          ["Plant", 200, "gama"],
          ["Shop", 110, ""],
        ]),
      'demandLaw of stage Plant must be normal, poisson, gamma or negative-binomial, got "gama"',
    ],
    [
      "neither yes nor no",
      () => simulate(stages, links, policy, [["crossing", "maybe"]]),
      'option crossing must be true, yes, 1, false, no or 0, got "maybe"',
    ],
    [
      "an item's deviation about nothing",
      () =>
        frontier([
          ["id", "lead time", "cost", "mean", "deviation"],
          ["A", 2, 100, 0, 3],
        ]),
      "mean of item A must be above 0, got 0",
    ],
  ])("%s says what to mend", (_, work, message) => {
    expect(trouble(work).message).toBe(message);
  });
});
