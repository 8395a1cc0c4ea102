import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { NetworkGraph } from "../network-graph.ts";
import type { NetworkLayout } from "../network-layout.ts";
import { barShare, type NetworkStage } from "../network-stage.ts";
import {
  centreOf,
  type NetworkWindow,
  type NetworkZoom,
} from "../network-window.ts";

const useStyles = makeStyles({
  svg: { position: "absolute", pointerEvents: "none" },
  link: {
    fill: "none",
    stroke: tokens.colorNeutralStroke1,
    "@media (forced-colors: active)": { stroke: "GrayText" },
  },
  near: {
    fill: "none",
    stroke: tokens.colorBrandStroke1,
    strokeWidth: "2px",
    "@media (forced-colors: active)": { stroke: "Highlight" },
  },
  holds: {
    fill: tokens.colorBrandStroke1,
    "@media (forced-colors: active)": { fill: "CanvasText" },
  },
  /** As long as the longest bar: what a bar is held against, and what the lines lead to. */
  track: {
    fill: tokens.colorNeutralForeground1,
    fillOpacity: 0.08,
    "@media (forced-colors: active)": {
      fill: "none",
      stroke: "GrayText",
    },
  },
  empty: {
    fill: tokens.colorNeutralForeground4,
    "@media (forced-colors: active)": { fill: "GrayText" },
  },
});

/** Who supplies whom, and each stage as a bar where names have no room: a few paths, however many stages. */
export function NetworkLines(props: {
  readonly graph: NetworkGraph;
  readonly layout: NetworkLayout;
  readonly stages: readonly NetworkStage[];
  readonly zoom: NetworkZoom;
  readonly window: NetworkWindow;
  readonly visible: readonly number[];
  readonly active: number | null;
  /** Money in the largest buffer. */
  readonly most: number;
}): ReactNode {
  const styles = useStyles();
  const { graph, layout, stages, zoom, window, visible, active, most } = props;
  const half = cardWidth(zoom) / 2;
  const line = (from: number, to: number): string => {
    const a = centreOf(layout, zoom, from);
    const b = centreOf(layout, zoom, to);
    const [x1, x2] = [a.x + half, b.x - half];
    const bend = Math.max(8, (x2 - x1) / 2);
    return `M${round(x1)} ${round(a.y)}C${round(x1 + bend)} ${round(a.y)} ${round(x2 - bend)} ${round(b.y)} ${round(x2)} ${round(b.y)}`;
  };
  const bottom = window.top + window.height;
  const crosses = (from: number, to: number) => {
    const a = centreOf(layout, zoom, from).y;
    const b = centreOf(layout, zoom, to).y;
    return Math.max(a, b) >= window.top && Math.min(a, b) <= bottom;
  };
  const links: string[] = [];
  const near: string[] = [];
  layout.columns.flat().forEach((from) => {
    for (const to of graph.customers[from]!) {
      if (layout.columnOf[to]! < 0 || !crosses(from, to)) continue;
      (from === active || to === active ? near : links).push(line(from, to));
    }
  });
  const bars = zoom.detail === "bars" ? barPaths() : null;
  return (
    <svg
      className={styles.svg}
      aria-hidden
      style={{ left: window.left, top: window.top }}
      width={window.width}
      height={window.height}
      viewBox={`${window.left} ${window.top} ${window.width} ${window.height}`}
    >
      <path
        className={styles.link}
        d={links.join("")}
        // Many lines make a surface: thin and faint, they stay lines.
        strokeWidth={links.length > 400 ? 0.5 : 1}
        strokeOpacity={links.length > 400 ? 0.35 : 1}
      />
      <path className={styles.near} d={near.join("")} />
      {bars && (
        <>
          <path className={styles.track} d={bars.tracks} />
          <path className={styles.empty} d={bars.empty} />
          <path className={styles.holds} d={bars.holds} />
        </>
      )}
    </svg>
  );

  function barPaths() {
    const height = Math.max(1, Math.min(7, zoom.row - 2));
    const width = cardWidth(zoom);
    let holds = "";
    let empty = "";
    let tracks = "";
    for (const stage of visible) {
      const { x, y } = centreOf(layout, zoom, stage);
      const share = barShare(stages[stage]!.value, most);
      const length = stages[stage]!.holds ? Math.max(2, share * width) : 3;
      const bar = (to: number) =>
        `M${round(x - width / 2)} ${round(y - height / 2)}h${round(to)}v${round(height)}h${round(-to)}z`;
      const path = bar(length);
      tracks += bar(width);
      if (stages[stage]!.holds) holds += path;
      else empty += path;
    }
    return { holds, empty, tracks };
  }
}

/** Pixels that a stage is wide: its column less the way of the lines. */
export function cardWidth({ detail, column }: NetworkZoom): number {
  return detail === "bars" ? column * 0.5 : column - 26;
}

function round(value: number): string {
  return value.toFixed(1);
}
