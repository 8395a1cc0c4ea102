import type { Random } from "../numeric/random.ts";

const layers = 128;
/** Where the tail begins, and the area of each layer, for 128 layers. */
const tailStart = 3.442619855899;
const layerArea = 9.91256303526217e-3;

const edge = new Float64Array(layers + 1);
const ratio = new Float64Array(layers);
const density = (x: number): number => Math.exp(-0.5 * x * x);
edge[0] = layerArea / density(tailStart);
edge[1] = tailStart;
for (let layer = 2; layer < layers; layer++) {
  const before = edge[layer - 1]!;
  edge[layer] = Math.sqrt(-2 * Math.log(layerArea / before + density(before)));
}
for (let layer = 0; layer < layers; layer++) {
  ratio[layer] = edge[layer + 1]! / edge[layer]!;
}

/**
 * A standard normal draw at a tenth of the cost of an inverted one.
 *
 * The seven leading bits of a uniform choose the layer, the others the place in it.
 *
 * @see Marsaglia and Tsang (2000), The ziggurat method for generating random variables;
 * Doornik (2005), An improved ziggurat method to generate normal random samples.
 */
export function fastNormal({ uniform }: Random): number {
  for (;;) {
    const cell = uniform() * layers;
    const layer = cell | 0;
    const u = 2 * (cell - layer) - 1;
    if (Math.abs(u) < ratio[layer]!) return u * edge[layer]!;
    if (layer === 0) return tail(uniform, u < 0);
    const x = u * edge[layer]!;
    const outer = Math.exp(-0.5 * (edge[layer]! ** 2 - x * x));
    const inner = Math.exp(-0.5 * (edge[layer + 1]! ** 2 - x * x));
    if (inner + uniform() * (outer - inner) < 1) return x;
  }
}

/** Beyond the last layer: Marsaglia (1964). */
function tail(uniform: () => number, negative: boolean): number {
  for (;;) {
    const x = Math.log(uniform()) / tailStart;
    const y = Math.log(uniform());
    if (-2 * y >= x * x) return negative ? x - tailStart : tailStart - x;
  }
}
