/** Where the sample company stocks: one plant, two distribution centres, twelve branches. */
export const plant = "KASSEL";

export const branchesOf = {
  "DC-WEST": [
    "BREMEN",
    "DORTMUND",
    "FRANKFURT",
    "HAMBURG",
    "KOELN",
    "STUTTGART",
  ],
  "DC-EAST": [
    "BERLIN",
    "DRESDEN",
    "ERFURT",
    "MUENCHEN",
    "NUERNBERG",
    "ROSTOCK",
  ],
} as const;

export type DistributionCentre = keyof typeof branchesOf;

export const distributionCentres = Object.keys(
  branchesOf,
) as DistributionCentre[];

export const branches: readonly {
  readonly name: string;
  readonly from: DistributionCentre;
  /** Size beside an ordinary branch. */
  readonly weight: number;
}[] = distributionCentres.flatMap((from) =>
  branchesOf[from].map((name) => ({
    name,
    from,
    weight:
      { HAMBURG: 2, MUENCHEN: 1.9, BERLIN: 1.6, ROSTOCK: 0.5, ERFURT: 0.5 }[
        name as string
      ] ?? 1,
  })),
);

/** One lane into a stocking place: who delivers, what he promises, how he keeps it. */
export interface Lane {
  readonly name: string;
  /** Calendar days from order to receipt that are promised. */
  readonly promisedDays: number;
  /** Share of deliveries after the promised day. */
  readonly late: number;
  /** Share of deliveries before the promised day. */
  readonly early: number;
}

/**
 * Invented suppliers. Shares and tails have the shape of public delivery records
 * (USAID SCMS: 63 % on the day, 25 % early, 12 % late; delays close to lognormal,
 * their median a tenth of the lead time, their 90 % quantile four times that).
 */
export const vendors = {
  weserflex: {
    name: "Weserflex Schlauchtechnik",
    promisedDays: 14,
    late: 0.06,
    early: 0.2,
  },
  nordhaus: {
    name: "Nordhaus Dichtungen",
    promisedDays: 18,
    late: 0.08,
    early: 0.25,
  },
  alpfilter: { name: "Alpfilter AG", promisedDays: 21, late: 0.07, early: 0.3 },
  moravia: {
    name: "Moravia Fittings",
    promisedDays: 25,
    late: 0.12,
    early: 0.25,
  },
  iberval: {
    name: "Iberval Valvulas",
    promisedDays: 32,
    late: 0.17,
    early: 0.2,
  },
  brixia: { name: "Brixia Cilindri", promisedDays: 35, late: 0.2, early: 0.15 },
  vinter: {
    name: "Vinter Elektromotor",
    promisedDays: 42,
    late: 0.14,
    early: 0.25,
  },
  lakeland: {
    name: "Lakeland Pumps",
    promisedDays: 63,
    late: 0.22,
    early: 0.2,
  },
  taihu: { name: "Taihu Hydraulics", promisedDays: 91, late: 0.29, early: 0.2 },
  pacific: {
    name: "Pacific Hose and Rubber",
    promisedDays: 105,
    late: 0.24,
    early: 0.25,
  },
} as const satisfies Record<string, Lane>;

export type VendorId = keyof typeof vendors;

/** Own lanes: assembly at the plant, plant to centre, centre to branch. */
export const ownLanes = {
  assembly: {
    name: "Kassel assembly",
    promisedDays: 10,
    late: 0.15,
    early: 0.1,
  },
  toCentre: { name: "Plant shuttle", promisedDays: 14, late: 0.14, early: 0.1 },
  toBranch: { name: "Branch round", promisedDays: 7, late: 0.12, early: 0.05 },
} as const satisfies Record<string, Lane>;
