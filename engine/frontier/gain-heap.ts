/** Items by what a unit of money saves with them, best first. */
export interface GainHeap {
  /** The items, as a binary heap. */
  readonly items: Int32Array;
  /** What a unit of money saves, in the heap's order. */
  readonly keys: Float64Array;
  size: number;
}

/**
 * A heap over all items that can save something.
 *
 * Of equal keys the cheaper item comes first, of equal costs the one named earlier: the
 * answer never depends on the order of steps before.
 */
export function gainHeap(gain: Float64Array, cost: Float64Array): GainHeap {
  const heap: GainHeap = {
    items: new Int32Array(gain.length),
    keys: new Float64Array(gain.length),
    size: 0,
  };
  for (let i = 0; i < gain.length; i++) {
    const key = (gain[i] as number) / (cost[i] as number);
    if (!(key > 0)) continue;
    heap.items[heap.size] = i;
    heap.keys[heap.size] = key;
    heap.size++;
  }
  for (let at = (heap.size >> 1) - 1; at >= 0; at--) sink(heap, at, cost);
  return heap;
}

/** The same heap, to be tried out. */
export function copiedHeap(heap: GainHeap): GainHeap {
  return {
    items: heap.items.slice(),
    keys: heap.keys.slice(),
    size: heap.size,
  };
}

/** Gives the first item another key, not above its old one; with 0 it leaves the heap. */
export function rekeyFirst(
  heap: GainHeap,
  key: number,
  cost: Float64Array,
): void {
  if (key > 0) {
    heap.keys[0] = key;
  } else {
    heap.size--;
    heap.items[0] = heap.items[heap.size] as number;
    heap.keys[0] = heap.keys[heap.size] as number;
  }
  sink(heap, 0, cost);
}

function sink(
  { items, keys, size }: GainHeap,
  from: number,
  cost: Float64Array,
): void {
  if (from >= size) return;
  const item = items[from] as number;
  const key = keys[from] as number;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (
      child + 1 < size &&
      before(
        keys[child + 1] as number,
        items[child + 1] as number,
        keys[child] as number,
        items[child] as number,
        cost,
      )
    ) {
      child++;
    }
    const childKey = keys[child] as number;
    const childItem = items[child] as number;
    if (!before(childKey, childItem, key, item, cost)) break;
    items[at] = childItem;
    keys[at] = childKey;
    at = child;
  }
  items[at] = item;
  keys[at] = key;
}

function before(
  key: number,
  item: number,
  otherKey: number,
  other: number,
  cost: Float64Array,
): boolean {
  if (key !== otherKey) return key > otherKey;
  const [a, b] = [cost[item] as number, cost[other] as number];
  return a === b ? item < other : a < b;
}
