import { makeStyles, tokens } from "@fluentui/react-components";
import { useMemo, useRef, type ReactNode } from "react";
import { useWindow } from "../hooks/use-window.ts";

const useStyles = makeStyles({
  box: {
    position: "relative",
    flexGrow: 1,
    flexShrink: 0,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
  },
  row: {
    position: "absolute",
    left: 0,
    right: 0,
    boxSizing: "border-box",
    overflow: "hidden",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});

/** Rows of known but different heights, drawn only where they can be seen; what is around them scrolls. */
export function VirtualList(props: {
  readonly label: string;
  readonly count: number;
  readonly heightOf: (index: number) => number;
  readonly keyOf: (index: number) => string;
  readonly row: (index: number) => ReactNode;
}): ReactNode {
  const styles = useStyles();
  const box = useRef<HTMLDivElement>(null);
  const { top, height } = useWindow(box);
  const { count, heightOf } = props;
  const tops = useMemo(() => {
    const sums = [0];
    for (let at = 0; at < count; at += 1) {
      sums.push((sums[at] ?? 0) + heightOf(at));
    }
    return sums;
  }, [count, heightOf]);
  const first = Math.max(0, lastAtOrBelow(tops, top) - 4);
  const last = Math.min(count, lastAtOrBelow(tops, top + height) + 5);
  return (
    <div
      ref={box}
      className={styles.box}
      role="list"
      aria-label={props.label}
      tabIndex={0}
    >
      <div role="none" style={{ height: tops[count] ?? 0 }}>
        {Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
          const index = first + offset;
          const from = tops[index] ?? 0;
          return (
            <div
              key={props.keyOf(index)}
              role="listitem"
              aria-setsize={count}
              aria-posinset={index + 1}
              className={styles.row}
              style={{ top: from, height: (tops[index + 1] ?? from) - from }}
            >
              {props.row(index)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function lastAtOrBelow(sums: readonly number[], value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sums[middle] ?? Infinity) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
