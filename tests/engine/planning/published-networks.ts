import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { normalCdf } from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";

interface PublishedStage {
  readonly id: string;
  readonly T: number;
  readonly c?: number;
  readonly h?: number;
  readonly mu?: number;
  readonly sd?: number;
  readonly z?: number;
  readonly smax?: number;
  readonly si?: number;
}

/** A network of the reference: its best known cost, and the bound that is proven. */
export interface PublishedNetwork {
  readonly id: string;
  readonly file: NetworkFileInput;
  readonly cost: number;
  readonly bound: number;
  readonly proven: boolean;
}

/** The service level whose safety factor is z. */
export const levelOf = (z: number): number => normalCdf(z);

export function publishedTrees(): readonly PublishedNetwork[] {
  return published("meio/gsm_trees.json");
}

/** General acyclic networks; the last ones have never been proven. */
export function publishedNetworks(): readonly PublishedNetwork[] {
  return published("meio/gsm_dags.json");
}

function published(name: string): readonly PublishedNetwork[] {
  const { cases } = reference<{
    cases: readonly {
      readonly id: string;
      readonly stages: readonly PublishedStage[];
      readonly arcs: readonly (readonly [string, string, number])[];
      readonly expected: {
        readonly cost: number;
        readonly bound?: number;
        readonly proven?: boolean;
      };
    }[];
  }>(name);
  return cases.map(({ id, stages, arcs, expected }) => ({
    id,
    cost: expected.cost,
    bound: expected.bound ?? expected.cost,
    proven: expected.proven ?? true,
    file: {
      stages: stages.map((stage) => ({
        id: stage.id,
        time: stage.T,
        addedCost: stage.c,
        holdingCost: stage.h,
        maxServiceTime: stage.smax,
        inboundServiceTime: stage.si,
        ...(stage.sd === undefined
          ? {}
          : {
              demand: { mean: stage.mu, deviation: stage.sd },
              serviceLevel: levelOf(stage.z!),
            }),
      })),
      links: arcs.map(([from, to, units]) => ({ from, to, units })),
    },
  }));
}

/** A stage of a chain: id, class, added cost, time, its deviation, demand, its deviation, limit, service, depth, distribution. */
type ChainStage = readonly [
  string,
  string,
  number,
  number,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
  number,
  [number, number][] | null,
];

/** A chain of Willems (2008) as a network file. */
export function chain(
  number: number,
  stageTimes: "mean" | "stochastic",
): NetworkFileInput {
  const name = String(number).padStart(2, "0");
  const { stages, arcs } = reference<{
    stages: readonly ChainStage[];
    arcs: readonly (readonly [number, number])[];
  }>(`willems/chain_${name}.json`);
  return {
    options: { stageTimes },
    stages: stages.map(
      ([
        id,
        ,
        addedCost,
        time,
        timeDeviation,
        mean,
        deviation,
        limit,
        level,
        ,
        law,
      ]) => ({
        id,
        addedCost,
        time,
        timeDeviation: timeDeviation ?? undefined,
        timeDistribution: law ?? undefined,
        ...(mean === null
          ? {}
          : { demand: { mean, deviation: deviation ?? 0 } }),
        serviceLevel: level ?? undefined,
        maxServiceTime: limit ?? undefined,
      }),
    ),
    links: arcs.map(([from, to]) => ({
      from: stages[from]![0],
      to: stages[to]![0],
    })),
  };
}

/** What the reference knows of a chain: its proven cost, service times, and seconds to the proof. */
interface ProvenModel {
  readonly cost: number;
  readonly S: readonly number[] | null;
  readonly solver_s: number;
}

export type ProvenChain = Readonly<
  Record<"GS-det/path" | "GS-var/path", ProvenModel>
>;

export function provenChains(): ReadonlyMap<number, ProvenChain> {
  const { expected } = reference<{
    expected: Readonly<Record<string, ProvenChain>>;
  }>("willems/expected.json");
  return new Map(
    Object.entries(expected).map(([number, proven]) => [
      Number(number),
      proven,
    ]),
  );
}
