import { ConnectionError, RefusedError } from "../connector.ts";
import { withoutSecrets } from "./connection-string.ts";

interface DriverError {
  readonly state?: string;
  readonly code?: number;
  readonly message?: string;
}

/**
 * States after which the same call may work: 08 connection, 40 deadlock or serialization,
 * 53 out of resources, 55P03 lock not got, 57 shutdown or timeout, HYT timeouts.
 */
const passing = /^(08|40|53|55P03|57|HYT)/;

/** MariaDB says these without a telling state: lost server, lock wait, deadlock, too many, stopped. */
const passingCodes = new Set([
  1040, 1053, 1205, 1213, 1927, 1969, 2002, 2003, 2006, 2013, 2055,
]);

/** Seen where the driver names no state at all. */
const passingWords =
  /server has gone away|lost connection|connection (is )?(closed|lost|dead)|could not (connect|receive|send)|communication link|connection refused|terminating connection|no connection to the server/i;

/**
 * What the driver threw, as one of our two errors, without secrets.
 *
 * @param during - what we were doing: "connecting to Sample ERP"
 */
export function odbcError(
  error: unknown,
  during: string,
  connectionString: string,
): ConnectionError | RefusedError {
  const list = driverErrors(error);
  const first = list.find(({ message }) => message) ?? list[0];
  const text = withoutSecrets(
    tidy(first?.message ?? messageOf(error)),
    connectionString,
  );
  const state = first?.state ? ` (${first.state})` : "";
  const message = `${during}: ${text}${state}${advice(list)}`;
  const temporary = list.some(
    ({ state = "", code = 0, message: said = "" }) =>
      passing.test(state) || passingCodes.has(code) || passingWords.test(said),
  );
  // The driver says nothing at all when the connection died under it.
  return temporary || list.length === 0
    ? new ConnectionError(message)
    : new RefusedError(message);
}

/** States of a time limit that ran out, and MariaDB's codes for the same. */
const slow = /^(57014|55P03|HYT00)/;
const slowCodes = new Set([1205, 1969]);
/** States of an ERP that is not there. */
const away = /^(08|HYT01)/;

/** What a person can do about it. */
function advice(list: readonly DriverError[]): string {
  const [{ state = "", code = 0 } = {}] = list;
  if (slow.test(state) || slowCodes.has(code))
    return ": it is slow, or somebody has a row open; try again, or raise timeoutSeconds of the connection";
  if (away.test(state))
    return ": see whether it runs and whether the connection string is right, then try again";
  return "";
}

function driverErrors(error: unknown): readonly DriverError[] {
  if (typeof error !== "object" || error === null) return [];
  const { odbcErrors } = error as { odbcErrors?: unknown };
  return Array.isArray(odbcErrors) ? (odbcErrors as DriverError[]) : [];
}

const messageOf = (error: unknown) =>
  error instanceof Error ? error.message : String(error);

/** Drops the driver's signature and everything after its first line. */
const tidy = (message: string) =>
  (message.split("\n")[0] ?? "")
    .replace(/^(\[[^\]]*\]\s*)+/, "")
    .replace(/;?\s*$/, "");
