const key = "stockwright.pane-width";
const least = 360;
const step = 24;

/**
 * Lets the planner drag the border between sheet and pane, or move it with the arrow
 * keys. The width is remembered.
 */
export function splitter(handle: HTMLElement, pane: HTMLElement): void {
  const most = () => Math.max(least, Math.min(900, innerWidth - 320));
  const set = (width: number): void => {
    const fitting = Math.round(Math.min(most(), Math.max(least, width)));
    pane.style.width = `${fitting}px`;
    handle.setAttribute("aria-valuenow", String(fitting));
    handle.setAttribute("aria-valuemin", String(least));
    handle.setAttribute("aria-valuemax", String(most()));
    localStorage.setItem(key, String(fitting));
  };
  set(Number(localStorage.getItem(key)) || 460);
  handle.addEventListener("pointerdown", (down) => {
    handle.setPointerCapture(down.pointerId);
    const start = pane.getBoundingClientRect().width + down.clientX;
    const drag = (move: PointerEvent) => set(start - move.clientX);
    handle.addEventListener("pointermove", drag);
    handle.addEventListener(
      "lostpointercapture",
      () => handle.removeEventListener("pointermove", drag),
      { once: true },
    );
  });
  handle.addEventListener("keydown", (event) => {
    const width = pane.getBoundingClientRect().width;
    if (event.key === "ArrowLeft") set(width + step);
    else if (event.key === "ArrowRight") set(width - step);
    else return;
    event.preventDefault();
  });
  addEventListener("resize", () => set(pane.getBoundingClientRect().width));
}
