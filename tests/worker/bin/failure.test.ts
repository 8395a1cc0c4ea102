import { CommandError, failureOf } from "../../../worker/bin/failure.ts";

describe("failureOf", () => {
  it("tells what was typed wrong as it is", () => {
    const error = new CommandError("a.csv: is empty");

    expect(failureOf(error)).toEqual({ message: "a.csv: is empty", code: 2 });
  });

  it("tells what nobody foresaw in one line, and where only when asked", () => {
    const error = new RangeError("Invalid array length");

    expect(failureOf(error)).toEqual({
      message: "unexpected: Invalid array length; LOG_LEVEL=debug tells where",
      code: 2,
    });
    expect(failureOf(error, true).message).toContain("failure.test.ts");
  });
});
