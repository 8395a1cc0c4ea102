/** Sets of the numbers from 0 that grow together: each number starts alone. */
export interface DisjointSets {
  /** The number that stands for the set of this one. */
  root(member: number): number;
  /** Makes two sets one. @returns false when they were one already */
  join(one: number, other: number): boolean;
}

/** Union-find with path halving (Tarjan and van Leeuwen 1984). */
export function disjointSets(size: number): DisjointSets {
  const above = Int32Array.from({ length: size }, (_, member) => member);
  const root = (member: number): number => {
    while (above[member] !== member) {
      above[member] = above[above[member]!]!;
      member = above[member]!;
    }
    return member;
  };
  const join = (one: number, other: number): boolean => {
    const [a, b] = [root(one), root(other)];
    above[a] = b;
    return a !== b;
  };
  return { root, join };
}

/** Groups numbers from 0 by set, in ascending order. */
export function membersBySet(
  size: number,
  { root }: DisjointSets,
): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (let member = 0; member < size; member++) {
    const group = groups.get(root(member));
    if (group) group.push(member);
    else groups.set(root(member), [member]);
  }
  return [...groups.values()];
}
