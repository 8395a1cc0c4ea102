import { createHash } from "node:crypto";
import fc from "fast-check";
import { digest } from "../../../worker/audit/digest.ts";

describe("digest", () => {
  it("is SHA-256 over the canonical text", () => {
    // {"a":[1,null],"b":"ü"}: keys sorted, no blanks
    const text = '{"a":[1,null],"b":"ü"}';

    expect(digest({ b: "ü", a: [1, null] })).toBe(
      createHash("sha256").update(text, "utf8").digest("hex"),
    );
  });

  it("is the same before and after a value was kept as JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(digest(JSON.parse(JSON.stringify(value)))).toBe(digest(value));
      }),
    );
  });
});
