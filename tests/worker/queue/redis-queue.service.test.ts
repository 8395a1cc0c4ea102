import { openQueue } from "../../../worker/queue/open-queue.ts";
import { queueContract } from "../../contracts/queue-contract.ts";

describe("the queue on Redis", () => {
  queueContract(async () => {
    const url = process.env["STOCKWRIGHT_TEST_REDIS"];
    if (!url) throw new Error("STOCKWRIGHT_TEST_REDIS is not set");
    const place = { kind: "redis" as const, url };
    return {
      open: (tuning) => openQueue(place, tuning),
      childPlace: place,
      close: () => Promise.resolve(),
    };
  });
});
