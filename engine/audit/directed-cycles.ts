/** More cycles than this are not listed: a few show what is wrong. */
const mostCycles = 20;

/**
 * Cycles in links, each as the stages along it: links are taken away one by one, the last of
 * each cycle found, until no cycle is left. Empty exactly when there is no cycle.
 */
export function directedCycles(
  links: readonly { readonly from: string; readonly to: string }[],
): readonly (readonly string[])[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of links) {
    next.set(from, (next.get(from) ?? new Set()).add(to));
  }
  const cycles: string[][] = [];
  while (cycles.length < mostCycles) {
    const cycle = firstCycle(next);
    if (cycle === null) break;
    cycles.push(cycle);
    next.get(cycle.at(-1)!)!.delete(cycle[0]!);
  }
  return cycles;
}

/** Depth first without recursion; a link back onto the path closes a cycle. */
function firstCycle(
  next: ReadonlyMap<string, ReadonlySet<string>>,
): string[] | null {
  const finished = new Set<string>();
  for (const start of next.keys()) {
    if (finished.has(start)) continue;
    const path: string[] = [start];
    const onPath = new Set(path);
    const choices = [children(next, start)];
    while (path.length > 0) {
      const step = choices.at(-1)!.next();
      if (step.done) {
        const left = path.pop()!;
        choices.pop();
        onPath.delete(left);
        finished.add(left);
      } else if (onPath.has(step.value)) {
        return path.slice(path.indexOf(step.value));
      } else if (!finished.has(step.value)) {
        path.push(step.value);
        onPath.add(step.value);
        choices.push(children(next, step.value));
      }
    }
  }
  return null;
}

function children(
  next: ReadonlyMap<string, ReadonlySet<string>>,
  id: string,
): Iterator<string> {
  return (next.get(id) ?? new Set<string>()).values();
}
