import {
  cycleService,
  discountedOrderQuantity,
  economicOrderQuantity,
  fillRate,
  gammaDistribution,
  leadTimeDemand,
  leadTimeDemandMoments,
  negativeBinomialDistribution,
  newsvendor,
  normalDistribution,
  normalQuantile,
  orderUpTo,
  poissonDistribution,
  reorderPoint,
  safetyStock,
} from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";

type Numbers = Readonly<Record<string, number>>;
interface Case {
  readonly id: string;
  readonly fn: string;
  readonly input: Numbers;
  readonly expected: Numbers;
  readonly reltol: number;
}

const cases = reference<{ cases: Case[] }>("meio/single_echelon.json").cases;

function answers(fn: string, input: Numbers): Numbers {
  const at = (name: string): number => {
    const value = input[name];
    if (value === undefined) throw new Error(`${fn} lacks ${name}`);
    return value;
  };
  const normal = () => ({
    demand: { mean: at("demandMean"), deviation: at("demandSd") },
    leadTime: { mean: at("leadTime"), deviation: input["leadTimeSd"] ?? 0 },
    reviewPeriods: input["reviewPeriod"] ?? 0,
  });
  switch (fn) {
    case "ss_normal_csl": {
      const stock = { ...normal(), cycleService: at("csl") };
      const { mean, deviation } = leadTimeDemandMoments(stock);
      return {
        ltdMean: mean,
        ltdSd: deviation,
        z: normalQuantile(at("csl")),
        safetyStock: safetyStock(stock),
        reorderPoint: reorderPoint(stock),
      };
    }
    case "rop_normal_fillrate": {
      const stock = {
        ...normal(),
        fillRate: at("fillRate"),
        orderQuantity: at("orderQty"),
      };
      const simple = { ...stock, fillMethod: "simple" as const };
      return {
        reorderPointExact: reorderPoint(stock),
        safetyStockExact: safetyStock(stock),
        reorderPointSimple: reorderPoint(simple),
        safetyStockSimple: safetyStock(simple),
      };
    }
    case "periodic_normal_csl": {
      const stock = { ...normal(), cycleService: at("csl") };
      return { orderUpTo: orderUpTo(stock), safetyStock: safetyStock(stock) };
    }
    case "periodic_normal_fillrate":
      return {
        orderUpTo: orderUpTo({ ...normal(), fillRate: at("fillRate") }),
      };
    case "rop_gamma": {
      const moments = { mean: at("ltdMean"), deviation: at("ltdSd") };
      const demand = { leadTimeDemand: gammaDistribution(moments) };
      const shape = (moments.mean / moments.deviation) ** 2;
      return {
        shape,
        scale: moments.mean / shape,
        reorderPointCsl: reorderPoint({ ...demand, cycleService: at("p") }),
        reorderPointFillRate: reorderPoint({
          ...demand,
          fillRate: at("p"),
          orderQuantity: at("orderQty"),
        }),
      };
    }
    case "poisson_base_stock": {
      const law = leadTimeDemand({
        demand: { mean: at("rate"), deviation: 0 },
        leadTime: { mean: at("leadTime"), deviation: 0 },
        distribution: "poisson",
      });
      const demand = { leadTimeDemand: law };
      const base = orderUpTo({ ...demand, fillRate: at("p") });
      // Orders of one at S − 1: the same policy said the other way.
      const point = { ...demand, reorderPoint: base - 1, orderQuantity: 1 };
      expect(
        reorderPoint({ ...demand, fillRate: at("p"), orderQuantity: 1 }),
      ).toBe(base - 1);
      return {
        minRWithCdfGeP: reorderPoint({ ...demand, cycleService: at("p") }),
        minSWithFillRateGeP: base,
        fillRateAtS: fillRate(point),
        expectedBackordersAtS: law.loss(base),
      };
    }
    case "negbin_csl": {
      const [mean, variance] = [at("ltdMean"), at("ltdVar")];
      const law = negativeBinomialDistribution({
        mean,
        deviation: Math.sqrt(variance),
      });
      const point = reorderPoint({
        leadTimeDemand: law,
        cycleService: at("p"),
      });
      return {
        r: mean ** 2 / (variance - mean),
        successProb: mean / variance,
        reorderPoint: point,
        cdfAtR: cycleService({ leadTimeDemand: law, reorderPoint: point }),
        cdfAtRMinus1: law.cdf(point - 1),
        expectedBackorders: law.loss(point),
      };
    }
    case "poisson_gamma_leadtime": {
      const law = leadTimeDemand({
        demand: { mean: at("rate"), deviation: 0 },
        leadTime: { mean: at("leadTimeMean"), deviation: at("leadTimeSd") },
        distribution: "poisson",
      });
      expect(law.kind).toBe("negative-binomial");
      const point = reorderPoint({
        leadTimeDemand: law,
        cycleService: at("p"),
      });
      const variance = law.deviation ** 2;
      return {
        ltdMean: law.mean,
        ltdVar: variance,
        r: law.mean ** 2 / (variance - law.mean),
        reorderPoint: point,
        cdf: law.cdf(point),
      };
    }
    default:
      throw new Error(`no answer for ${fn}`);
  }
}

/** Relative, but absolute below 1, as the reference says. */
function expectClose(found: Numbers, expected: Numbers, tolerance: number) {
  for (const [name, value] of Object.entries(expected)) {
    const error = Math.abs((found[name] ?? NaN) - value);
    const near = error <= tolerance * Math.max(Math.abs(value), 1);
    expect({ [name]: near ? value : found[name] }).toEqual({ [name]: value });
  }
}

describe("the single-echelon reference", () => {
  it("has all its 23 cases here", () => {
    expect(cases).toHaveLength(23);
  });

  it.each(cases)("agrees on $id", ({ fn, input, expected, reltol }) => {
    expectClose(answers(fn, input), expected, reltol);
  });
});

describe("discountedOrderQuantity", () => {
  it("refuses a price list on which more units cost more each", () => {
    const rising = {
      demandPerPeriod: 100,
      orderingCost: 10,
      holdingRate: 0.2,
      breakpoints: [0, 50],
      unitCosts: [1, 2],
      scheme: "incremental",
    } as const;
    expect(() => discountedOrderQuantity(rising)).toThrow(
      "unitCosts[1] must be at most 1, for more units never cost more each, got 2",
    );
  });
});

describe("the order quantity reference", () => {
  type Plan = Case & {
    readonly input: { breakpoints?: number[]; unitCosts?: number[] };
    readonly expected: Record<string, Numbers>;
  };
  const wanted = /^(eoq|epq|newsvendor_(normal|gamma|poisson))/;
  const plans = reference<{ cases: Plan[] }>("meio/policies.json").cases.filter(
    ({ fn }) => wanted.test(fn),
  );

  it.each(plans)("agrees on $id", ({ fn, input, expected, reltol }) => {
    const at = (name: string) => (input as Numbers)[name] as number;
    if (fn.startsWith("newsvendor")) {
      const moments = { mean: at("mean"), deviation: at("sd") };
      const laws = {
        newsvendor_normal: () => normalDistribution(moments),
        newsvendor_gamma: () => gammaDistribution(moments),
        newsvendor_poisson: () => poissonDistribution(moments.mean),
      };
      const best = newsvendor({
        demand: laws[fn as keyof typeof laws](),
        holdingCost: at("h"),
        backorderCost: at("b"),
      });
      expectClose(
        { S: best.orderUpTo, cost: best.cost },
        expected as unknown as Numbers,
        reltol,
      );
      return;
    }
    if (fn === "eoq_discounts") {
      for (const scheme of ["all-units", "incremental"] as const) {
        const best = discountedOrderQuantity({
          demandPerPeriod: at("rate"),
          orderingCost: at("K"),
          holdingRate: at("holdingRate"),
          breakpoints: input.breakpoints ?? [],
          unitCosts: input.unitCosts ?? [],
          scheme,
        });
        expectClose(
          { Q: best.orderQuantity, cost: best.costPerPeriod },
          expected[scheme === "all-units" ? "allUnits" : scheme] as Numbers,
          reltol,
        );
      }
      return;
    }
    const best = economicOrderQuantity({
      demandPerPeriod: at("rate"),
      orderingCost: at("K"),
      holdingCost: at("h"),
      ...(fn === "eoq_backorders" ? { backorderCost: at("b") } : {}),
      ...(fn === "epq" ? { productionRate: at("productionRate") } : {}),
    });
    expectClose(
      {
        Q: best.orderQuantity,
        cost: best.costPerPeriod,
        stockoutFraction: best.stockoutFraction,
      },
      expected as unknown as Numbers,
      reltol,
    );
  });
});
