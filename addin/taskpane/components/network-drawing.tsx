import { makeStyles, tokens } from "@fluentui/react-components";
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from "react";
import { count } from "../format.ts";
import { useDragScroll } from "../hooks/use-drag-scroll.ts";
import { useLayout } from "../layout.ts";
import type { NetworkGraph } from "../network-graph.ts";
import type { NetworkLayout } from "../network-layout.ts";
import { stageAfter } from "../network-moves.ts";
import type { NetworkStage } from "../network-stage.ts";
import {
  centreOf,
  headHeight,
  nearestTo,
  stageAt,
  stagesIn,
  type NetworkZoom,
} from "../network-window.ts";
import { NetworkLines } from "./network-lines.tsx";
import { NetworkNode } from "./network-node.tsx";

const useStyles = makeStyles({
  box: {
    position: "relative",
    flexGrow: 1,
    minHeight: 0,
    overflow: "auto",
    cursor: "grab",
    backgroundColor: tokens.colorNeutralBackground2,
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
  },
  head: {
    position: "sticky",
    top: 0,
    zIndex: 2,
    height: `${headHeight - 4}px`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  column: {
    position: "absolute",
    top: "2px",
    textAlign: "center",
    fontSize: "11px",
    lineHeight: "13px",
    color: tokens.colorNeutralForeground2,
    overflow: "hidden",
    whiteSpace: "nowrap",
    textOverflow: "ellipsis",
  },
});

/** Rows drawn beyond the edges, so that scrolling does not outrun the drawing. */
const beyond = 120;

/** A network by echelon: scrolled and dragged, walked by the arrow keys, drawn only where it is seen. */
export function NetworkDrawing(props: {
  readonly label: string;
  readonly graph: NetworkGraph;
  readonly layout: NetworkLayout;
  readonly stages: readonly NetworkStage[];
  readonly zoom: NetworkZoom;
  /** Size of the room there is. */
  readonly view: { readonly width: number; readonly height: number };
  readonly active: number | null;
  readonly most: number;
  /** Whether it takes the focus when it appears: somebody comes back to it. */
  readonly focused: boolean;
  readonly onActivate: (stage: number) => void;
  readonly onOpen: (stage: number) => void;
  /** A step nearer or farther; `null`: everything at a glance. */
  readonly onZoom: (step: 1 | -1 | null) => void;
}): ReactNode {
  const styles = useStyles();
  const layoutStyles = useLayout();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ left: 0, top: 0 });
  const drag = useDragScroll(box);
  const { graph, layout, stages, zoom, view, active, most } = props;
  const width = Math.max(view.width, layout.columns.length * zoom.column);
  const height = Math.max(view.height, headHeight + layout.rows * zoom.row + 8);
  const window = {
    left: Math.max(0, scroll.left - beyond),
    top: Math.max(0, scroll.top - beyond),
    width: Math.min(width, view.width + 2 * beyond),
    height: Math.min(height, view.height + 2 * beyond),
  };
  const visible = stagesIn(layout, zoom, window);
  const shown =
    zoom.detail === "bars"
      ? active === null
        ? []
        : [active]
      : active === null || visible.includes(active)
        ? visible
        : [...visible, active];

  const { focused } = props;
  useEffect(() => {
    if (focused) box.current?.focus();
  }, [focused]);
  // Nearer or farther, the middle of the picture stays in the middle.
  const drawn = useRef({ layout, zoom });
  useLayoutEffect(() => {
    const element = box.current;
    const before = drawn.current;
    drawn.current = { layout, zoom };
    if (!element || before.layout !== layout || before.zoom === zoom) return;
    const { clientWidth, clientHeight } = element;
    const middle = nearestTo(
      before.layout,
      before.zoom,
      element.scrollLeft + clientWidth / 2,
      element.scrollTop + clientHeight / 2,
    );
    if (middle === null) return;
    const { x, y } = centreOf(layout, zoom, middle);
    element.scrollTo(x - clientWidth / 2, y - clientHeight / 2);
  }, [layout, zoom]);
  // Whatever made it the active one, it is to be seen.
  useEffect(() => {
    const element = box.current;
    if (!element || active === null) return;
    const { x, y } = centreOf(layout, zoom, active);
    const room = { x: zoom.column / 2 + 4, y: zoom.row / 2 + 4 };
    const left = element.scrollLeft;
    const top = element.scrollTop;
    if (x - room.x < left || x + room.x > left + element.clientWidth) {
      element.scrollLeft = x - element.clientWidth / 2;
    }
    if (
      y - room.y < top + headHeight ||
      y + room.y > top + element.clientHeight
    ) {
      element.scrollTop = y - element.clientHeight / 2;
    }
  }, [active, layout, zoom]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const first = layout.columns.at(-1)?.[0] ?? null;
    const step = { "+": 1, "=": 1, "-": -1 }[event.key];
    if (step !== undefined) props.onZoom(step as 1 | -1);
    else if (event.key === "0") props.onZoom(null);
    else if (event.key === "Enter" || event.key === " ") {
      if (active !== null) props.onOpen(active);
    } else {
      const to =
        active === null
          ? (first ?? undefined)
          : stageAfter(event.key, active, graph, layout);
      if (to === undefined || !/^(Arrow|Page|Home|End)/.test(event.key)) return;
      props.onActivate(to);
    }
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    if (drag.moved()) return;
    const at = box.current;
    if (!at) return;
    const frame = at.getBoundingClientRect();
    const stage = stageAt(
      layout,
      zoom,
      event.clientX - frame.left + at.scrollLeft,
      event.clientY - frame.top + at.scrollTop,
    );
    if (stage !== null) props.onActivate(stage);
  };
  const depth = layout.columns.length - 1;
  const [first] = layout.columns.flat();
  const itemSaid = layout.columns.every((column) =>
    column.every((stage) => stages[stage]!.item === stages[first!]!.item),
  );
  return (
    <div
      ref={box}
      role="listbox"
      aria-label={props.label}
      aria-activedescendant={active === null ? undefined : `${id}-${active}`}
      tabIndex={0}
      className={styles.box}
      onScroll={({ currentTarget: { scrollLeft: left, scrollTop: top } }) =>
        setScroll({ left, top })
      }
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={() => {
        if (active !== null) props.onOpen(active);
      }}
      onWheel={(event) => {
        if (event.ctrlKey) props.onZoom(event.deltaY < 0 ? 1 : -1);
      }}
      {...drag.handlers}
    >
      <div role="presentation" style={{ width, height, position: "relative" }}>
        <div role="presentation" className={styles.head} aria-hidden>
          {layout.columns.map((column, at) => (
            <div
              key={at}
              className={styles.column}
              style={{ left: at * zoom.column, width: zoom.column }}
            >
              <span className={layoutStyles.strong}>
                {columnName(depth - at, depth, zoom.column)}
              </span>
              <br />
              {zoom.column < 60 ? column.length : count(column.length, "stage")}
            </div>
          ))}
        </div>
        <NetworkLines
          graph={graph}
          layout={layout}
          stages={stages}
          zoom={zoom}
          window={window}
          visible={visible}
          active={active}
          most={most}
        />
        {shown.map((stage) => {
          const { x, y } = centreOf(layout, zoom, stage);
          return (
            <NetworkNode
              key={stage}
              id={`${id}-${stage}`}
              stage={stages[stage]!}
              zoom={zoom}
              x={x}
              y={y}
              active={stage === active}
              itemSaid={itemSaid}
              most={most}
            />
          );
        })}
      </div>
    </div>
  );
}

function columnName(echelon: number, last: number, width: number): string {
  if (width < 60) return String(echelon);
  if (echelon === 0) return "Customers’ end";
  return echelon === last && last > 1
    ? "First suppliers"
    : `Echelon ${echelon}`;
}
