import {
  ConnectionError,
  RefusedError,
} from "../../../connectors/connector.ts";
import {
  dialectOfString,
  driverString,
  parseConnectionString,
  withoutSecrets,
} from "../../../connectors/odbc/connection-string.ts";
import type { OdbcDriver } from "../../../connectors/odbc/driver.ts";
import { odbcError } from "../../../connectors/odbc/odbc-error.ts";
import { odbcSession } from "../../../connectors/odbc/odbc-session.ts";

const text =
  "Driver={PostgreSQL Unicode};Server=h;Uid=erp_user;Pwd={hun;ter2}}x}";

describe("connection strings", () => {
  it("are read as ODBC reads them, braces and all", () => {
    expect(parseConnectionString(text)).toEqual([
      ["Driver", "PostgreSQL Unicode"],
      ["Server", "h"],
      ["Uid", "erp_user"],
      ["Pwd", "hun;ter2}x"],
    ]);
  });

  it("get what the driver needs to tell the truth, whatever the customer wrote", () => {
    expect(driverString("Server=h;PROTOCOL=7.4-2", "postgresql")).toBe(
      "Server=h;Protocol=7.4-0",
    );
    expect(driverString("Server=h", "mariadb")).toBe("Server=h;OPTION=2");
    expect(
      parseConnectionString(driverString(text, "postgresql")),
    ).toContainEqual(["Pwd", "hun;ter2}x"]);
  });

  it("tell the dialect by the driver", () => {
    expect(dialectOfString(text)).toBe("postgresql");
    expect(dialectOfString("Driver=/usr/lib/libmaodbc.so")).toBe("mariadb");
    expect(dialectOfString("DSN=erp")).toBeNull();
  });

  it("that are none say so without repeating themselves", () => {
    expect(() => parseConnectionString("hunter2")).toThrow(
      /^(?!.*hunter2).*NAME=value/,
    );
  });
});

describe("errors of the driver", () => {
  const failure = (state: string, message: string, code = 1) =>
    Object.assign(new Error("[odbc] Error"), {
      odbcErrors: [{ state, code, message }],
    });

  it("lose every secret", () => {
    const error = odbcError(
      failure("08001", `no login for erp_user with hun;ter2}x: ${text}`),
      "connecting to ERP",
      text,
    );

    expect(error.message).not.toMatch(/hun;ter2|erp_user/);
    expect(withoutSecrets("PWD=other failed", text)).toBe("PWD=*** failed");
  });

  it.each([
    ["08S01", "communication link failure", 1, ConnectionError],
    ["40001", "deadlock", 1213, ConnectionError],
    [
      "57014",
      "canceling statement due to statement timeout",
      1,
      ConnectionError,
    ],
    [
      "HY018",
      "interrupted (max_statement_time exceeded)",
      1969,
      ConnectionError,
    ],
    ["HY000", "Lost connection to server during query", 2013, ConnectionError],
    ["42501", "permission denied for table t", 1, RefusedError],
    ["23514", "violates check constraint", 1, RefusedError],
    ["28P01", "password authentication failed", 1, RefusedError],
    ["IM002", "data source name not found", 0, RefusedError],
  ] as const)(
    "of state %s (%s) are told apart",
    (state, message, code, kind) => {
      expect(
        odbcError(failure(state, message, code), "writing", "Server=h"),
      ).toBeInstanceOf(kind);
    },
  );

  it("without any content mean a dead connection", () => {
    expect(odbcError(new Error(""), "reading", "Server=h")).toBeInstanceOf(
      ConnectionError,
    );
  });
});

describe("odbcSession", () => {
  /** A driver in memory: answers what the script says, statement by statement. */
  const scripted = (answers: readonly (Error | readonly object[])[]) => {
    const asked: string[] = [];
    let connections = 0;
    const queue = [...answers];
    const driver: OdbcDriver = {
      connect: async () => {
        connections++;
        return {
          query: async (sql) => {
            if (sql.startsWith("set ")) return [];
            asked.push(sql);
            const answer = queue.shift() ?? [];
            if (answer instanceof Error) throw answer;
            return answer;
          },
          close: () => Promise.resolve(),
        };
      },
    };
    return { driver, asked, connections: () => connections };
  };
  const lost = Object.assign(new Error("x"), {
    odbcErrors: [{ state: "08S01", code: 0, message: "server closed" }],
  });
  const options = {
    connectionString: "Server=h",
    dialect: "postgresql",
    title: "ERP",
    backoffMilliseconds: 1,
  } as const;

  it("connects again after the connection broke, and tries the call again", async () => {
    const { driver, asked, connections } = scripted([lost, [{ one: 1 }]]);
    const session = odbcSession(driver, options);

    expect(await session.query("select 1", [])).toEqual([{ one: 1 }]);
    expect(asked).toEqual(["select 1", "select 1"]);
    expect(connections()).toBe(2);
  });

  it("gives up after its attempts with an error worth retrying later", async () => {
    const { driver, asked } = scripted([lost, lost, lost, []]);
    const session = odbcSession(driver, options);

    await expect(session.query("select 1", [])).rejects.toThrow(
      "ERP: server closed (08S01)",
    );
    expect(asked).toHaveLength(3);
  });

  it("never repeats what the ERP refused", async () => {
    const refused = Object.assign(new Error("x"), {
      odbcErrors: [{ state: "42501", code: 1, message: "permission denied" }],
    });
    const { driver, asked } = scripted([refused]);

    await expect(
      odbcSession(driver, options).query("update t", []),
    ).rejects.toThrow(RefusedError);
    expect(asked).toHaveLength(1);
  });
});
