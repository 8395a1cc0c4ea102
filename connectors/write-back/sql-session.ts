/** A row of texts, under the names the query gave. */
export type SqlRow = Readonly<Record<string, unknown>>;

/**
 * One open connection that speaks SQL. Statements name parameters by `?`; every
 * parameter is a text, every answer is cast to text by the statement. Each call is
 * a transaction of its own.
 *
 * Throws `ConnectionError` when the ERP did not answer (worth retrying) and
 * `RefusedError` when it answered that it will not.
 */
export interface SqlSession {
  query(sql: string, parameters: readonly string[]): Promise<readonly SqlRow[]>;
  close(): Promise<void>;
}

/** `?` as `$1`, `$2`, … for drivers that want numbers. Our statements hold no other question mark. */
export function numberedParameters(sql: string): string {
  let number = 0;
  return sql.replaceAll("?", () => `$${++number}`);
}
