import { Select } from "@fluentui/react-components";
import { useMemo, useState, type ReactNode } from "react";
import type {
  ChangeRow,
  ChangeSetDetail,
} from "../../../engine/contracts/index.ts";
import { ChoiceBar } from "../components/choice-bar.tsx";
import { DiffList } from "../components/diff-list.tsx";
import { Facts } from "../components/facts.tsx";
import { Section } from "../components/section.tsx";
import { Notice } from "../components/states.tsx";
import {
  changeOrders,
  orderChanges,
  unconfirmedRows,
  type ChangeOrder,
} from "../change-order.ts";
import { count, instant, none, shortDigest, signed } from "../format.ts";
import { usePane, useStory } from "../hooks/use-pane.ts";
import { useLayout } from "../layout.ts";

type Show = ChangeRow["kind"] | "overridden" | "warned" | "unconfirmed";

/** What the plan found: in numbers, and row by row. */
export function DiffSection(props: {
  readonly detail: ChangeSetDetail;
}): ReactNode {
  const { changeSet, rows } = props.detail;
  const { dispatch } = usePane();
  const { changeSets, nameOf, currency, connections } = useStory();
  const layout = useLayout();
  const [show, setShow] = useState<Show>("change");
  const [order, setOrder] = useState<ChangeOrder>("money");
  const groups = useMemo(() => groupsOf(rows), [rows]);
  const shown = useMemo(
    () => orderChanges(groups[show], order),
    [groups, show, order],
  );
  const others = changeSets.data ?? [];
  const target =
    connections.data?.find((one) => one.id === changeSet.connectionId)?.title ??
    changeSet.connectionId;
  return (
    <>
      {changeSet.undoes && (
        <Notice title="This takes values back.">
          It undoes an earlier write: each field returns to what it held before,
          if the ERP still holds ours. It needs an approval like any other.
        </Notice>
      )}
      {changeSet.error && (
        <Notice intent="warning" title="The last attempt failed.">
          {changeSet.error}
        </Notice>
      )}
      <Section
        title={changeSet.undoes ? "Undo" : "Planned write"}
        aside={
          others.length > 1 ? (
            <Select
              size="small"
              aria-label="Change set"
              value={changeSet.id}
              onChange={(_, { value }) =>
                dispatch({ kind: "choose-change-set", id: value })
              }
            >
              {others.slice(0, 20).map((one) => (
                <option key={one.id} value={one.id}>
                  {`${instant(one.createdAt)}${one.undoes ? ", undo" : ""}, ${one.state.replaceAll("-", " ")}`}
                </option>
              ))}
            </Select>
          ) : null
        }
      >
        <Facts
          facts={[
            { name: "Into", value: target },
            {
              name: "Rows to change",
              value: count(groups.change.length, "row"),
            },
            { name: "Planned by", value: nameOf(changeSet.author) },
            {
              name: "Stock value",
              value: `${currency} ${signed(changeSet.valueChange)}`,
            },
            { name: "Planned", value: instant(changeSet.createdAt) },
            {
              name: "Digest",
              value: changeSet.digest ? (
                <span title={changeSet.digest}>
                  {shortDigest(changeSet.digest)}
                </span>
              ) : (
                none
              ),
            },
          ]}
        />
        {changeSet.approval && (
          <Notice
            intent={
              changeSet.approval.decision === "approved" ? "success" : "warning"
            }
            title={`${changeSet.approval.decision === "approved" ? "Approved" : "Rejected"} by ${nameOf(changeSet.approval.by)},`}
          >
            {instant(changeSet.approval.at)}
            {changeSet.approval.comment && `: “${changeSet.approval.comment}”`}
          </Notice>
        )}
      </Section>
      {groups.conflict.length > 0 &&
        changeSet.state === "awaiting-approval" && (
          <Notice
            intent="warning"
            title={`${count(groups.conflict.length, "row")} held back.`}
          >
            The ERP holds other values than the snapshot said. Import again,
            optimize and plan to take them in.
          </Notice>
        )}
      {groups.unconfirmed.length > 0 &&
        changeSet.state === "awaiting-approval" && (
          <Notice
            intent="warning"
            title={`${count(groups.unconfirmed.length, "row")} not confirmed by simulation.`}
          >
            Replayed day by day, they miss their service target by more than
            chance explains. Approving them takes a reason, for the record.
          </Notice>
        )}
      <div className={layout.row}>
        <ChoiceBar
          label="Which rows"
          chosen={show}
          onChoose={setShow}
          choices={[
            ["change", "To change", groups.change.length],
            ["overridden", "Overridden", groups.overridden.length],
            ["unconfirmed", "Not confirmed", groups.unconfirmed.length],
            ["warned", "Warnings", groups.warned.length],
            ["blocked", "Blocked", groups.blocked.length],
            ["conflict", "Conflicts", groups.conflict.length],
            ["missing", "Missing", groups.missing.length],
            ["unchanged", "Unchanged", groups.unchanged.length],
          ]}
        />
        <Select
          size="small"
          aria-label="Order"
          style={{ marginLeft: "auto" }}
          value={order}
          onChange={(_, { value }) => setOrder(value as ChangeOrder)}
        >
          {Object.entries(changeOrders).map(([id, title]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      </div>
      <DiffList key={`${show} ${order}`} rows={shown} />
    </>
  );
}

function groupsOf(
  rows: readonly ChangeRow[],
): Readonly<Record<Show, readonly ChangeRow[]>> {
  const of = (kind: ChangeRow["kind"]) =>
    rows.filter((row) => row.kind === kind);
  const change = of("change");
  return {
    change,
    unchanged: of("unchanged"),
    missing: of("missing"),
    conflict: of("conflict"),
    blocked: of("blocked"),
    overridden: change.filter((row) => row.overridden),
    unconfirmed: unconfirmedRows(rows),
    warned: change.filter((row) => row.guardrails.length > 0),
  };
}
