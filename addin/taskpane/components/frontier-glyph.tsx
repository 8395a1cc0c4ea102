import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { FrontierMark } from "../frontier-points.ts";

const useStyles = makeStyles({
  line: {
    stroke: tokens.colorNeutralForeground1,
    strokeWidth: "1.5px",
    fill: tokens.colorNeutralBackground1,
    "@media (forced-colors: active)": { stroke: "CanvasText", fill: "Canvas" },
  },
  brand: {
    stroke: tokens.colorNeutralBackground1,
    strokeWidth: "1px",
    fill: tokens.colorBrandStroke1,
    "@media (forced-colors: active)": {
      stroke: "Canvas",
      fill: "CanvasText",
    },
  },
  handle: {
    stroke: tokens.colorBrandStroke1,
    strokeWidth: "3px",
    fill: tokens.colorNeutralBackground1,
    "@media (forced-colors: active)": { stroke: "Highlight", fill: "Canvas" },
  },
});

/** The sign of a point: a square is today, a diamond the run, a ring another run, a knob the chosen. */
export function FrontierGlyph(props: {
  readonly kind: FrontierMark["kind"] | "chosen";
  readonly x: number;
  readonly y: number;
}): ReactNode {
  const styles = useStyles();
  const { kind, x, y } = props;
  switch (kind) {
    case "today":
      return (
        <rect
          className={styles.line}
          x={x - 4.5}
          y={y - 4.5}
          width={9}
          height={9}
        />
      );
    case "recommended":
      return (
        <path className={styles.brand} d={`M${x} ${y - 7}l7 7l-7 7l-7 -7z`} />
      );
    case "scenario":
      return <circle className={styles.line} cx={x} cy={y} r={3.5} />;
    case "chosen":
      return <circle className={styles.handle} cx={x} cy={y} r={7} />;
  }
}

/** The sign alone, beside its name. */
export function FrontierSign(props: {
  readonly kind: FrontierMark["kind"] | "chosen";
}): ReactNode {
  return (
    <svg
      width={16}
      height={16}
      viewBox="0 0 20 20"
      aria-hidden
      style={{ flexShrink: 0 }}
    >
      <FrontierGlyph kind={props.kind} x={10} y={10} />
    </svg>
  );
}
