import { useMemo, type ReactNode } from "react";
import type { Run } from "../../../engine/contracts/index.ts";
import { GroupTable } from "../components/group-table.tsx";
import { useStory } from "../hooks/use-pane.ts";
import {
  filterOfGroup,
  reviewGroups,
  sumOfRows,
  type Grouping,
} from "../review-groups.ts";
import type { ReviewFilter, ReviewRow } from "../review-rows.ts";

/** Where money and service move: the rows on view, summed. */
export function ReviewSums(props: {
  readonly rows: readonly ReviewRow[];
  readonly run: Run;
  readonly by: Grouping;
  readonly filter: ReviewFilter;
  readonly onFilter: (filter: ReviewFilter) => void;
}): ReactNode {
  const { rows, run, by } = props;
  const { currency } = useStory();
  const { holdingRatePerYear, serviceMeasure } = run.scenario;
  const groups = useMemo(
    () => reviewGroups(rows, by, holdingRatePerYear),
    [rows, by, holdingRatePerYear],
  );
  const sum = useMemo(
    () => sumOfRows(rows, holdingRatePerYear),
    [rows, holdingRatePerYear],
  );
  return (
    <GroupTable
      groups={groups}
      sum={sum}
      by={by}
      measure={serviceMeasure}
      currency={currency}
      onOpen={(group) => {
        const narrower = filterOfGroup(props.filter, by, group);
        return narrower && (() => props.onFilter(narrower));
      }}
    />
  );
}
