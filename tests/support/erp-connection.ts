import type { Connection } from "../../engine/contracts/index.ts";

/** A connection over ODBC to the sample ERP; the test states what differs. */
export const sampleConnectionLike = (
  changes: Partial<Connection> = {},
): Connection => ({
  id: "erp",
  title: "Our ERP",
  connector: "odbc",
  profile: "sample",
  options: {},
  ...changes,
});
