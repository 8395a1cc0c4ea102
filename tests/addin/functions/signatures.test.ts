import { readFunctions } from "../../../addin/build/functions-metadata.mjs";

/** Workbooks call by position: a signature may grow at its end, and never change otherwise. */
const promised: Readonly<Record<string, string>> = {
  SAFETYSTOCK:
    "history[], leadTime, serviceLevel, leadTimeDeviation?, reviewPeriods?, distribution?, measure?, orderQuantity?",
  REORDERPOINT:
    "history[], leadTime, serviceLevel, leadTimeDeviation?, reviewPeriods?, distribution?, measure?, orderQuantity?",
  MINMAX:
    "history[], leadTime, serviceLevel, orderQuantity, leadTimeDeviation?, reviewPeriods?, distribution?, measure?, lotSize?, minOrderQuantity?, decimals?",
  EOQ: "demandPerYear, orderingCost, holdingCostPerUnit, lotSize?, minOrderQuantity?",
  SERVICELEVEL:
    "history[], leadTime, reorderPoint, leadTimeDeviation?, reviewPeriods?, distribution?",
  FILLRATE:
    "history[], leadTime, reorderPoint, orderQuantity, leadTimeDeviation?, reviewPeriods?, distribution?",
  CROSTON: "history[], method?, alpha?, beta?, start?",
  DEMANDCLASS: "history[], details?",
  FORECAST: "history[], horizon, method?, season?, alpha?, beta?",
  LEADTIME:
    "orderedOn[], receivedOn[], promisedOn[]?, shipment[]?, statistic?, daysPerPeriod?",
  LEADTIMEDEMAND:
    "history[], leadTime[], leadTimeDeviation?, reviewPeriods?, quantiles[]?, distribution?, statistic?, season?",
  ACCURACY:
    "actuals[], forecasts[], measure?, history[]?, season?, probability?",
  FRONTIER: "items[], budgets[]?, points?, details?",
  MEIO_POLICY: "stages[], links[], options[]?, model?",
  SIMULATE: "stages[], links[]?, policy[]?, periods?, seed?, options[]?",
  EXPLAIN:
    "subject[], leadTime?, serviceLevel?, leadTimeDeviation?, reviewPeriods?, distribution?, measure?, orderQuantity?, number?, period?",
  POLICYTYPE:
    "history[], leadTime, serviceLevel, orderingCost, holdingCostPerUnit, periodsPerYear?, leadTimeDeviation?, reviewPeriods?, lookingCost?, lotSize?, minOrderQuantity?, decimals?",
  POLICY: "stage, field?",
};

describe("the custom functions", () => {
  it("keep the signatures that workbooks rely on", async () => {
    const { functions } = await readFunctions("addin/functions");
    const found = Object.fromEntries(
      functions.map(({ name, parameters }) => [
        name,
        parameters
          .map(
            (parameter) =>
              parameter.name +
              (parameter.dimensionality === "matrix" ? "[]" : "") +
              (parameter.optional ? "?" : ""),
          )
          .join(", "),
      ]),
    );

    expect(found).toEqual(promised);
  });

  it("help the planner with every function and every argument", async () => {
    const { functions } = await readFunctions("addin/functions");
    for (const { name, description, parameters } of functions) {
      expect(`${name}: ${description}`).toMatch(/: .{20,}/);
      for (const parameter of parameters) {
        expect(`${name} ${parameter.name}: ${parameter.description}`).toMatch(
          /: .{10,}/,
        );
      }
    }
  });
});
