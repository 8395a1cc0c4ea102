import { isLoopback, readConfig } from "../../../worker/config.ts";

const data = { STOCKWRIGHT_DATA: "/tmp/data" };

describe("readConfig", () => {
  it("needs nothing: loopback, port 3000", () => {
    expect(readConfig(data)).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      dataFolder: "/tmp/data",
    });
  });

  it("refuses to be reached from elsewhere without sign-in", () => {
    expect(() => readConfig({ ...data, HOST: "0.0.0.0" })).toThrow(
      "HOST 0.0.0.0 can be reached by other machines: set OIDC_ISSUER and OIDC_AUDIENCE",
    );
  });

  it("may be reached from elsewhere when people sign in", () => {
    const config = readConfig({
      ...data,
      HOST: "0.0.0.0",
      OIDC_ISSUER: "https://id.example.com/",
      OIDC_AUDIENCE: "stockwright",
    });
    expect(config.oidc).toMatchObject({
      issuer: "https://id.example.com/",
      audience: "stockwright",
      algorithms: ["RS256", "PS256", "ES256"],
      type: "at+jwt",
      rolesClaim: "roles",
    });
  });

  it("refuses half a sign-in", () => {
    expect(() =>
      readConfig({ ...data, OIDC_ISSUER: "https://id.example.com/" }),
    ).toThrow("OIDC_AUDIENCE must be set");
  });

  it.each([
    ["PORT", "http", "PORT must be a whole number"],
    ["PORT", "70000", "PORT must be at most 65535"],
    ["DATABASE_URL", "mysql://x", "DATABASE_URL must be a postgres:// URL"],
    ["REDIS_URL", "http://x", "REDIS_URL must be a redis:// URL"],
    ["STOCKWRIGHT_TOKEN", "short", "STOCKWRIGHT_TOKEN must have at least 16"],
  ])("names %s when it is %s", (name, value, message) => {
    expect(() => readConfig({ ...data, [name]: value })).toThrow(message);
  });

  it("takes an empty variable as one that is not set", () => {
    expect(readConfig({ ...data, DATABASE_URL: "" }).databaseUrl).toBe(
      undefined,
    );
  });
});

describe("isLoopback", () => {
  it.each(["127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"])(
    "knows %s",
    (host) => expect(isLoopback(host)).toBe(true),
  );
  it.each([
    "0.0.0.0",
    "::",
    "127.0.0.1.example.com",
    "example.com",
    "10.0.0.1",
  ])("does not trust %s", (host) => expect(isLoopback(host)).toBe(false));
});
