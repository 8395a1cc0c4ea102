import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  ArrowRight12Regular,
  Edit12Filled,
  Flag16Filled,
  Flag16Regular,
} from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { paneWords, percent, quantity, signed } from "../format.ts";
import { useLayout } from "../layout.ts";
import {
  serviceOf,
  type ReviewRow,
  type ServiceMeasure,
} from "../review-rows.ts";
import { useStageColumns } from "./stage-columns.ts";

const useStyles = makeStyles({
  icon: { flexShrink: 0, width: "14px", height: "14px" },
  high: { color: tokens.colorPaletteRedForeground1 },
  medium: { color: tokens.colorPaletteDarkOrangeForeground1 },
  low: { color: tokens.colorNeutralForeground2 },
  arrow: {
    alignSelf: "center",
    color: tokens.colorNeutralForeground3,
    width: "10px",
    height: "10px",
  },
});

const fields = [
  ["Min", "reorderPoint"],
  ["Max", "orderUpTo"],
  ["Safety", "safetyStock"],
] as const;

interface RowProps {
  readonly row: ReviewRow;
  readonly measure: ServiceMeasure;
}

/** One stage in three short lines. */
export function CompactRow(
  props: RowProps & { readonly slim: boolean },
): ReactNode {
  const columns = useStageColumns();
  const layout = useLayout();
  const { row, measure, slim } = props;
  const { stage } = row;
  return (
    <div className={slim ? columns.slim : columns.compact} role="none">
      <div
        role="gridcell"
        className={mergeClasses(columns.lines, slim && columns.whole)}
      >
        <Title row={row} />
        <span
          className={mergeClasses(layout.ellipsis, layout.muted)}
          title={stage.description}
        >
          {stage.description}
        </span>
        {!slim && (
          <span className={mergeClasses(layout.ellipsis, layout.muted)}>
            {classAndTier(row)}
          </span>
        )}
      </div>
      <div role="gridcell" className={columns.numbers}>
        {fields.map(([name, field]) => (
          <Pair key={field} row={row} field={field} name={name} />
        ))}
      </div>
      <div
        role="gridcell"
        className={mergeClasses(columns.lines, columns.amount)}
      >
        <span className={layout.strong}>{signed(row.valueChange)}</span>
        <span className={layout.muted}>{servicePair(row, measure)}</span>
        <span className={layout.muted}>
          {row.override ? "overridden" : slim ? classAndTier(row) : ""}
        </span>
      </div>
    </div>
  );
}

/** One stage in a line of columns. */
export function WideRow(props: RowProps): ReactNode {
  const columns = useStageColumns();
  const layout = useLayout();
  const { row, measure } = props;
  const { stage } = row;
  return (
    <div className={columns.wide} role="none" style={{ height: "100%" }}>
      <div
        role="gridcell"
        className={mergeClasses(columns.lines, columns.wideLines)}
      >
        <Title row={row} />
        <span
          className={mergeClasses(layout.ellipsis, layout.muted)}
          title={stage.description}
        >
          {stage.description}
        </span>
      </div>
      <div
        role="gridcell"
        className={mergeClasses(columns.lines, columns.wideLines, layout.muted)}
      >
        <span style={{ lineHeight: "18px" }}>{stage.demandClass}</span>
        <span>
          {stage.serviceTier ? `tier ${stage.serviceTier}` : "no tier"}
        </span>
      </div>
      {fields.map(([, field]) => (
        <div key={field} role="gridcell" className={columns.pair}>
          <Pair row={row} field={field} />
        </div>
      ))}
      <div
        role="gridcell"
        className={mergeClasses(columns.amount, layout.strong)}
      >
        {signed(row.valueChange)}
      </div>
      <div role="gridcell" className={columns.amount}>
        {servicePair(row, measure)}
      </div>
    </div>
  );
}

function Title(props: { readonly row: ReviewRow }): ReactNode {
  const columns = useStageColumns();
  const layout = useLayout();
  const styles = useStyles();
  const { stage, override } = props.row;
  const flag = worstFlag(props.row);
  const text = `${stage.item} · ${stage.location}`;
  return (
    <span className={columns.title}>
      {flag &&
        (flag.severity === "low" ? (
          <Flag16Regular
            className={mergeClasses(styles.icon, styles.low)}
            aria-label={paneWords(flag.message)}
          />
        ) : (
          <Flag16Filled
            className={mergeClasses(styles.icon, styles[flag.severity])}
            aria-label={paneWords(flag.message)}
          />
        ))}
      <span
        className={mergeClasses(layout.ellipsis, layout.strong)}
        title={text}
      >
        {text}
      </span>
      {override && (
        <Edit12Filled className={styles.icon} aria-label="Overridden" />
      )}
    </span>
  );
}

function Pair(props: {
  readonly row: ReviewRow;
  readonly field: (typeof fields)[number][1];
  readonly name?: string;
}): ReactNode {
  const columns = useStageColumns();
  const layout = useLayout();
  const styles = useStyles();
  const { stage, chosen } = props.row;
  const before = stage.current[props.field];
  const after = chosen[props.field];
  return (
    <>
      {props.name && <span className={columns.name}>{props.name}</span>}
      <span className={columns.old}>
        {quantity(before, stage.unitDecimals)}
      </span>
      <ArrowRight12Regular className={styles.arrow} aria-label="to" />
      <span className={before === after ? columns.old : layout.strong}>
        {quantity(after, stage.unitDecimals)}
      </span>
    </>
  );
}

function servicePair(row: ReviewRow, measure: ServiceMeasure): string {
  const before = percent(serviceOf(row.stage.before, measure));
  return `${before.replace("%", "")} → ${percent(serviceOf(row.outcome, measure))}`;
}

function classAndTier({ stage }: ReviewRow): string {
  return stage.serviceTier
    ? `${stage.demandClass}, tier ${stage.serviceTier}`
    : stage.demandClass;
}

function worstFlag({ stage }: ReviewRow) {
  const order = { high: 0, medium: 1, low: 2 };
  return [...stage.flags].sort(
    (a, b) => order[a.severity] - order[b.severity],
  )[0];
}
