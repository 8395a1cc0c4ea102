/** One cell of a section: a label, an input to play with, a living formula, or one shown as text. */
export type SectionCell =
  | string
  | null
  | { readonly head: string; readonly right?: boolean }
  | { readonly text: string }
  | { readonly input: number; readonly format: string }
  | { readonly formula: string; readonly format: string }
  | { readonly show: string };

/** One example. In its formulas `{0}` stands for the row number of its first row. */
export interface Section {
  /** Left out when this function is not there. */
  readonly uses: string;
  readonly title: string;
  readonly rows: readonly (readonly SectionCell[])[];
  /** Size of the table that its last row spills into: a header, and rows below it. */
  readonly spills?: { readonly rows: number; readonly columns: number };
}

const units = (...values: readonly number[]): SectionCell[] =>
  values.map((input) => ({ input, format: "#,##0" }));

const texts = (...titles: readonly string[]): SectionCell[] =>
  titles.map((head) => ({ head }));

const numbers = (...titles: readonly string[]): SectionCell[] =>
  titles.map((head) => ({ head, right: true }));

/** A formula with its result beside its text. */
const result = (
  label: string,
  formula: string,
  format: string,
): SectionCell[] => [label, { formula, format }, { show: formula }];

const stage = (
  id: string,
  cost: number,
  time: number,
  demand: readonly [number, number, number] | null,
): SectionCell[] => [
  { text: id },
  { input: cost, format: "#,##0.00" },
  { input: time, format: "#,##0" },
  ...(demand
    ? [
        ...units(demand[0], demand[1]),
        { input: demand[2], format: "0%" } as const,
      ]
    : [{ text: "" }, { text: "" }, { text: "" }]),
];

/** The examples, in the order a planner meets the questions. */
export const sections: readonly Section[] = [
  {
    uses: "SAFETYSTOCK",
    title: "How much safety stock does this item need?",
    rows: [
      [
        "Demand, last 12 weeks",
        ...units(120, 95, 134, 110, 98, 142, 105, 127, 88, 131, 117, 109),
      ],
      ["Lead time, weeks", { input: 4, format: "#,##0.0" }],
      ["Its deviation, weeks", { input: 0.5, format: "#,##0.0" }],
      ["Service wanted", { input: 0.95, format: "0%" }],
      result(
        "Safety stock, units",
        "=STOCK.SAFETYSTOCK(C{0}:N{0},C{1},C{3},C{2})",
        "#,##0.0",
      ),
    ],
  },
  {
    uses: "EOQ",
    title: "How much to order at once?",
    rows: [
      ["Demand per year", { input: 6000, format: "#,##0" }],
      ["Cost of an order", { input: 45, format: "#,##0.00" }],
      ["Holding a unit for a year", { input: 2.4, format: "#,##0.00" }],
      result("Order quantity, units", "=STOCK.EOQ(C{0},C{1},C{2})", "#,##0"),
    ],
  },
  {
    uses: "CROSTON",
    title: "What sells now and then: how much per week?",
    rows: [
      ["Demand, last 12 weeks", ...units(0, 0, 6, 0, 0, 0, 4, 0, 9, 0, 0, 5)],
      result("Forecast per week", "=STOCK.CROSTON(C{0}:N{0})", "#,##0.00"),
    ],
  },
  {
    uses: "MEIO_POLICY",
    title: "Where in the network should the stock be?",
    rows: [
      [
        ...texts("Stage"),
        ...numbers(
          "Added cost",
          "Lead time",
          "Demand",
          "Deviation",
          "Service level",
        ),
        null,
        ...texts("From", "To"),
        ...numbers("Units"),
      ],
      [
        ...stage("Plant", 12, 5, null),
        null,
        { text: "Plant" },
        { text: "DC" },
        ...units(1),
      ],
      [
        ...stage("DC", 2, 2, null),
        null,
        { text: "DC" },
        { text: "North" },
        ...units(1),
      ],
      [
        ...stage("North", 1, 1, [60, 25, 0.95]),
        null,
        { text: "DC" },
        { text: "South" },
        ...units(1),
      ],
      stage("South", 1, 1, [40, 22, 0.95]),
      [null],
      ["Optimal policy", { show: "=STOCK.MEIO_POLICY(B{0}:G{4},I{0}:K{3})" }],
      [
        {
          formula: "=STOCK.MEIO_POLICY(B{0}:G{4},I{0}:K{3})",
          format: "#,##0.0",
        },
      ],
    ],
    spills: { rows: 4, columns: 7 },
  },
];
