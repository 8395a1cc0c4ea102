import { useRef, type PointerEvent, type RefObject } from "react";

/** Pixels that a hand may shake without dragging. */
const shake = 4;

/** Moves what a box shows by dragging it with the mouse; touch and wheel scroll by themselves. */
export function useDragScroll(box: RefObject<HTMLElement | null>): {
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
  };
  /** Whether the press that is ending was a drag, and no click. */
  readonly moved: () => boolean;
} {
  const from = useRef({ x: 0, y: 0, left: 0, top: 0, dragged: false });
  return {
    handlers: {
      onPointerDown: ({ clientX, clientY }) => {
        from.current = {
          x: clientX,
          y: clientY,
          left: box.current?.scrollLeft ?? 0,
          top: box.current?.scrollTop ?? 0,
          dragged: false,
        };
      },
      onPointerMove: ({ clientX, clientY, buttons, pointerType }) => {
        const element = box.current;
        if (buttons !== 1 || pointerType !== "mouse" || !element) return;
        const { x, y, left, top } = from.current;
        if (Math.hypot(clientX - x, clientY - y) > shake) {
          from.current.dragged = true;
        }
        if (!from.current.dragged) return;
        element.scrollTo(left - (clientX - x), top - (clientY - y));
      },
    },
    moved: () => from.current.dragged,
  };
}
