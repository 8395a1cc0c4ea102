import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from "jose";
import type { JWTVerifyGetKey } from "jose";
import { oidcAuth } from "../../../worker/api/auth/oidc-auth.ts";
import type { OidcConfig } from "../../../worker/config.ts";

const config: OidcConfig = {
  issuer: "https://id.example.com/",
  audience: "stockwright",
  algorithms: ["ES256"],
  type: "at+jwt",
  rolesClaim: "roles",
};

describe("sign-in by an identity provider", () => {
  let keys: JWTVerifyGetKey;
  let own: CryptoKey;
  let other: CryptoKey;
  beforeAll(async () => {
    const pair = await generateKeyPair("ES256");
    own = pair.privateKey;
    other = (await generateKeyPair("ES256")).privateKey;
    const key = await exportJWK(pair.publicKey);
    keys = createLocalJWKSet({ keys: [{ ...key, alg: "ES256", kid: "k" }] });
  });

  interface Given {
    readonly claims?: Record<string, unknown>;
    readonly typ?: string;
    readonly issuer?: string;
    readonly audience?: string;
    readonly expires?: string;
    readonly key?: CryptoKey;
  }

  function aToken(given: Given = {}): Promise<string> {
    return new SignJWT({
      name: "Ada",
      roles: ["planner", "cook"],
      ...given.claims,
    })
      .setProtectedHeader({
        alg: "ES256",
        kid: "k",
        typ: given.typ ?? "at+jwt",
      })
      .setSubject("u-1")
      .setIssuer(given.issuer ?? config.issuer)
      .setAudience(given.audience ?? config.audience)
      .setIssuedAt()
      .setExpirationTime(given.expires ?? "5m")
      .sign(given.key ?? own);
  }
  const person = async (token: string | null) =>
    oidcAuth(config, keys).person({ token, personId: "alex" });

  it("knows the person and the roles, and ignores roles it does not know", async () => {
    expect(await person(await aToken())).toEqual({
      id: "u-1",
      name: "Ada",
      roles: ["planner"],
    });
  });

  it.each<[string, Given]>([
    ["another issuer's", { issuer: "https://evil.example.com/" }],
    ["one for another audience", { audience: "payroll" }],
    ["an expired one", { expires: "-1m" }],
    ["an id token", { typ: "JWT" }],
  ])("refuses %s token", async (_what, given) => {
    await expect(person(await aToken(given))).rejects.toMatchObject({
      status: 401,
    });
  });

  it("refuses a token that another key signed", async () => {
    await expect(person(await aToken({ key: other }))).rejects.toMatchObject({
      status: 401,
    });
  });

  it("refuses a token that nobody signed", async () => {
    const [, payload] = (await aToken()).split(".");
    const header = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString(
      "base64url",
    );
    await expect(person(`${header}.${payload}.`)).rejects.toMatchObject({
      status: 401,
    });
  });

  it("refuses nobody's request, and somebody without a role of ours", async () => {
    await expect(person(null)).rejects.toMatchObject({ status: 401 });
    const token = await aToken({ claims: { roles: ["cook"] } });
    await expect(person(token)).rejects.toMatchObject({ status: 403 });
  });
});
