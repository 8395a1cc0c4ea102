import type { OrderPart } from "./order-parts.ts";
import type { Cumulants } from "./skew-law.ts";
import { cumulantsOf, nothing } from "./skew-law.ts";
import type { StageStock } from "./stochastic-network.ts";

/** Kinds that are made of all parts of an order but the first. */
const laterKinds = 3;
const unlikely = 1e-4;

/**
 * What a stage receives: with what orders begin, and the other parts of them, the sooner and
 * the later ones.
 */
export function receiptsOf(
  parts: readonly OrderPart[],
  orderRate: number,
): StageStock["receipts"] {
  const all = parts.reduce((sum, { count }) => sum + count, 0);
  const rate = Math.min(orderRate, 1 / all);
  const others = parts
    .filter(({ before }) => before.mean > 0)
    .sort((a, b) => a.wait - b.wait || a.before.mean - b.before.mean);
  const inAll = others.reduce((sum, { count }) => sum + count, 0);
  const kinds = [
    parts.filter(({ before }) => before.mean === 0),
    ...Array.from({ length: laterKinds }, (): OrderPart[] => []),
  ];
  let until = 0;
  for (const part of others) {
    const middle = (until + part.count / 2) / inAll;
    kinds[1 + Math.floor(middle * laterKinds)]!.push(part);
    until += part.count;
  }
  return kinds.flatMap((kind) => {
    const count = kind.reduce((sum, part) => sum + part.count, 0);
    if (!(count > unlikely)) return [];
    const before = averageOf(kind, ({ before: law }) => law);
    const wait = averageOf(kind, (part) => ({ ...nothing, mean: part.wait }));
    return [{ rate: rate * count, before, wait }];
  });
}

function averageOf(
  parts: readonly OrderPart[],
  of: (part: OrderPart) => Cumulants,
): Cumulants {
  let [count, first, second] = [0, 0, 0];
  for (const part of parts) {
    const { mean, variance } = of(part);
    count += part.count;
    first += part.count * mean;
    second += part.count * (variance + mean ** 2);
  }
  return { ...cumulantsOf(first / count, second / count, 0), third: 0 };
}
