import { defaultTheme } from "@univerjs/themes";

/** The pane's blue-green; 600 draws the selection. */
const primary = {
  50: "#f0f9f9",
  100: "#e0f2f2",
  200: "#c6e6e7",
  300: "#9fd3d5",
  400: "#5caaad",
  500: "#2f9599",
  600: "#17868a",
  700: "#107073",
  800: "#0d676a",
  900: "#084d4f",
};

/**
 * The ranges of a formula, by their order in it. Dark on white, so that they are readable there,
 * and light on dark, where the sheet turns the lightness of its colours round.
 */
const rangeColors = {
  1: "blue.700",
  2: "red.700",
  3: "green.700",
  4: "purple.600",
  5: "orange.700",
  6: "pink.600",
  7: "indigo.600",
  8: "gray.800",
  9: "yellow.800",
  10: "red.600",
  11: "green.800",
  12: "blue.800",
};

/** Univer's own theme with our colours. */
export const sheetTheme: typeof defaultTheme = {
  ...defaultTheme,
  primary,
  "loop-color": { ...defaultTheme["loop-color"], ...rangeColors },
};
