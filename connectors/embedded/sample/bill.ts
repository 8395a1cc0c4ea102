import type { Draws } from "./draws.ts";
import type { SampleItem } from "./items.ts";

export interface BillLine {
  readonly finished: string;
  readonly component: string;
  /** Units of the component in one unit of the finished item. */
  readonly units: number;
}

/** What goes into each assembled family: the component's family, units, how often. */
const recipes: Readonly<
  Record<
    string,
    readonly {
      readonly code: string;
      readonly units: readonly number[];
      readonly share: number;
    }[]
  >
> = {
  CYL: [
    { code: "TUB", units: [1], share: 0.8 },
    { code: "SEA", units: [1, 2], share: 1 },
    { code: "ROD", units: [1], share: 0.6 },
  ],
  HPU: [
    { code: "PMP", units: [1], share: 1 },
    { code: "MOT", units: [1], share: 0.8 },
    { code: "RES", units: [1], share: 0.5 },
    { code: "BLK", units: [1, 2], share: 0.5 },
  ],
  HSA: [
    { code: "HOS", units: [1, 1.5, 2.5], share: 1 },
    { code: "FIT", units: [2], share: 1 },
  ],
};

/** Assembled items that may hang together through shared components. */
const largestFamily = 8;

/**
 * Bills of material whose graph has no cycle, whichever way its links point: a component
 * may serve several finished items, but two finished items share one component at most.
 */
export function billsOfMaterial(
  items: readonly SampleItem[],
  random: Draws,
): BillLine[] {
  const groups = new Groups();
  const lines: BillLine[] = [];
  for (const finished of items.filter(
    (item) => item.family.kind === "assembled",
  )) {
    groups.add(finished.itemNo, 1);
    for (const part of recipes[finished.family.code] ?? []) {
      if (!random.chance(part.share)) continue;
      const candidates = random.shuffled(
        items.filter((item) => item.family.code === part.code),
      );
      const component = candidates.find(({ itemNo }) =>
        groups.canJoin(finished.itemNo, itemNo, largestFamily),
      );
      if (component === undefined) continue;
      groups.join(finished.itemNo, component.itemNo);
      lines.push({
        finished: finished.itemNo,
        component: component.itemNo,
        units: random.pick(part.units),
      });
    }
  }
  return lines;
}

/** Which items hang together already: disjoint sets, each with its count of finished items. */
class Groups {
  readonly #parent = new Map<string, string>();
  readonly #finished = new Map<string, number>();

  add(item: string, finished: number): void {
    if (this.#parent.has(item)) return;
    this.#parent.set(item, item);
    this.#finished.set(item, finished);
  }

  canJoin(a: string, b: string, limit: number): boolean {
    this.add(b, 0);
    const [left, right] = [this.#root(a), this.#root(b)];
    return left !== right && this.#size(left) + this.#size(right) <= limit;
  }

  join(a: string, b: string): void {
    const [left, right] = [this.#root(a), this.#root(b)];
    this.#finished.set(left, this.#size(left) + this.#size(right));
    this.#parent.set(right, left);
  }

  #size(root: string): number {
    return this.#finished.get(root) ?? 0;
  }

  #root(item: string): string {
    let root = item;
    for (let up = this.#parent.get(root); up !== undefined && up !== root;) {
      root = up;
      up = this.#parent.get(root);
    }
    return root;
  }
}
