/** Light or dark, as the planner chose or the system says. */
export type Theme = "light" | "dark";

const key = "stockwright.theme";

/** The theme to start with. */
export function startTheme(): Theme {
  const chosen = localStorage.getItem(key);
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/**
 * Shows a theme, and remembers it when `chosen`. The page's root carries it as
 * `data-theme`; whoever draws for themselves listens to `stockwright-theme` on `window`.
 */
export function showTheme(theme: Theme, chosen: boolean): void {
  if (chosen) localStorage.setItem(key, theme);
  document.documentElement.dataset["theme"] = theme;
  document.documentElement.style.colorScheme = theme;
  window.dispatchEvent(new CustomEvent("stockwright-theme", { detail: theme }));
}
