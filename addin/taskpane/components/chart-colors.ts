import { tokens } from "@fluentui/react-components";

/** A colour of an area or of letters, and the system's own where only few colours are left. */
export function filled(color: string, forced: string) {
  return {
    fill: color,
    "@media (forced-colors: active)": { fill: forced },
  };
}

/** A colour of a line, and the system's own where only few colours are left. */
export function drawn(color: string, forced: string) {
  return {
    stroke: color,
    "@media (forced-colors: active)": { stroke: forced },
  };
}

/** What was measured, what departs from it, and what is expected: the same in every chart. */
export const chartColors = {
  bar: filled(tokens.colorNeutralForeground3, "CanvasText"),
  oddText: filled(tokens.colorPaletteDarkOrangeForeground1, "LinkText"),
  expected: drawn(tokens.colorBrandStroke1, "Highlight"),
  expectedText: filled(tokens.colorBrandForeground1, "CanvasText"),
};
