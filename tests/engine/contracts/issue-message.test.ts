import { z } from "zod";
import {
  issueMessage,
  networkFileSchema,
  policyFileSchema,
} from "../../../engine/contracts/index.ts";

function said(schema: z.ZodType, value: unknown): string {
  const parsed = schema.safeParse(value);
  if (parsed.success) throw new Error("the schema took it");
  const issue = parsed.error.issues[0]!;
  return `${issue.path.join(".")} ${issueMessage(issue, value)}`;
}

describe("issueMessage", () => {
  it.each([
    [
      { stages: [{ id: "A", time: -4 }] },
      "stages.0.time must be at least 0, got -4",
    ],
    [
      { stages: [{ id: "A", time: "4" }] },
      'stages.0.time must be a number, got "4"',
    ],
    [{ stages: [{ id: "A" }] }, "stages.0.time must be a number, got nothing"],
    [
      { stages: [{ id: "A", time: null }] },
      "stages.0.time must be a number, got null",
    ],
    [{ stages: [] }, "stages must hold at least 1 entry"],
    [
      { stages: [{ id: "A", time: 1, serviceLevel: 95 }] },
      "stages.0.serviceLevel must be below 1, got 95; write 95 % as 0.95",
    ],
    [
      { stages: [{ id: "A", time: 1, cost: 3 }] },
      "stages.0 has fields we do not know: cost",
    ],
    [
      { stages: [{ id: "A", time: 1 }], options: { stageTimes: "random" } },
      'options.stageTimes must be "mean" or "stochastic", got "random"',
    ],
    [[], " must be an object, got []"],
  ])("says of %j: %s", (value, sentence) => {
    expect(said(networkFileSchema, value)).toBe(sentence);
  });

  it("names the types there are where none of them is meant", () => {
    const policy = { stages: [{ id: "A", type: "kanban" }] };
    expect(said(policyFileSchema, policy)).toBe(
      'stages.0.type must be "baseStock" or "minMax" or "rQ", got "kanban"',
    );
  });

  it("leaves a schema's own sentence alone", () => {
    const schema = z.string().min(3, "say why, in three letters or more");
    expect(said(schema, "x")).toBe(" say why, in three letters or more");
  });
});
