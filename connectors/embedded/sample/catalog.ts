import type { VendorId } from "./places.ts";

/** One family of parts: how many, what they are called, what they cost, who makes them. */
export interface Family {
  readonly code: string;
  readonly productClass: string;
  readonly count: number;
  readonly unit: "pcs" | "m";
  readonly unitDecimals: number;
  /** Money per unit: median, and how far costs spread around it (log scale). */
  readonly cost: { readonly median: number; readonly spread: number };
  readonly vendors: readonly VendorId[];
  /** `assembled` at the plant, `component` only for assembly, or bought and sold. */
  readonly kind: "sold" | "assembled" | "component";
  /** The parts of a name; each item takes one word of each list. */
  readonly words: readonly (readonly string[])[];
}

const widths = ["DN6", "DN8", "DN10", "DN12", "DN16", "DN19", "DN25", "DN32"];
const threads = [
  "M14x1.5",
  "M18x1.5",
  "M22x1.5",
  "M26x1.5",
  "G1/4",
  "G3/8",
  "G1/2",
  "G3/4",
];

const bought = { kind: "sold", unit: "pcs", unitDecimals: 0 } as const;
const component = { kind: "component", unit: "pcs", unitDecimals: 0 } as const;
const assembled = {
  kind: "assembled",
  unit: "pcs",
  unitDecimals: 0,
  vendors: [],
} as const;

/** A distributor of hydraulic parts that also assembles: 276 items for sale, 24 components. */
export const families: readonly Family[] = [
  {
    ...bought,
    code: "HOS",
    productClass: "Hoses",
    count: 24,
    unit: "m",
    unitDecimals: 1,
    cost: { median: 6, spread: 0.5 },
    vendors: ["weserflex", "pacific"],
    words: [["Hydraulic hose"], ["1SN", "2SN", "4SP"], widths],
  },
  {
    ...bought,
    code: "FIT",
    productClass: "Fittings",
    count: 54,
    cost: { median: 5, spread: 0.7 },
    vendors: ["moravia", "taihu"],
    words: [
      ["Press fitting"],
      ["straight", "45 deg", "90 deg"],
      widths,
      ["female", "male"],
      threads,
    ],
  },
  {
    ...bought,
    code: "ADP",
    productClass: "Fittings",
    count: 26,
    cost: { median: 4, spread: 0.6 },
    vendors: ["moravia", "taihu"],
    words: [["Adapter"], threads, ["to"], threads, ["zinc", "stainless"]],
  },
  {
    ...bought,
    code: "SEA",
    productClass: "Seals",
    count: 34,
    cost: { median: 7, spread: 0.8 },
    vendors: ["nordhaus"],
    words: [
      ["Rod seal", "Piston seal", "Wiper", "Seal kit"],
      ["25", "32", "40", "50", "63", "80"],
      ["mm"],
      ["NBR", "FKM", "PU"],
    ],
  },
  {
    ...bought,
    code: "VLV",
    productClass: "Valves",
    count: 32,
    cost: { median: 110, spread: 0.6 },
    vendors: ["iberval", "taihu"],
    words: [
      [
        "Directional valve",
        "Relief valve",
        "Check valve",
        "Flow control valve",
      ],
      ["NG6", "NG10", "NG16"],
      ["4/2", "4/3", "2/2"],
      ["24 V DC", "230 V AC", "manual"],
    ],
  },
  {
    ...bought,
    code: "PMP",
    productClass: "Pumps",
    count: 20,
    cost: { median: 240, spread: 0.5 },
    vendors: ["lakeland", "taihu"],
    words: [
      ["Gear pump", "Vane pump", "Piston pump"],
      ["6", "11", "16", "22", "32", "45"],
      ["cc/rev"],
      ["right-hand", "left-hand"],
    ],
  },
  {
    ...bought,
    code: "FLT",
    productClass: "Filters",
    count: 24,
    cost: { median: 28, spread: 0.6 },
    vendors: ["alpfilter"],
    words: [
      [
        "Return filter element",
        "Pressure filter element",
        "Suction strainer",
        "Breather",
      ],
      ["3", "10", "25"],
      ["micron"],
      ["60 l/min", "120 l/min", "250 l/min"],
    ],
  },
  {
    ...bought,
    code: "ACC",
    productClass: "Accumulators",
    count: 8,
    cost: { median: 210, spread: 0.4 },
    vendors: ["brixia"],
    words: [
      ["Bladder accumulator", "Diaphragm accumulator"],
      ["0.7 l", "1.4 l", "4 l", "10 l"],
      ["210 bar", "330 bar"],
    ],
  },
  {
    ...bought,
    code: "GAU",
    productClass: "Instruments",
    count: 10,
    cost: { median: 19, spread: 0.5 },
    vendors: ["alpfilter", "moravia"],
    words: [
      ["Pressure gauge", "Pressure switch"],
      ["0-16 bar", "0-100 bar", "0-250 bar", "0-400 bar"],
      ["G1/4", "G1/2"],
    ],
  },
  {
    ...assembled,
    code: "CYL",
    productClass: "Cylinders",
    count: 24,
    cost: { median: 60, spread: 0.4 },
    words: [
      ["Cylinder"],
      ["40/25", "50/28", "63/36", "80/45"],
      ["stroke"],
      ["100", "200", "300", "400", "500", "600"],
    ],
  },
  {
    ...assembled,
    code: "HPU",
    productClass: "Power units",
    count: 10,
    cost: { median: 260, spread: 0.3 },
    words: [
      ["Power unit"],
      ["1.5 kW", "2.2 kW", "4 kW", "5.5 kW", "7.5 kW"],
      ["20 l", "40 l", "70 l"],
    ],
  },
  {
    ...assembled,
    code: "HSA",
    productClass: "Hose assemblies",
    count: 10,
    cost: { median: 9, spread: 0.3 },
    words: [["Hose assembly"], widths, ["1000 mm", "1500 mm", "2500 mm"]],
  },
  {
    ...component,
    code: "TUB",
    productClass: "Components",
    count: 7,
    cost: { median: 34, spread: 0.3 },
    vendors: ["brixia"],
    words: [
      ["Cylinder tube, honed"],
      ["40", "50", "63", "80"],
      ["mm"],
      ["H8", "H9"],
    ],
  },
  {
    ...component,
    code: "ROD",
    productClass: "Components",
    count: 6,
    cost: { median: 22, spread: 0.3 },
    vendors: ["brixia", "taihu"],
    words: [["Chromed rod"], ["25", "28", "36", "45"], ["mm"], ["f7", "h6"]],
  },
  {
    ...component,
    code: "MOT",
    productClass: "Components",
    count: 4,
    cost: { median: 190, spread: 0.4 },
    vendors: ["vinter"],
    words: [
      ["Electric motor"],
      ["1.5 kW", "2.2 kW", "4 kW", "7.5 kW"],
      ["B35"],
    ],
  },
  {
    ...component,
    code: "RES",
    productClass: "Components",
    count: 3,
    cost: { median: 95, spread: 0.3 },
    vendors: ["brixia"],
    words: [["Reservoir"], ["20 l", "40 l", "70 l"]],
  },
  {
    ...component,
    code: "BLK",
    productClass: "Components",
    count: 4,
    cost: { median: 130, spread: 0.4 },
    vendors: ["iberval"],
    words: [["Manifold block NG6"], ["2-fold", "3-fold", "4-fold", "6-fold"]],
  },
];
