import { randomBytes } from "node:crypto";
import { loadOdbc, type OdbcConnection } from "../../connectors/odbc/driver.ts";
import { odbcConnector } from "../../connectors/odbc/odbc-connector.ts";
import { shippedProfile } from "../../connectors/profiles/shipped.ts";
import type { ContractErp, RawRow } from "../contracts/connector-erp.ts";
import { inDatabase } from "./erp-postgres.ts";
import { needed } from "./erp-services.ts";

/** Tables as an old MariaDB ERP has them: latin1 next to utf8, keys in CHAR, filled up. */
const schema = [
  `create table SKU_MASTER (SKU char(20) character set latin1 primary key, NAME_1 varchar(80) character set utf8mb4,
     BASE_UOM char(3), UOM_DECIMALS smallint, STD_COST decimal(15,4), ABC char(1))`,
  `create table SKU_PLANNING (SITE char(8) character set latin1 collate latin1_bin not null, SKU char(20) character set latin1 not null,
     SAFETY_QTY decimal(13,3), ORDER_POINT decimal(13,3), ORDER_QTY decimal(13,3),
     PLAN_TYPE char(2) not null default 'VB', AUTO_CALC char(1) not null default 'N', TIER smallint, ROUNDING decimal(13,3),
     MIN_LOT decimal(13,3), LEAD_DAYS int, VENDOR_NO char(10), REC_VERSION int not null default 1,
     CHANGED_BY varchar(40), CHANGED_AT datetime(6), primary key (SITE, SKU))`,
  `create table STOCK_BALANCE (SITE char(8) character set latin1 collate latin1_bin, SKU char(20) character set latin1, ON_HAND decimal(13,3), ON_ORDER decimal(13,3), primary key (SITE, SKU))`,
  `create table SUPPLY_NET (FROM_SKU char(20) character set latin1, FROM_SITE char(8), TO_SKU char(20) character set latin1, TO_SITE char(8), UNITS decimal(13,3), primary key (FROM_SITE, FROM_SKU, TO_SITE, TO_SKU))`,
  `create table ISSUE_LINE (LINE_NO bigint primary key, SITE char(8), SKU char(20) character set latin1, ISSUE_DATE date, QTY decimal(13,3), KIND varchar(6))`,
  `create table GOODS_IN (LINE_NO bigint primary key, DOC_NO char(10), SITE char(8), SKU char(20) character set latin1, VENDOR_NO char(10), ORDER_DATE date, PROMISE_DATE date, GR_DATE date, QTY decimal(13,3))`,
  `create table SKU_AUDIT (NO bigint auto_increment primary key, SITE char(8), SKU char(20), CHANGED_BY varchar(40), OLD_POINT decimal(13,3), NEW_POINT decimal(13,3))`,
  `create table REFUSED (SITE char(8), SKU char(20))`,
  `create trigger SKU_AUDITED after update on SKU_PLANNING for each row
     insert into SKU_AUDIT (SITE, SKU, CHANGED_BY, OLD_POINT, NEW_POINT)
     values (old.SITE, old.SKU, new.CHANGED_BY, old.ORDER_POINT, new.ORDER_POINT)`,
  `create trigger SKU_REFUSED before update on SKU_PLANNING for each row
     if exists (select 1 from REFUSED r where r.SITE = new.SITE and r.SKU = new.SKU)
     then signal sqlstate '45000' set message_text = 'the planning period is closed'; end if`,
];

/** A MariaDB database of its own, with the tables of the MariaDB sample ERP. */
export async function mariadbErp(): Promise<{
  readonly connectionString: string;
  readonly run: (
    sql: string,
    parameters?: readonly string[],
  ) => Promise<readonly Readonly<Record<string, string | null>>[]>;
  drop(): Promise<void>;
}> {
  const text = needed("STOCKWRIGHT_TEST_MARIADB_ODBC");
  const driver = await loadOdbc();
  const connect = (connectionString: string): Promise<OdbcConnection> =>
    driver.connect({
      connectionString,
      connectionTimeout: 30,
      loginTimeout: 10,
    });
  const server = await connect(text);
  const name = `erp_${randomBytes(6).toString("hex")}`;
  await server.query(`create database ${name} character set utf8mb4`);
  const connectionString = inDatabase(text, name);
  const own = await connect(connectionString);
  for (const statement of schema) await own.query(statement);
  return {
    connectionString,
    run: async (sql, parameters) => {
      const rows = parameters
        ? await own.query(sql, [...parameters])
        : await own.query(sql);
      return rows as readonly Readonly<Record<string, string | null>>[];
    },
    async drop() {
      await own.close();
      await server.query(`drop database ${name}`);
      await server.close();
    },
  };
}

/** Our item code in its column: numbers filled up with zeros, the rest as it is. */
const filledUp = (stageId: string): [string, string] => {
  const [item = "", location = ""] = stageId.split("@");
  return [location, /^\d+$/.test(item) ? item.padStart(12, "0") : item];
};

const orNull = (value: string | null | undefined) =>
  value === null || value === undefined ? "null" : `'${value}'`;

/** The MariaDB sample ERP behind ODBC, for the connector contract. */
export async function sampleMariadb(): Promise<ContractErp> {
  const { run, connectionString, drop } = await mariadbErp();
  const profile = shippedProfile("mariadb-sample");
  return {
    name: "MariaDB over ODBC",
    profile,
    open: () =>
      odbcConnector({ connectionString, profile, backoffMilliseconds: 10 }),
    async fill(rows) {
      for (const table of ["SKU_PLANNING", "SKU_AUDIT", "REFUSED"])
        await run(`delete from ${table}`);
      for (const [stageId, raw] of Object.entries(rows))
        await run(
          `insert into SKU_PLANNING (SITE, SKU, SAFETY_QTY, ORDER_POINT, ORDER_QTY)
           values (?, ?, ${orNull(raw.safetyStock)}, ${orNull(raw.reorderPoint)}, ${orNull(raw.target)})`,
          filledUp(stageId),
        );
    },
    async rawRow(stageId) {
      const [row] = await run(
        `select cast(SAFETY_QTY as char) as safetyStock, cast(ORDER_POINT as char) as reorderPoint, cast(ORDER_QTY as char) as target
         from SKU_PLANNING where SITE = ? and SKU = ?`,
        filledUp(stageId),
      );
      if (!row) throw new Error(`no row for ${stageId}`);
      const { safetyStock = null, reorderPoint = null, target = null } = row;
      return { safetyStock, reorderPoint, target } satisfies RawRow;
    },
    async change(stageId, raw) {
      const set = [
        ["SAFETY_QTY", raw.safetyStock],
        ["ORDER_POINT", raw.reorderPoint],
        ["ORDER_QTY", raw.target],
      ] as const;
      await run(
        `update SKU_PLANNING set REC_VERSION = REC_VERSION + 1, CHANGED_BY = 'somebody'${set
          .filter(([, value]) => value !== undefined)
          .map(([column, value]) => `, ${column} = ${orNull(value)}`)
          .join("")} where SITE = ? and SKU = ?`,
        filledUp(stageId),
      );
    },
    async remove(stageId) {
      await run(
        "delete from SKU_PLANNING where SITE = ? and SKU = ?",
        filledUp(stageId),
      );
    },
    async refuse(stageId) {
      await run("insert into REFUSED values (?, ?)", filledUp(stageId));
    },
    async writes(stageId) {
      const [row] = await run(
        "select cast(count(*) as char) as count from SKU_AUDIT where SITE = ? and SKU = ? and CHANGED_BY = 'ann'",
        filledUp(stageId),
      );
      return Number(row?.["count"]);
    },
    close: drop,
  };
}
