import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from "react";
import { useSize } from "../hooks/use-size.ts";
import { visibleRange } from "../visible-range.ts";

const useStyles = makeStyles({
  grid: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: "auto",
    overflowX: "hidden",
    position: "relative",
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
    "&:focus-visible [data-active=true]": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-3px",
    },
  },
  header: {
    position: "sticky",
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeft: "3px solid transparent",
  },
  body: { position: "relative" },
  row: {
    position: "absolute",
    left: 0,
    right: 0,
    boxSizing: "border-box",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    borderLeft: "3px solid transparent",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    // Forced colours draw what is transparent.
    "@media (forced-colors: active)": { borderLeftColor: "Canvas" },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    borderLeftColor: tokens.colorBrandStroke1,
    "@media (forced-colors: active)": { borderLeftColor: "Highlight" },
  },
});

/** Rows of one height, drawn only where they can be seen; one stop for Tab, arrows inside. */
export function VirtualGrid(props: {
  readonly label: string;
  readonly count: number;
  readonly rowHeight: number;
  /** Its cells have the role `columnheader`. */
  readonly header: ReactNode;
  readonly headerHeight: number;
  /** Cells have the role `gridcell`. */
  readonly row: (index: number) => ReactNode;
  readonly keyOf: (index: number) => string;
  /** The row that is open elsewhere; -1 for none. */
  readonly chosen: number;
  readonly onOpen: (index: number) => void;
}): ReactNode {
  const styles = useStyles();
  const id = useId();
  const container = useRef<HTMLDivElement>(null);
  const { height } = useSize(container);
  const [top, setTop] = useState(0);
  const [cursor, setCursor] = useState(Math.max(0, props.chosen));
  const { count, rowHeight, headerHeight, chosen } = props;
  const active = Math.min(cursor, count - 1);

  // Another row was opened, here or in the sheet: the cursor goes there.
  const [lastChosen, setLastChosen] = useState(chosen);
  if (lastChosen !== chosen) {
    setLastChosen(chosen);
    if (chosen >= 0) setCursor(chosen);
  }
  useEffect(() => {
    if (chosen >= 0) reveal(container.current, chosen, rowHeight, headerHeight);
  }, [chosen, rowHeight, headerHeight, height]);

  const move = (to: number) => {
    const next = Math.max(0, Math.min(count - 1, to));
    setCursor(next);
    reveal(container.current, next, rowHeight, headerHeight);
    // With a row open beside the list, moving the cursor shows the next one.
    if (chosen >= 0) props.onOpen(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(
      1,
      Math.floor((height - headerHeight) / rowHeight) - 1,
    );
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (event.target !== container.current) return;
    if (to !== undefined) move(to);
    else if (event.key === "Enter" || event.key === " ") props.onOpen(active);
    else return;
    event.preventDefault();
  };

  const { first, last } = visibleRange({
    top,
    height: Math.max(height, 400),
    rowHeight,
    count,
  });
  const indexes = Array.from({ length: last - first }, (_, at) => first + at);
  return (
    <div
      ref={container}
      role="grid"
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      className={styles.grid}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles.header}>
        <div role="row" aria-rowindex={1}>
          {props.header}
        </div>
      </div>
      <div
        role="rowgroup"
        className={styles.body}
        style={{ height: count * rowHeight }}
      >
        {indexes.map((index) => (
          <div
            key={props.keyOf(index)}
            id={`${id}-${index}`}
            role="row"
            aria-rowindex={index + 2}
            aria-selected={index === chosen}
            data-active={index === active}
            className={mergeClasses(
              styles.row,
              index === chosen && styles.chosen,
            )}
            style={{ top: index * rowHeight, height: rowHeight }}
            onClick={() => {
              setCursor(index);
              props.onOpen(index);
            }}
          >
            {props.row(index)}
          </div>
        ))}
      </div>
    </div>
  );
}

function reveal(
  element: HTMLElement | null,
  index: number,
  rowHeight: number,
  headerHeight: number,
): void {
  if (!element) return;
  const from = index * rowHeight;
  const room = element.clientHeight - headerHeight - rowHeight;
  if (element.scrollTop > from) element.scrollTop = from;
  else if (element.scrollTop < from - room) element.scrollTop = from - room;
}
