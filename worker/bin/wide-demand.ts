import type { Period } from "../../engine/contracts/index.ts";
import type { CleanDemand } from "../../engine/index.ts";
import {
  bucketAfter,
  bucketsBetween,
  dayNumber,
  dayText,
} from "../../connectors/mapping/bucket.ts";

/** Clean histories as one table: the id, then a column for each period. */
export interface WideDemand {
  readonly add: (stage: CleanDemand) => void;
  /** The file, line by line. */
  readonly text: () => Generator<string>;
}

/** Gathers clean histories; what is no item has none. */
export function wideDemand(period: Period): WideDemand {
  const rows: {
    readonly id: string;
    readonly start: number;
    readonly clean: CleanDemand["clean"];
  }[] = [];
  const name = (bucket: number) =>
    dayText(bucket).slice(0, period === "month" ? 7 : 10);
  return {
    add: ({ item, location, start, clean }) => {
      if (clean.every((units) => units === null)) return;
      const id = location === "" ? item : `${item}@${location}`;
      rows.push({ id, start: dayNumber(start) ?? 0, clean });
    },
    *text() {
      const first = rows.reduce(
        (day, row) => Math.min(day, row.start),
        Infinity,
      );
      const length = rows.reduce(
        (most, { start, clean }) =>
          Math.max(most, bucketsBetween(first, start, period) + clean.length),
        0,
      );
      const periods = Array.from({ length }, (_, i) =>
        name(bucketAfter(first, period, i)),
      );
      yield `${["id", ...periods].join(",")}\n`;
      for (const { id, start, clean } of rows) {
        const before = bucketsBetween(first, start, period);
        const cells = Array.from({ length }, (_, i) => clean[i - before] ?? "");
        yield `${[quoted(id), ...cells].join(",")}\n`;
      }
    },
  };
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
