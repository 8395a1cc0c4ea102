import type { LinkRecord, StageRecord } from "../../engine/contracts/index.ts";
import { seededRandom } from "../../engine/index.ts";
import { aStage, receipts } from "./a-stage.ts";

/** Stages of one network: a plant, three centres, sixteen branches. */
const inNetwork = 20;
const centres = 3;
const weeks = 104;

/**
 * A company of many networks, the same for the same seed: half of the branches sell every
 * week, half now and then; lead times, costs, lots and how much is known of vendors differ.
 */
export function aCatalog(
  networks: number,
  seed = 4,
): { readonly stages: StageRecord[]; readonly links: LinkRecord[] } {
  const random = seededRandom(seed);
  const { uniform } = random;
  const stages: StageRecord[] = [];
  const links: LinkRecord[] = [];
  for (let network = 0; network < networks; network++) {
    const item = `I${String(network).padStart(5, "0")}`;
    const unitCost = Math.exp(1 + 4 * uniform());
    const add = (location: string, changes: Partial<StageRecord>): string => {
      const stage = aStage({ item, location, ...changes });
      stages.push(stage);
      return stage.id;
    };
    const vendor = `V${network % 200}`;
    const plant = add("PLANT", {
      demand: null,
      unitCost,
      vendor,
      receipts: receipts(vendor).slice(0, 3 + (network % 10)),
      serviceTier: null,
      promisedLeadTimeDays: 20,
    });
    const inner = Array.from({ length: centres }, (_, at) => {
      const id = add(`DC${at}`, {
        demand: null,
        unitCost: 1.1 * unitCost,
        vendor: null,
        receipts: [],
        serviceTier: null,
        promisedLeadTimeDays: 3 + Math.floor(8 * uniform()),
      });
      links.push({ from: plant, to: id, units: 1 });
      return id;
    });
    for (let at = 0; at < inNetwork - 1 - centres; at++) {
      const mean = Math.exp(4 * uniform() - 1);
      const chance = uniform() < 0.5 ? 1 : 0.2 + 0.5 * uniform();
      const id = add(`B${String(at).padStart(2, "0")}`, {
        unitCost: 1.2 * unitCost,
        vendor: null,
        receipts: [],
        serviceTier: "ABC"[Math.floor(3 * uniform())]!,
        promisedLeadTimeDays: 1 + Math.floor(5 * uniform()),
        demand: {
          start: "2024-01-01",
          quantities: Array.from({ length: weeks }, () =>
            uniform() < chance ? random.poisson(mean / chance) : 0,
          ),
        },
      });
      links.push({ from: inner[at % centres]!, to: id, units: 1 });
    }
  }
  return { stages, links };
}
