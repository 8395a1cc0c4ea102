import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { seededRandom } from "../../../engine/index.ts";

/**
 * An assembly network: parts into modules of four levels, modules into products.
 *
 * Every stage has a use; the links beyond that are mostly more parts into more modules.
 * Costs spread over three decades, as they do in real bills of material.
 */
export function aNetwork(
  size: number,
  wanted: number,
  seed: number,
): NetworkFileInput {
  const { uniform } = seededRandom(seed);
  const below = (count: number): number => Math.floor(uniform() * count);
  const one = <Item>(items: readonly Item[]): Item =>
    items[below(items.length)]!;
  const within = (least: number, most: number): number =>
    least * (most / least) ** uniform();

  const names = (letter: string, count: number): string[] =>
    Array.from({ length: count }, (_, at) => `${letter}${at}`);
  const parts = names("P", Math.round(0.44 * size));
  const modules = names("M", Math.round(0.33 * size));
  const products = names("R", size - parts.length - modules.length);
  // Half of the modules are made of parts alone, a twentieth sits three levels above.
  const starts = [0, 0.55, 0.85, 0.95, 1].map((share) =>
    Math.round(share * modules.length),
  );
  const level = (at: number): readonly string[] =>
    modules.slice(starts[at], starts[at + 1]);

  const links = new Map<string, { from: string; to: string; units: number }>();
  const link = (from: string, to: string): void => {
    const units = uniform() < 0.9 ? 1 : 2 + below(2);
    links.set(`${from}>${to}`, { from, to, units });
  };
  for (const part of parts) link(part, one(modules));
  for (const module of modules) link(one(parts), module);
  for (const at of [0, 1, 2, 3]) {
    for (const module of level(at)) {
      if (at > 0) link(one(level(at - 1)), module);
      link(
        module,
        at < 3 && uniform() < 0.6 ? one(level(at + 1)) : one(products),
      );
    }
  }
  for (const product of products) link(one(modules), product);
  while (links.size < wanted) {
    const kind = uniform();
    const at = below(3);
    if (kind < 0.93) link(one(parts), one(modules));
    else if (kind < 0.97) link(one(level(at)), one(level(at + 1)));
    else link(one(modules), one(products));
  }

  return {
    stages: [
      ...parts.map((id) => ({ id, time: 5 + below(36) })),
      ...modules.map((id) => ({ id, time: below(11) })),
      ...products.map((id) => ({
        id,
        time: below(11),
        demand: { mean: 100, deviation: within(0.3, 200) },
        serviceLevel: one([0.9, 0.95, 0.98]),
        maxServiceTime: one([0, 0, 0, 1, 2, 5]),
      })),
    ].map((stage) => ({ ...stage, addedCost: within(0.1, 100) })),
    links: [...links.values()],
  };
}
