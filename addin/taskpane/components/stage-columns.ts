import { makeStyles, tokens } from "@fluentui/react-components";

/** The columns of the review, for its header and its rows alike. */
export const useStageColumns = makeStyles({
  wide: {
    display: "grid",
    gridTemplateColumns:
      "minmax(0, 1fr) 84px 112px 112px 104px 92px minmax(92px, auto)",
    columnGap: "10px",
    padding: "0 12px 0 9px",
  },
  compact: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) 144px 84px",
    columnGap: "10px",
    padding: "7px 10px 0 9px",
  },
  slim: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) minmax(96px, auto)",
    columnGap: "10px",
    padding: "7px 10px 0 9px",
  },
  whole: { gridColumn: "1 / -1" },
  right: { textAlign: "right", justifySelf: "end" },
  lines: {
    display: "flex",
    flexDirection: "column",
    minWidth: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: "16px",
  },
  wideLines: { paddingTop: "6px" },
  numbers: {
    display: "grid",
    gridTemplateColumns: "38px minmax(0, 1fr) 12px minmax(0, 1fr)",
    columnGap: "2px",
    fontSize: tokens.fontSizeBase200,
    lineHeight: "16px",
    fontVariantNumeric: "tabular-nums",
    textAlign: "right",
  },
  name: { textAlign: "left", color: tokens.colorNeutralForeground2 },
  old: { color: tokens.colorNeutralForeground2 },
  pair: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr) 12px minmax(0, 1fr)",
    columnGap: "2px",
    alignSelf: "center",
    width: "100%",
    fontVariantNumeric: "tabular-nums",
    textAlign: "right",
  },
  amount: {
    alignSelf: "center",
    textAlign: "right",
    fontVariantNumeric: "tabular-nums",
    whiteSpace: "nowrap",
  },
  title: {
    display: "flex",
    alignItems: "center",
    gap: "4px",
    fontSize: tokens.fontSizeBase300,
    lineHeight: "18px",
    minWidth: 0,
  },
});
