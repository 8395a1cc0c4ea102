import type { Page } from "playwright-core";

/** More presses than any step has stops. */
const mostPresses = 80;

/** A planner without a mouse. */
export interface KeyboardWalk {
  /** Presses Tab until the focus is on an element of that text, or of a text or label that matches. Throws when it never is. */
  tabTo(name: string | RegExp): Promise<void>;
  /** The same, then Enter. */
  enter(name: string | RegExp): Promise<void>;
}

/** Walks a page with Tab and Enter. */
export function keyboardWalk(page: Page): KeyboardWalk {
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return {
        text: element?.textContent ?? "",
        label: element?.getAttribute("aria-label") ?? "",
        disabled: element?.matches(":disabled") ?? false,
      };
    });
  const tabTo = async (name: string | RegExp) => {
    for (let presses = 0; presses < mostPresses; presses += 1) {
      const { text, label, disabled } = await focused();
      const found =
        typeof name === "string" ? text === name : name.test(text + label);
      if (found && !disabled) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab never reached ${String(name)}`);
  };
  return {
    tabTo,
    enter: async (name) => {
      await tabTo(name);
      await page.keyboard.press("Enter");
    },
  };
}
