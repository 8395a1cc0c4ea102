import {
  makeStyles,
  mergeClasses,
  shorthands,
  tokens,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useLayout } from "../layout.ts";
import { barShare, type NetworkStage } from "../network-stage.ts";
import type { NetworkZoom } from "../network-window.ts";
import { cardWidth } from "./network-lines.tsx";

const useStyles = makeStyles({
  node: {
    position: "absolute",
    boxSizing: "border-box",
    cursor: "pointer",
    fontSize: "11px",
    lineHeight: "14px",
    fontVariantNumeric: "tabular-nums",
  },
  card: {
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    padding: "2px 5px",
    overflow: "hidden",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  none: shorthands.borderStyle("dashed"),
  active: {
    outline: `2px solid ${tokens.colorBrandStroke1}`,
    outlineOffset: "0px",
    zIndex: 1,
    "@media (forced-colors: active)": { outlineColor: "Highlight" },
  },
  figures: { display: "flex", gap: "4px", alignItems: "center" },
  track: {
    flexGrow: 1,
    height: "6px",
    minWidth: "10px",
    backgroundColor: tokens.colorNeutralBackground4,
  },
  bar: {
    display: "block",
    height: "100%",
    backgroundColor: tokens.colorBrandStroke1,
    "@media (forced-colors: active)": { backgroundColor: "CanvasText" },
  },
  serves: { color: tokens.colorNeutralForeground2, whiteSpace: "nowrap" },
  buffer: { whiteSpace: "nowrap", fontWeight: tokens.fontWeightSemibold },
});

/** One stage: its name, its buffer as a bar and a number, and when it serves. */
export function NetworkNode(props: {
  readonly id: string;
  readonly stage: NetworkStage;
  readonly zoom: NetworkZoom;
  readonly x: number;
  readonly y: number;
  readonly active: boolean;
  /** Whether everybody knows the item: the network has no other. */
  readonly itemSaid: boolean;
  readonly most: number;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { stage, zoom, x, y, active } = props;
  const width = cardWidth(zoom) + (zoom.detail === "bars" ? 8 : 0);
  const height = Math.max(4, zoom.row - (zoom.detail === "cards" ? 6 : 2));
  const named = zoom.detail !== "bars";
  const figures = [
    `safety stock ${stage.buffer}`,
    ...(stage.serves ? [`serves ${stage.serves}`] : []),
  ].join(", ");
  return (
    <div
      id={props.id}
      role="option"
      aria-selected={active}
      data-stage={stage.id}
      className={mergeClasses(
        styles.node,
        named && styles.card,
        named && !stage.holds && styles.none,
        active && styles.active,
      )}
      style={{
        left: x - cardWidth(zoom) / 2 - (named ? 0 : 4),
        top: y - height / 2,
        width,
        height,
      }}
      title={stage.words}
    >
      <div className={named ? layout.ellipsis : layout.hidden}>
        <span className={props.itemSaid ? layout.hidden : undefined}>
          {stage.item} ·{" "}
        </span>
        {stage.location}
      </div>
      {zoom.detail !== "cards" && (
        <span className={layout.hidden}>, {figures}</span>
      )}
      {zoom.detail === "cards" && (
        <div className={styles.figures}>
          {stage.holds && (
            <span className={styles.track}>
              <span
                className={styles.bar}
                style={{ width: `${100 * barShare(stage.value, props.most)}%` }}
              />
            </span>
          )}
          <span className={styles.buffer}>
            <span className={layout.hidden}>, safety stock </span>
            {stage.buffer}
          </span>
          <span className={styles.serves}>
            {stage.serves && <span className={layout.hidden}>, serves </span>}
            {stage.serves}
          </span>
        </div>
      )}
    </div>
  );
}
