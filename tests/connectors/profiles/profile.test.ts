import { sampleConnectionLike } from "../../support/erp-connection.ts";
import {
  type ErpProfileInput,
  parseProfile,
} from "../../../connectors/profiles/profile.ts";
import { sample } from "../../../connectors/profiles/sample.ts";
import {
  shippedProfile,
  shippedProfiles,
} from "../../../connectors/profiles/shipped.ts";
import { openConnector, profileOf } from "../../../connectors/registry.ts";

const changed = (changes: Record<string, unknown>) =>
  ({ ...sample, ...changes }) as ErpProfileInput;

describe("profiles", () => {
  it.each(shippedProfiles.map((profile) => [profile.id, profile] as const))(
    "%s survives a trip through JSON",
    (id, profile) => {
      const parsed = parseProfile(JSON.parse(JSON.stringify(profile)));

      expect(parsed.id).toBe(id);
      expect(parsed).toEqual(shippedProfile(id));
    },
  );

  it("refuse writing unless they say that it is allowed", () => {
    const silent = Object.fromEntries(
      Object.entries(sample).filter(
        ([name]) => name !== "write" && name !== "access",
      ),
    );
    const profile = parseProfile(silent);

    expect(profile.write.allowed).toBe(false);
    expect(profile.access).toBe("none");
  });

  it.each<[string, ErpProfileInput, string]>([
    [
      "a name that would leave its quotes",
      changed({ entity: { ...sample.entity, table: 'x"; drop table y' } }),
      "entity.table",
    ],
    [
      "writing where the vendor forbids SQL",
      changed({ access: "api" }),
      "write.allowed",
    ],
    ["an unknown trigger", changed({ trigger: "below" }), "trigger"],
    [
      "an unknown field of a profile",
      changed({ triger: "lt" }),
      "profile: profile: has fields we do not know: triger",
    ],
    [
      "no item key",
      changed({
        entity: { table: "t", keys: [{ column: "loc", means: "location" }] },
      }),
      "exactly one key must mean item",
    ],
    [
      "a company key without a value",
      changed({
        entity: {
          ...sample.entity,
          keys: [...sample.entity.keys, { column: "co", means: "company" }],
        },
      }),
      "entity.keys.co: must name the value",
    ],
    [
      "a quantity target without its column",
      changed({ targetMeaning: { kind: "quantity" } }),
      "fields.orderQuantity",
    ],
    [
      "a location that nobody names",
      changed({
        entity: { table: "t", keys: [{ column: "item", means: "item" }] },
      }),
      "entity.location",
    ],
    [
      "a source that names no table of its own",
      changed({
        readSources: {
          company: {},
          stages: {
            table: "t",
            columns: { item: "x.item", location: "t.loc" },
            pageBy: ["t.item"],
          },
        },
      }),
      "no table is called x",
    ],
    [
      "a source that lacks a field",
      changed({
        readSources: {
          company: {},
          stages: {
            table: "t",
            columns: { item: "t.item" },
            pageBy: ["t.item"],
          },
        },
      }),
      "must name location",
    ],
  ])("refuse %s by name", (_, profile, message) => {
    expect(() => parseProfile(profile)).toThrow(message);
  });
});

describe("registry", () => {
  const environment = { variables: {}, openers: {} };

  it("never says what a connection string holds when it stands in the wrong place", async () => {
    const connection = sampleConnectionLike({
      options: { connectionString: "Driver=x;Pwd=hunter2" },
    });

    await expect(openConnector({ connection, environment })).rejects.toThrow(
      /must be the name of an environment variable(?!.*hunter2)/,
    );
  });

  it("names the variable that is not set", async () => {
    const connection = sampleConnectionLike({
      options: { connectionString: "ERP_ODBC" },
    });

    await expect(openConnector({ connection, environment })).rejects.toThrow(
      "the environment variable ERP_ODBC must hold the ODBC connection string, got nothing",
    );
  });

  it("refuses a driver that the profile is not for", async () => {
    const connection = sampleConnectionLike({
      profile: "mariadb-sample",
      options: { connectionString: "ERP_ODBC" },
    });

    await expect(
      openConnector({
        connection,
        environment: {
          openers: {},
          variables: { ERP_ODBC: "Driver=PostgreSQL Unicode;Server=h" },
        },
      }),
    ).rejects.toThrow("the connection string names a driver for postgresql");
  });

  it("names the profiles there are, and refuses to write to files", () => {
    expect(() => profileOf(sampleConnectionLike({ profile: "sap" }))).toThrow(
      'profile must be one of sample, tryton, mariadb-sample, got "sap"',
    );
    expect(() => profileOf(sampleConnectionLike({ connector: "csv" }))).toThrow(
      "reads files",
    );
  });

  it("says which profile file is missing", () => {
    expect(() =>
      profileOf(
        sampleConnectionLike({ options: { profileFile: "/nowhere/erp.json" } }),
      ),
    ).toThrow("the profile file /nowhere/erp.json cannot be read");
  });
});
