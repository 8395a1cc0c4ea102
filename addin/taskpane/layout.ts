import { makeStyles, shorthands, tokens } from "@fluentui/react-components";

/** The few shapes that every view shares. Gaps of 4, 8, 12 and 16 pixels, nothing else. */
export const useLayout = makeStyles({
  /** Scrolls; its action bar stays. */
  view: {
    display: "flex",
    flexDirection: "column",
    flexGrow: 1,
    minHeight: 0,
  },
  scroll: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: "auto",
    padding: "12px 12px 16px",
    // What the keyboard reaches stands clear of the edges.
    scrollPaddingTop: "12px",
    scrollPaddingBottom: "16px",
    display: "flex",
    flexDirection: "column",
    gap: "16px",
    // A full column scrolls; it does not squeeze its parts.
    "& > *": { flexShrink: 0 },
  },
  /** A table of figures: what they are at the left, a column for each case. */
  figures: {
    width: "100%",
    tableLayout: "fixed",
    borderCollapse: "collapse",
    fontVariantNumeric: "tabular-nums",
    "& th, & td": {
      padding: "3px 0 3px 6px",
      textAlign: "right",
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    },
    // Not of cells: those are bold where a class says so.
    "& th": { fontWeight: tokens.fontWeightRegular },
    "& th:first-child": { textAlign: "left", paddingLeft: 0, width: "31%" },
    "& thead th": { color: tokens.colorNeutralForeground2 },
  },
  section: { display: "flex", flexDirection: "column", gap: "8px" },
  stack: { display: "flex", flexDirection: "column", gap: "4px" },
  row: { display: "flex", alignItems: "center", gap: "8px", flexWrap: "wrap" },
  spread: {
    display: "flex",
    alignItems: "baseline",
    justifyContent: "space-between",
    gap: "8px",
    flexWrap: "wrap",
  },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  muted: { color: tokens.colorNeutralForeground2 },
  small: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  numeric: { fontVariantNumeric: "tabular-nums" },
  strong: { fontWeight: tokens.fontWeightSemibold },
  ellipsis: {
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    minWidth: 0,
  },
  hidden: {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
    whiteSpace: "nowrap",
  },
  /** A sign before a text that may take several lines. */
  signed: {
    display: "flex",
    alignItems: "flex-start",
    gap: "8px",
    "& > svg": { flexShrink: 0, marginTop: "2px" },
  },
  plainList: { margin: 0, padding: 0, listStyleType: "none" },
  line: {
    ...shorthands.borderTop("1px", "solid", tokens.colorNeutralStroke2),
  },
  grid: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(140px, 1fr))",
    gap: "12px",
    // A field keeps its height where its neighbour says what is wrong with it.
    alignItems: "start",
    "& > *": { minWidth: 0 },
    "& select": { minWidth: 0, width: "100%", textOverflow: "ellipsis" },
  },
});
