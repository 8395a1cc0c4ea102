import { useEffect, useState, type RefObject } from "react";

/** The part of an element that can be seen: pixels from its top, and how many of them. */
interface Seen {
  readonly top: number;
  readonly height: number;
}

/** Which part of a long element is seen through whatever scrolls it, as it is scrolled and resized. */
export function useWindow(ref: RefObject<HTMLElement | null>): Seen {
  const [seen, setSeen] = useState<Seen>({ top: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const scroller = scrollerOf(element);
    const look = () => {
      const frame = scroller.getBoundingClientRect();
      const begin = element.getBoundingClientRect().top - frame.top;
      const top = Math.max(0, Math.round(-begin));
      const height = Math.max(
        0,
        Math.round(scroller.clientHeight - Math.max(0, begin)),
      );
      setSeen((old) =>
        old.top === top && old.height === height ? old : { top, height },
      );
    };
    scroller.addEventListener("scroll", look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    // What stands above it may grow, come and go.
    const around = () => {
      for (const one of scroller.children) observer.observe(one);
      look();
    };
    const comings = new MutationObserver(around);
    comings.observe(scroller, { childList: true });
    around();
    return () => {
      scroller.removeEventListener("scroll", look);
      observer.disconnect();
      comings.disconnect();
    };
  }, [ref]);
  return seen;
}

function scrollerOf(element: HTMLElement): HTMLElement {
  for (let one = element.parentElement; one; one = one.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  }
  return document.documentElement;
}
