import type {
  ChangeSet,
  ChangeSetDetail,
} from "../../../engine/contracts/index.ts";
import type { Query } from "./query-cache.ts";
import { usePane } from "./use-pane.ts";
import { useQuery } from "./use-query.ts";

/** A change set row by row; asked again whenever its state moves. */
export function useChangeSetDetail(
  changeSet: ChangeSet | null,
): Query<ChangeSetDetail> {
  const { client } = usePane();
  const ready = changeSet !== null && changeSet.state !== "planning";
  return useQuery(
    ready ? `change-set/${changeSet.id}/${changeSet.state}` : null,
    (signal) => client.changeSet(changeSet?.id ?? "", { signal }),
  );
}
