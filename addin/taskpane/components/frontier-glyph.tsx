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
  number: {
    fontSize: "10px",
    fontWeight: tokens.fontWeightSemibold,
    fontFamily: tokens.fontFamilyBase,
    fill: tokens.colorNeutralForeground1,
    "@media (forced-colors: active)": { fill: "CanvasText" },
  },
  handle: {
    stroke: tokens.colorBrandStroke1,
    strokeWidth: "3px",
    fill: tokens.colorNeutralBackground1,
    "@media (forced-colors: active)": { stroke: "Highlight", fill: "Canvas" },
  },
});

/** The sign of a point: a square is today, a diamond the run, a numbered ring another run (dashed where it supposes other data), a knob the chosen. */
export function FrontierGlyph(props: {
  readonly kind: FrontierMark["kind"] | "chosen";
  readonly x: number;
  readonly y: number;
  /** Which of the other runs it is, in their list. */
  readonly number?: number | undefined;
  /** Whether it supposes other data. */
  readonly supposes?: boolean | undefined;
  /** Whether it is pointed at. */
  readonly pointed?: boolean;
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
      return (
        <>
          <circle
            className={styles.line}
            style={props.pointed ? { strokeWidth: 3 } : {}}
            cx={x}
            cy={y}
            r={7.5}
            strokeDasharray={props.supposes ? "3 2" : undefined}
          />
          <text className={styles.number} x={x} y={y + 3.5} textAnchor="middle">
            {props.number}
          </text>
        </>
      );
    case "chosen":
      return <circle className={styles.handle} cx={x} cy={y} r={7} />;
  }
}

/** The sign alone, beside its name. */
export function FrontierSign(props: {
  readonly kind: FrontierMark["kind"] | "chosen";
  readonly number?: number;
  readonly supposes?: boolean | undefined;
}): ReactNode {
  return (
    <svg
      width={16}
      height={16}
      viewBox="0 0 20 20"
      aria-hidden
      style={{ flexShrink: 0 }}
    >
      <FrontierGlyph {...props} x={10} y={10} />
    </svg>
  );
}
