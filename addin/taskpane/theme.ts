import {
  createDarkTheme,
  createLightTheme,
  type BrandVariants,
  type Theme,
} from "@fluentui/react-components";

/** One quiet blue-green; 80 carries white text at 5.6 : 1. */
const brand: BrandVariants = {
  10: "#001212",
  20: "#021f20",
  30: "#043031",
  40: "#063e40",
  50: "#084d4f",
  60: "#0a5b5e",
  70: "#0d676a",
  80: "#107073",
  90: "#2b8488",
  100: "#43979b",
  110: "#5caaad",
  120: "#75bcbf",
  130: "#8fcdd0",
  140: "#aadee0",
  150: "#c6edee",
  160: "#e3f8f9",
};

/** The pane in light surroundings. */
export const lightTheme: Theme = {
  ...createLightTheme(brand),
};

/** The pane in dark surroundings. */
export const darkTheme: Theme = {
  ...createDarkTheme(brand),
  colorBrandForeground1: brand[120],
  colorBrandForeground2: brand[130],
  colorBrandForegroundLink: brand[120],
};
