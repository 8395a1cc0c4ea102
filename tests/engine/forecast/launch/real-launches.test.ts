import { run } from "../../../accuracy/launch.ts";

describe("launches of real spare parts", () => {
  it("are foreseen after one month at 0.3 times the error of that month carried on", () => {
    const rows = run() as { readonly name: string; readonly ratio: number }[];
    const judged = rows.filter(
      ({ name }) =>
        name.includes("after 1 months") && name.endsWith("mean month"),
    );
    expect(judged).toHaveLength(2);
    for (const { ratio } of judged) expect(ratio).toBeLessThan(0.3);
  });
});
