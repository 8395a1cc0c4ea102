import { useEffect } from "react";
import { recommendationTable } from "../sheet-tables.ts";
import { usePane } from "./use-pane.ts";

/** Selecting a row of our table in the sheet opens its stage in the pane. */
export function useSheetSelection(): void {
  const { workbook, dispatch, announce } = usePane();
  useEffect(
    () =>
      workbook.onSelectionChanged(({ row }) => {
        if (row?.table !== recommendationTable) return;
        dispatch({ kind: "open-stage", id: row.key });
        dispatch({ kind: "go", step: "review" });
        announce(`Showing ${row.key}`);
      }),
    [workbook, dispatch, announce],
  );
}
