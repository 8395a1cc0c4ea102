import { tokens } from "@fluentui/react-components";
import type { CSSProperties, ReactNode } from "react";
import { moneyShort, percent } from "../format.ts";
import { serviceAt } from "../frontier-points.ts";
import { useLayout } from "../layout.ts";
import type { ServiceMeasure } from "../review-rows.ts";
import type { PlacedMark } from "./frontier-layout.ts";
import { atOneSpot } from "./frontier-spread.ts";

const box: CSSProperties = {
  position: "absolute",
  left: 4,
  right: 4,
  margin: "0 auto",
  width: "fit-content",
  maxWidth: 260,
  zIndex: 1,
  boxSizing: "border-box",
  pointerEvents: "none",
  padding: "4px 8px",
  borderRadius: tokens.borderRadiusMedium,
  border: `1px solid ${tokens.colorNeutralStroke1}`,
  backgroundColor: tokens.colorNeutralBackground1,
};

/** Whose ring is pointed at, and whose lie at the same spot. The list below says the same to everybody. */
export function FrontierNames(props: {
  readonly rings: readonly PlacedMark[];
  /** By its place among all marks. */
  readonly pointed: number;
  readonly measure: ServiceMeasure;
}): ReactNode {
  const layout = useLayout();
  const { rings, pointed } = props;
  const at = rings.findIndex(({ index }) => index === pointed);
  const ring = rings[at];
  if (!ring) return null;
  const { y } = ring.drawn;
  return (
    <div
      className={`${layout.small} ${layout.numeric}`}
      aria-hidden
      style={{
        ...box,
        // On the side where there is more room.
        ...(y < 125 ? { top: y + 13 } : { bottom: `calc(100% - ${y - 13}px)` }),
      }}
    >
      {atOneSpot(rings, at).map((one) => {
        const { index, mark } = rings[one]!;
        return (
          <div
            key={index}
            className={index === pointed ? layout.strong : ""}
            style={{ display: "flex", gap: 4 }}
          >
            <span>{index + 1}</span>
            <span className={layout.ellipsis}>{mark.title}</span>
            <span style={{ flexShrink: 0, marginLeft: "auto" }}>
              {moneyShort(mark.point.workingCapital)},{" "}
              {percent(serviceAt(mark.point, props.measure))}
            </span>
          </div>
        );
      })}
    </div>
  );
}
