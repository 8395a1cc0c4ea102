import { columnWidth } from "../../../addin/taskpane/sheet-widths.ts";

const plain = () => undefined;

describe("the width of a column", () => {
  it("takes the longest key of the sample company whole", () => {
    // Arial 11 is 14.67 pixels high; a canvas measures this key at 158.2 in it.
    expect(columnWidth("Stage", ["FIT-1410@MUENCHEN"], plain)).toBeGreaterThan(
      158.2,
    );
  });

  it("counts the decimals and separators that the format adds", () => {
    const whole = columnWidth("Value", [1234567], () => "#,##0");
    const cents = columnWidth("Value", [1234567], () => "#,##0.00");

    // `.00`: two digits of 556 and a point of 290 thousandths of 14.67 pixels are 20.6
    expect(cents - whole).toBeGreaterThanOrEqual(20);
    expect(cents - whole).toBeLessThanOrEqual(21);
  });

  it("lets a title wrap into two lines, and a novel not fill the screen", () => {
    const title = "Safety stock now";
    expect(columnWidth(title, [], plain)).toBeLessThan(110);
    expect(columnWidth(title, ["x".repeat(500)], plain)).toBe(400);
  });
});
