import { useEffect, useState, type RefObject } from "react";

/**
 * Width and height of an element in pixels, as it is resized; zero before it is seen.
 *
 * @param one - another value for another element: one that goes and comes again is a new one
 */
export function useSize(
  ref: RefObject<HTMLElement | null>,
  one?: unknown,
): {
  readonly width: number;
  readonly height: number;
} {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((old) =>
        old.width === width && old.height === height ? old : { width, height },
      );
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, one]);
  return size;
}
