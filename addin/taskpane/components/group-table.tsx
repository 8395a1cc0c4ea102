import {
  Link,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { useRef, type ReactNode } from "react";
import type { Totals } from "../../../engine/contracts/index.ts";
import { count, measure, moneyShort, percent, signedShort } from "../format.ts";
import { useSize } from "../hooks/use-size.ts";
import { useLayout } from "../layout.ts";
import {
  groupings,
  type Grouping,
  type ReviewGroup,
} from "../review-groups.ts";
import type { ServiceMeasure } from "../review-rows.ts";

/** More than anybody reads; the rest is in the sum. */
const most = 200;

const useStyles = makeStyles({
  table: {
    "& th, & td": { verticalAlign: "top" },
    "& thead th": { verticalAlign: "bottom" },
    "& tfoot th, & tfoot td": {
      fontWeight: tokens.fontWeightSemibold,
      borderTop: `1px solid ${tokens.colorNeutralStroke1}`,
    },
  },
  name: { fontSize: "inherit", overflowWrap: "anywhere" },
});

interface Column {
  readonly title: string;
  /** Where there is room. */
  readonly wide?: boolean;
  readonly strong?: boolean;
  readonly text: (group: ReviewGroup) => string;
}

/** Money and service summed by what rows have in common; a name leads to its rows. */
export function GroupTable(props: {
  readonly groups: readonly ReviewGroup[];
  readonly sum: ReviewGroup;
  readonly by: Grouping;
  readonly measure: ServiceMeasure;
  readonly currency: string;
  /** Shows the rows of a group; `null` where they cannot be asked for. */
  readonly onOpen: (group: ReviewGroup) => (() => void) | null;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const { groups, by } = props;
  const columns = columnsOf(props.measure).filter(
    ({ wide }) => !wide || width >= 620,
  );
  return (
    <div ref={box} className={layout.scroll}>
      <table
        className={mergeClasses(layout.figures, layout.small, styles.table)}
        aria-label={`${props.currency} and service by ${groupings[by].toLowerCase()}`}
      >
        <thead>
          <tr>
            <th scope="col">
              {groupings[by]}, {props.currency}
            </th>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.slice(0, most).map((group) => {
            const open = props.onOpen(group);
            return (
              <tr key={group.key}>
                <th scope="row">
                  {open ? (
                    <Link
                      as="button"
                      className={styles.name}
                      onClick={open}
                      title={group.note}
                    >
                      {group.key}
                    </Link>
                  ) : (
                    `no ${groupings[by].toLowerCase()}`
                  )}
                  <div className={layout.muted}>{sizeOf(group)}</div>
                </th>
                {columns.map(({ title, text, strong }) => (
                  <td
                    key={title}
                    className={strong ? layout.strong : undefined}
                  >
                    {text(group)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">In total</th>
            {columns.map(({ title, text }) => (
              <td key={title}>{text(props.sum)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
      <p
        className={mergeClasses(layout.muted, layout.small)}
        style={{ margin: 0 }}
      >
        {groups.length > most &&
          `The ${measure(most, 0)} with the most money moved, of ${measure(groups.length, 0)}. `}
        Excess is stock on hand and on order above the advised max. Service is
        of demand by customers, by its value.
      </p>
    </div>
  );
}

function columnsOf(service: ServiceMeasure): readonly Column[] {
  const change = (totals: Totals) =>
    totals.inventoryValueAfter - totals.inventoryValueBefore;
  return [
    {
      title: "Now",
      wide: true,
      text: ({ totals }) => moneyShort(totals.inventoryValueBefore),
    },
    {
      title: "Advised",
      strong: true,
      text: ({ totals }) => moneyShort(totals.inventoryValueAfter),
    },
    { title: "Change", text: ({ totals }) => signedShort(change(totals)) },
    {
      title: "On hand",
      wide: true,
      text: ({ totals }) => moneyShort(totals.onHandValue),
    },
    { title: "Excess", text: ({ excess }) => moneyShort(excess) },
    {
      title: service === "fill" ? "Fill now" : "Cycle now",
      wide: true,
      text: ({ totals }) =>
        percent(
          service === "fill"
            ? totals.fillRateBefore
            : totals.cycleServiceBefore,
        ),
    },
    {
      title: service === "fill" ? "Fill rate" : "Cycle service",
      text: ({ totals }) =>
        percent(
          service === "fill" ? totals.fillRateAfter : totals.cycleServiceAfter,
        ),
    },
  ];
}

function sizeOf({ totals, flagged }: ReviewGroup): string {
  const rows = count(totals.stages, "row");
  return flagged > 0 ? `${rows}, ${measure(flagged, 0)} flagged` : rows;
}
