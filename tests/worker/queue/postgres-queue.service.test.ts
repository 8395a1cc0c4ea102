import { openQueue } from "../../../worker/queue/open-queue.ts";
import { queueContract } from "../../contracts/queue-contract.ts";
import { emptyDatabase } from "../../contracts/store-databases.ts";

describe("the queue on PostgreSQL", () => {
  queueContract(async () => {
    const database = await emptyDatabase();
    const place = { kind: "postgres" as const, url: database.url };
    return {
      open: (tuning) => openQueue(place, tuning),
      childPlace: place,
      close: () => database.drop(),
    };
  });
});
