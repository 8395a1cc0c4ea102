import { textWidth } from "../../../addin/taskpane/components/chart-labels.ts";
import {
  demandPicture,
  type DemandPicture,
} from "../../../addin/taskpane/components/demand-chart-data.ts";
import { demandLayout } from "../../../addin/taskpane/components/demand-chart-layout.ts";
import type { StageForecast } from "../../../engine/contracts/index.ts";
import { aChangedForecast, aForecast, week } from "../../support/a-forecast.ts";

const pictureOf = (forecast: StageForecast): DemandPicture =>
  demandPicture(forecast, 0);

describe("where things stand in a demand chart", () => {
  const seasons = Array.from({ length: 52 }, (_, at) =>
    Math.round(30 + 20 * Math.sin(at / 6)),
  );

  it.each([256, 296, 376, 456])("is all inside, at %i pixels", (width) => {
    for (const forecast of [
      aForecast(seasons),
      aForecast([2_000_000, 1_500_000]),
      aChangedForecast(),
      aForecast([-3, 4, 0, 5]),
    ]) {
      const { plot, height, notes, endLabels, timeTicks, centres } =
        demandLayout(pictureOf(forecast), width, 200);

      for (const { x, y, text } of notes) {
        expect(x).toBeGreaterThanOrEqual(plot.x);
        expect(x + textWidth(text)).toBeLessThanOrEqual(width);
        expect(y).toBeGreaterThan(12);
      }
      for (const { x, top, lines } of endLabels) {
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top + 13 * lines.length).toBeLessThanOrEqual(height);
        expect(x).toBeGreaterThan(plot.x + plot.width);
      }
      for (const { x, text } of timeTicks) {
        expect(x + textWidth(text)).toBeLessThanOrEqual(width);
      }
      expect(centres[0]).toBeGreaterThan(plot.x);
      expect(centres.at(-1)).toBeLessThan(plot.x + plot.width);
    }
  });

  it("puts today between what was sold and what is expected", () => {
    const { today, centres } = demandLayout(
      pictureOf(aForecast(seasons)),
      296,
      200,
    );

    expect(today).toBeGreaterThan(centres[51]!);
    expect(today).toBeLessThan(centres[52]!);
  });

  it("marks a repair from what was sold to what counts, and names it", () => {
    const { repairs, notes, leftOut, yOf } = demandLayout(
      pictureOf(aChangedForecast()),
      456,
      200,
    );

    expect(repairs).toHaveLength(1);
    expect(repairs[0]).toMatchObject({ from: yOf(0), to: yOf(11.4) });
    expect(leftOut).toHaveLength(1);
    // Six weeks are too narrow for three notes: the latest of the two, and always what the line is.
    expect(notes.map(({ text }) => text)).toEqual([
      "left out: promotion",
      "sold",
    ]);
  });

  it("names every repair that there is room for, without one note on another", () => {
    const sold = Array.from({ length: 52 }, () => 20);
    const changed = [10, 30, 45];
    const forecast = aForecast(sold, {
      repairs: changed.map((at) => ({
        start: week(at),
        kind: "stockout",
        before: 20,
        after: 24,
        reason: "stock ran out",
      })),
    });
    const { notes } = demandLayout(
      pictureOf({
        ...forecast,
        history: forecast.history.map((one, at) =>
          changed.includes(at) ? { ...one, repaired: 24 } : one,
        ),
      }),
      456,
      200,
    );
    const repaired = notes.filter(({ kind }) => kind === "repaired");

    expect(repaired.length).toBeGreaterThanOrEqual(2);
    for (const one of notes) {
      for (const other of notes) {
        if (one === other) continue;
        const apart =
          one.x + textWidth(one.text) <= other.x ||
          other.x + textWidth(other.text) <= one.x ||
          Math.abs(one.y - other.y) >= 13;
        expect(apart).toBe(true);
      }
    }
  });

  it("breaks the line where nothing was recorded", () => {
    const { soldPath } = demandLayout(
      pictureOf(aForecast([3, 4, null, 5])),
      296,
      200,
    );

    // Two strokes; the second is a single week, a dot.
    expect(soldPath.match(/M/g)).toHaveLength(2);
    expect(soldPath).toMatch(/h0$/);
  });

  it("has a bar for each week with demand, and none for the others", () => {
    const { soldBars, soldPath, zero, yOf } = demandLayout(
      pictureOf(aForecast([0, 3, 0, -1], { class: "lumpy" })),
      296,
      200,
    );

    expect(soldPath).toBe("");
    expect(soldBars).toHaveLength(2);
    expect(soldBars[0]).toMatchObject({ y: yOf(3), height: zero - yOf(3) });
    // More was returned than sold: below the line.
    expect(soldBars[1]!.y).toBe(zero);
  });

  it("says what bars are on the highest one", () => {
    const sold = Array.from({ length: 30 }, (_, at): number =>
      at % 3 === 0 ? 2 : 0,
    );
    const { notes, centres, yOf } = demandLayout(
      pictureOf(aForecast(sold.with(12, 9), { class: "lumpy" })),
      456,
      200,
    );
    const [note] = notes;

    expect(note!.text).toBe("sold");
    expect(note!.x + textWidth("sold") / 2).toBeCloseTo(centres[12]!, 6);
    expect(note!.y).toBeLessThan(yOf(9));
    expect(note!.y).toBeGreaterThan(yOf(9) - 12);
  });

  it("needs neither a history nor a forecast", () => {
    const plain = aForecast([]);

    expect(demandLayout(pictureOf(plain), 296, 200).soldPath).toBe("");
    const past = demandLayout(
      pictureOf(aForecast([1, 2], { forecast: [] })),
      296,
      200,
    );
    expect(past.today).toBeNull();
    expect(past.bandPath + past.expectedPath).toBe("");
    expect(past.endLabels).toEqual([]);
  });

  it("has no number that is none, whatever was recorded", () => {
    for (const sold of [[], [null], [0], [0, 0], [5], [-2], [null, 3, null]]) {
      const layout = demandLayout(
        pictureOf(aForecast(sold, { class: "none" })),
        296,
        200,
      );

      expect(JSON.stringify(layout)).not.toMatch(/NaN|Infinity/);
      expect(layout.centres.every((one) => Number.isFinite(one))).toBe(true);
      expect(layout.valueTicks.every(({ y }) => Number.isFinite(y))).toBe(true);
    }
  });
});
