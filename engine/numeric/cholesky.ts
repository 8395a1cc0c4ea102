/**
 * Solves a positive definite system by Cholesky's factors, in place.
 *
 * @param matrix - `size` rows of `size`; only the lower half is read, and overwritten
 * @param right - the right-hand side; overwritten by the answer
 * @returns false when the matrix is not positive definite
 */
export function solvePositive(
  matrix: Float64Array,
  right: Float64Array,
  size: number,
): boolean {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    let rest = right[i]!;
    let diagonal = matrix[row + i]!;
    for (let j = 0; j < i; j++) {
      let sum = matrix[row + j]!;
      const other = j * size;
      // Two sums that do not wait for each other.
      let odd = 0;
      let k = 0;
      for (; k + 1 < j; k += 2) {
        sum -= matrix[row + k]! * matrix[other + k]!;
        odd += matrix[row + k + 1]! * matrix[other + k + 1]!;
      }
      if (k < j) sum -= matrix[row + k]! * matrix[other + k]!;
      sum -= odd;
      // The diagonal holds inverses: one division a row.
      sum *= matrix[other + j]!;
      matrix[row + j] = sum;
      diagonal -= sum * sum;
      rest -= sum * right[j]!;
    }
    if (!(diagonal > 0)) return false;
    const inverse = 1 / Math.sqrt(diagonal);
    matrix[row + i] = inverse;
    right[i] = rest * inverse;
  }
  for (let i = size - 1; i >= 0; i--) {
    const answer = right[i]! * matrix[i * size + i]!;
    right[i] = answer;
    for (let k = 0; k < i; k++) right[k]! -= matrix[i * size + k]! * answer;
  }
  return true;
}

/**
 * Solves the first `size` equations of a system that `solvePositive` has factored, in place.
 *
 * @param factor - what it left of the matrix, `width` rows of `width`
 * @param right - the right-hand side; overwritten by the answer
 */
export function solveFactored(
  factor: Float64Array,
  right: Float64Array,
  size: number,
  width: number,
): void {
  for (let i = 0; i < size; i++) {
    const row = i * width;
    let rest = right[i]!;
    for (let j = 0; j < i; j++) rest -= factor[row + j]! * right[j]!;
    right[i] = rest * factor[row + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    const row = i * width;
    const answer = right[i]! * factor[row + i]!;
    right[i] = answer;
    for (let k = 0; k < i; k++) right[k]! -= factor[row + k]! * answer;
  }
}
