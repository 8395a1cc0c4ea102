import { normalQuantile } from "../numeric/normal.ts";
import { bracketedRoot } from "../numeric/roots.ts";
import type { Estimate } from "./simulation-input.ts";

/** What a 95 % interval leaves out on one side. */
const tail = 0.025;

/** Degrees of freedom from which Student's t is the normal to four digits. */
const nearlyNormal = 20_000;

/** Those worked out already: every figure of a run asks for the same. */
const factors = new Map<number, number>();

/**
 * Student's t beyond which 2.5 % lie.
 *
 * @param freedom - whole degrees of freedom, at least 1
 * @see Abramowitz and Stegun (1964), 26.7.3 and 26.7.4.
 */
export function studentFactor(freedom: number): number {
  if (freedom >= nearlyNormal) return -normalQuantile(tail);
  const known = factors.get(freedom);
  if (known !== undefined) return known;
  const angle = bracketedRoot(
    (theta) => centralStudent(theta, freedom) - (1 - 2 * tail),
    { low: 0, high: Math.PI / 2 },
  );
  const factor = Math.sqrt(freedom) * Math.tan(angle);
  factors.set(freedom, factor);
  return factor;
}

/** P(|T| ≤ √n·tan θ), a finite sum. */
function centralStudent(theta: number, n: number): number {
  const cosine = Math.cos(theta);
  const odd = n % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = n === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= n - 2; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k;
    sum += term;
  }
  const inside = Math.sin(theta) * sum;
  return odd ? (2 / Math.PI) * (theta + inside) : inside;
}

/** Observations that a control needs, so that its slope is not noise. */
const enoughForControl = 10;

/**
 * A ratio of two sums over independent observations, with its 95 % interval.
 *
 * The spread of the ratio is that of `above - ratio · below`, Student's t with one degree
 * of freedom less than observations. Without anything below, the ratio is `otherwise`,
 * for certain.
 *
 * @param control - for each observation, what it drew more than what is to be expected: what
 * the ratio owes to that by regression is taken out of it, at the price of a degree of freedom
 * @see Law (2015), Simulation Modeling and Analysis, 5th ed., section 11.4: control variates.
 * @see Cochran (1977), Sampling Techniques, 3rd ed., chapter 6: the ratio estimate.
 */
export function ratioEstimate(
  above: readonly number[],
  below: readonly number[],
  otherwise: number,
  control: readonly number[] | null = null,
): Estimate {
  const size = above.length;
  const upper = above.reduce((sum, value) => sum + value, 0);
  const lower = below.reduce((sum, value) => sum + value, 0);
  if (lower === 0) return { mean: otherwise, low: otherwise, high: otherwise };
  const ratio = upper / lower;
  const errors = above.map((value, at) => value - ratio * below[at]!);
  const controlled = control && size >= enoughForControl;
  const luck = controlled ? takeOut(errors, control) : 0;
  const mean = ratio - luck / lower;
  const freedom = size - (controlled ? 2 : 1);
  const squares = errors.reduce((sum, error) => sum + error * error, 0);
  const error = Math.sqrt((squares * size) / freedom) / lower;
  const half = freedom < 1 ? Infinity : studentFactor(freedom) * error;
  return { mean, low: mean - half, high: mean + half };
}

/**
 * Takes out of the errors what hangs on the control; answers what all of them owe to it.
 *
 * What an observation owes is told by the slope of the others: by its own, a skew figure
 * would come out too high or too low on average.
 *
 * @see Avramidis and Wilson (1993), A splitting scheme for control variates.
 */
function takeOut(errors: number[], control: readonly number[]): number {
  const size = control.length;
  const average = control.reduce((sum, value) => sum + value, 0) / size;
  const centre = errors.reduce((sum, error) => sum + error, 0) / size;
  let [together, squares] = [0, 0];
  control.forEach((value, at) => {
    together += (errors[at]! - centre) * (value - average);
    squares += (value - average) ** 2;
  });
  const slope = squares > 0 ? together / squares : 0;
  let owed = 0;
  control.forEach((value, at) => {
    // Sums of products about the mean, without this one (Welford 1962, backwards).
    const left = ((value - average) * size) / (size - 1);
    const others = squares - left * (value - average);
    const apart = together - left * (errors[at]! - centre);
    if (others > 0) owed += (apart / others) * value;
    errors[at]! -= slope * (value - average);
  });
  return owed;
}

/** The same interval, within what the figure can be at all. */
export function within(
  { mean, low, high }: Estimate,
  least: number,
  most: number,
): Estimate {
  return {
    mean: Math.min(Math.max(mean, least), most),
    low: Math.min(Math.max(low, least), most),
    high: Math.min(Math.max(high, least), most),
  };
}
