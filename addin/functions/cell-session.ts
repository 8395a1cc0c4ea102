/** Whom the cells speak for when they ask the worker's API. */
export interface CellSession {
  /** Origin of the API, without a slash at the end. */
  readonly baseUrl: string;
  readonly token: string | null;
  /** Local trial only: who asks. */
  readonly person: string | null;
}

let current: CellSession = { baseUrl: "", token: null, person: null };

/** Told once by the page, to the thread that calculates; also after a change of person. */
export function setCellSession(session: CellSession): void {
  current = session;
}

/** The session of the page that shows the cells. */
export function cellSession(): CellSession {
  return current;
}
