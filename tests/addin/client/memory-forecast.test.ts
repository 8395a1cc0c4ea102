import { memoryClient } from "../../../addin/client/memory/memory-client.ts";
import { stageForecastSchema } from "../../../engine/contracts/index.ts";

async function snapshot() {
  const client = memoryClient();
  const { jobId, subjectId } = await client.startImport("sample");
  for await (const event of client.jobEvents(jobId)) {
    if (event.kind === "job" && event.job.state === "done") break;
  }
  return { client, subjectId };
}

describe("the memory twin's forecast", () => {
  it("has the contract's shape for a stage with customers", async () => {
    const { client, subjectId } = await snapshot();
    const found = await client.stageForecast(subjectId, "P-1001@BR-OSLO");

    expect(stageForecastSchema.parse(found)).toEqual(found);
    expect(found.history).toHaveLength(104);
    expect(found.forecast).toHaveLength(26);
    // One came back more than was sold: one less was sold the week before.
    expect(found.repairs).toMatchObject([
      { kind: "negative-demand" },
      { kind: "negative-demand", before: -1, after: 0 },
    ]);
    for (const { low, mean, high } of found.forecast) {
      expect(low).toBeLessThanOrEqual(mean);
      expect(mean).toBeLessThanOrEqual(high);
    }
  });

  it("says of a warehouse that only stages order there", async () => {
    const { client, subjectId } = await snapshot();
    const found = await client.stageForecast(subjectId, "P-1001@DC-NORTH");

    expect(found).toMatchObject({
      class: "dependent",
      history: [],
      forecast: [],
      leadTimeDemand: { mean: 0 },
    });
  });

  it("refuses a stage that is not there", async () => {
    const { client, subjectId } = await snapshot();

    await expect(client.stageForecast(subjectId, "P-9@MOON")).rejects.toThrow(
      "there is no stage P-9@MOON",
    );
  });
});
