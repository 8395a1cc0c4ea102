import { promotionEvents } from "../../../../engine/forecast/promotion/promotion-events.ts";

const flags = (text: string) => Float64Array.from(text, Number);

describe("promotionEvents", () => {
  it("tells place, length and time since of each promotion", () => {
    const found = promotionEvents(flags("0110010"), 0);
    expect([...found.place]).toEqual([0, 1, 2, 0, 0, 1, 0]);
    expect([...found.length]).toEqual([0, 2, 2, 0, 0, 1, 0]);
    expect([...found.since]).toEqual([0, 0, 0, 1, 2, 0, 1]);
  });

  it("keeps a promotion together over a gap that is short enough", () => {
    const found = promotionEvents(flags("1011000"), 1);
    expect([...found.within]).toEqual([1, 1, 1, 1, 0, 0, 0]);
    expect([...found.length]).toEqual([4, 4, 4, 4, 0, 0, 0]);
    expect([...promotionEvents(flags("1001"), 1).within]).toEqual([1, 0, 0, 1]);
  });
});
