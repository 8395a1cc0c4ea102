import type { FoldedTables } from "./guaranteed-service-tree.ts";
import type { PreparedProblem } from "./guaranteed-service-problem.ts";

/**
 * The service times of a network as variables, and what ties them.
 *
 * Two variables a stage, in the order of supply: 2p is the service time in of stage
 * `stages[p]`, 2p + 1 its service time out. An edge runs from an earlier variable (its
 * tail) to a later one (its head). It is either a stage's own, with the stage's cost by
 * net time, or a link: the supplier's time out must not exceed the customer's time in.
 */
export interface TimeGraph {
  readonly problem: PreparedProblem;
  readonly folded: FoldedTables;
  readonly stages: Int32Array;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** Place in the cost table of net time 0 plus the stage's time; -1 for a link. */
  readonly costAt: Int32Array;
  /** Edges into variable v: `inEdge[firstIn[v] … firstIn[v + 1] - 1]`; out of it likewise. */
  readonly firstIn: Int32Array;
  readonly inEdge: Int32Array;
  readonly firstOut: Int32Array;
  readonly outEdge: Int32Array;
  /** Room of variable v for labels: `firstLabel[v] … firstLabel[v + 1] - 1`. */
  readonly firstLabel: Int32Array;
  /** Where the messages to an edge's head and tail start; each has a number a label. */
  readonly toHead: Int32Array;
  readonly toTail: Int32Array;
  readonly messages: number;
  /** Labels of the variable that has most. */
  readonly widest: number;
}

/** What a search knows: the values each variable may still take, and the messages between them. */
export interface Labels {
  readonly count: Int32Array;
  /** Ascending, the first `count[v]` of each variable's room. */
  readonly value: Int32Array;
  /** Cost of each value, folded stages included. */
  readonly unary: Float64Array;
  /** Cost by value above the best one, as the last sweep saw it. */
  readonly marginal: Float64Array;
  readonly message: Float64Array;
  /** 0 for a link that no longer forbids anything. */
  readonly active: Uint8Array;
}

/**
 * The variables of some stages of a network.
 *
 * @param problem - checked and bounded
 * @param folded - what the other stages cost, by the times of those they hang on
 * @param stages - suppliers before customers
 * @param links - the links among them that count
 * @param room - how many service times in and out a stage may have
 */
function timeGraph(
  problem: PreparedProblem,
  folded: FoldedTables,
  stages: Int32Array,
  links: readonly number[],
  room: (stage: number) => readonly [inbound: number, outbound: number],
): TimeGraph {
  const size = stages.length;
  const edges = size + links.length;
  const place = new Map<number, number>();
  stages.forEach((stage, at) => place.set(stage, at));
  const tail = new Int32Array(edges);
  const head = new Int32Array(edges);
  const costAt = new Int32Array(edges).fill(-1);
  const firstLabel = new Int32Array(2 * size + 1);
  stages.forEach((stage, at) => {
    tail[at] = 2 * at;
    head[at] = 2 * at + 1;
    costAt[at] = problem.firstCost[stage]! + problem.time[stage]!;
    const [inbound, outbound] = room(stage);
    firstLabel[2 * at + 1] = firstLabel[2 * at]! + inbound;
    firstLabel[2 * at + 2] = firstLabel[2 * at + 1]! + outbound;
  });
  links.forEach((link, at) => {
    tail[size + at] = 2 * place.get(problem.graph.from[link]!)! + 1;
    head[size + at] = 2 * place.get(problem.graph.to[link]!)!;
  });
  const [firstIn, inEdge] = edgesBy(2 * size, head);
  const [firstOut, outEdge] = edgesBy(2 * size, tail);
  const toHead = new Int32Array(edges);
  const toTail = new Int32Array(edges);
  let messages = 0;
  let widest = 0;
  for (let v = 0; v < 2 * size; v++) {
    const width = firstLabel[v + 1]! - firstLabel[v]!;
    widest = Math.max(widest, width);
    for (let at = firstIn[v]!; at < firstIn[v + 1]!; at++) {
      toHead[inEdge[at]!] = messages;
      messages += width;
    }
    for (let at = firstOut[v]!; at < firstOut[v + 1]!; at++) {
      toTail[outEdge[at]!] = messages;
      messages += width;
    }
  }
  return {
    problem,
    folded,
    stages,
    tail,
    head,
    costAt,
    firstIn,
    inEdge,
    firstOut,
    outEdge,
    firstLabel,
    toHead,
    toTail,
    messages,
    widest,
  };
}

/** Edges grouped by one end, in their order. */
function edgesBy(size: number, end: Int32Array): [Int32Array, Int32Array] {
  const first = new Int32Array(size + 1);
  for (const v of end) first[v + 1]!++;
  for (let v = 0; v < size; v++) first[v + 1]! += first[v]!;
  const next = first.slice();
  const edge = new Int32Array(end.length);
  end.forEach((v, index) => {
    edge[next[v]!++] = index;
  });
  return [first, edge];
}

function emptyLabels(graph: TimeGraph): Labels {
  const room = graph.firstLabel.at(-1)!;
  return {
    count: new Int32Array(graph.firstLabel.length - 1),
    value: new Int32Array(room),
    unary: new Float64Array(room),
    marginal: new Float64Array(room),
    message: new Float64Array(graph.messages),
    active: new Uint8Array(graph.tail.length).fill(1),
  };
}

/** All service times of a whole network's cyclic part: nothing is known yet. */
export function allTimes(
  problem: PreparedProblem,
  folded: FoldedTables,
  stages: Int32Array,
  links: readonly number[],
): { readonly graph: TimeGraph; readonly labels: Labels } {
  const { leastIn, greatestIn, greatestOut } = problem;
  const graph = timeGraph(problem, folded, stages, links, (stage) => [
    greatestIn[stage]! - leastIn[stage]! + 1,
    greatestOut[stage]! + 1,
  ]);
  const labels = emptyLabels(graph);
  stages.forEach((stage, at) => {
    fill(labels, graph, 2 * at, leastIn[stage]!, folded.behindIn[stage]!);
    fill(labels, graph, 2 * at + 1, 0, folded.behindOut[stage]!);
  });
  return { graph, labels };
}

function fill(
  { count, value, unary }: Labels,
  { firstLabel }: TimeGraph,
  v: number,
  least: number,
  cost: Float64Array,
): void {
  let to = firstLabel[v]!;
  for (let at = least; at < cost.length; at++) {
    value[to] = at;
    unary[to++] = cost[at]!;
  }
  count[v] = to - firstLabel[v]!;
}

/** Some stages of a graph alone, with no more room than their values need. */
export function partOf(
  graph: TimeGraph,
  labels: Labels,
  places: readonly number[],
): { readonly graph: TimeGraph; readonly labels: Labels } {
  const stages = Int32Array.from(places, (at) => graph.stages[at]!);
  const within = new Set(places);
  const kept: number[] = [];
  for (let edge = graph.stages.length; edge < graph.tail.length; edge++) {
    if (labels.active[edge] === 1 && within.has(graph.tail[edge]! >> 1)) {
      kept.push(edge);
    }
  }
  const { from, to } = graph.problem.graph;
  const linkOf = new Map<string, number>();
  from.forEach((supplier, link) =>
    linkOf.set(`${supplier}>${to[link]!}`, link),
  );
  const links = kept.map((edge) => {
    const supplier = graph.stages[graph.tail[edge]! >> 1]!;
    const customer = graph.stages[graph.head[edge]! >> 1]!;
    return linkOf.get(`${supplier}>${customer}`)!;
  });
  const placeOf = new Map<number, number>();
  places.forEach((at) => placeOf.set(graph.stages[at]!, at));
  const part = timeGraph(
    graph.problem,
    graph.folded,
    stages,
    links,
    (stage) => {
      const at = placeOf.get(stage)!;
      return [labels.count[2 * at]!, labels.count[2 * at + 1]!];
    },
  );
  const fewer = emptyLabels(part);
  places.forEach((at, index) => {
    for (let side = 0; side < 2; side++) {
      const old = graph.firstLabel[2 * at + side]!;
      const first = part.firstLabel[2 * index + side]!;
      const count = labels.count[2 * at + side]!;
      fewer.count[2 * index + side] = count;
      for (let k = 0; k < count; k++) {
        fewer.value[first + k] = labels.value[old + k]!;
        fewer.unary[first + k] = labels.unary[old + k]!;
        fewer.marginal[first + k] = labels.marginal[old + k]!;
      }
    }
  });
  const edges = [...places, ...kept];
  edges.forEach((edge, index) => {
    const heads = labels.count[graph.head[edge]!]!;
    const tails = labels.count[graph.tail[edge]!]!;
    for (let k = 0; k < heads; k++) {
      fewer.message[part.toHead[index]! + k] =
        labels.message[graph.toHead[edge]! + k]!;
    }
    for (let k = 0; k < tails; k++) {
      fewer.message[part.toTail[index]! + k] =
        labels.message[graph.toTail[edge]! + k]!;
    }
  });
  return { graph: part, labels: fewer };
}

/** The same knowledge, to be narrowed on its own. */
export function copyOf(labels: Labels): Labels {
  return {
    count: labels.count.slice(),
    value: labels.value.slice(),
    unary: labels.unary.slice(),
    marginal: labels.marginal.slice(),
    message: labels.message.slice(),
    active: labels.active.slice(),
  };
}

/**
 * Keeps the labels of a variable for which `keep` holds one, with their messages.
 *
 * @param alike - other numbers laid out as the messages are
 */
export function keepLabels(
  graph: TimeGraph,
  labels: Labels,
  v: number,
  keep: Uint8Array,
  alike?: Float64Array,
): void {
  const { firstIn, inEdge, firstOut, outEdge, toHead, toTail } = graph;
  const first = graph.firstLabel[v]!;
  const size = labels.count[v]!;
  const squeeze = (table: Float64Array | Int32Array, start: number): number => {
    let kept = 0;
    for (let k = 0; k < size; k++) {
      if (keep[k] === 1) table[start + kept++] = table[start + k]!;
    }
    return kept;
  };
  squeeze(labels.value, first);
  squeeze(labels.unary, first);
  for (let at = firstIn[v]!; at < firstIn[v + 1]!; at++) {
    squeeze(labels.message, toHead[inEdge[at]!]!);
    if (alike) squeeze(alike, toHead[inEdge[at]!]!);
  }
  for (let at = firstOut[v]!; at < firstOut[v + 1]!; at++) {
    squeeze(labels.message, toTail[outEdge[at]!]!);
    if (alike) squeeze(alike, toTail[outEdge[at]!]!);
  }
  labels.count[v] = squeeze(labels.marginal, first);
}
