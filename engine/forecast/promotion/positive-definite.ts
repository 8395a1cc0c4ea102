/** A symmetric positive definite matrix, row by row, factored as L·Lᵀ. */
export interface Factored {
  /** x with A·x = right. */
  solve(right: Float64Array): Float64Array;
  /** Diagonal of the inverse. */
  inverseDiagonal(): Float64Array;
}

/**
 * Cholesky's factors of a matrix. A pivot that rounding made too small is raised: the
 * direction is then left alone instead of being blown up.
 */
export function factored(matrix: Float64Array, size: number): Factored {
  const low = Float64Array.from(matrix);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = low[i * size + j]!;
      for (let k = 0; k < j; k++)
        sum -= low[i * size + k]! * low[j * size + k]!;
      if (i !== j) low[i * size + j] = sum / low[j * size + j]!;
      else {
        const least = 1e-10 * (matrix[i * size + i]! + 1e-12);
        low[i * size + i] = Math.sqrt(sum > least ? sum : 1e12);
      }
    }
  }
  const solve = (right: Float64Array): Float64Array => {
    const x = Float64Array.from(right);
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < i; k++) x[i]! -= low[i * size + k]! * x[k]!;
      x[i]! /= low[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      for (let k = i + 1; k < size; k++) x[i]! -= low[k * size + i]! * x[k]!;
      x[i]! /= low[i * size + i]!;
    }
    return x;
  };
  return {
    solve,
    inverseDiagonal: () =>
      Float64Array.from({ length: size }, (_, i) => {
        const unit = new Float64Array(size);
        unit[i] = 1;
        return solve(unit)[i]!;
      }),
  };
}
