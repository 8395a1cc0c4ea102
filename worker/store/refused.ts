/** The store keeps its own rules: what was asked would break one of them. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}
