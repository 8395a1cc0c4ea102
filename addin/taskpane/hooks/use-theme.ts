import { useEffect, useState, useSyncExternalStore } from "react";
import { pageStorage } from "../storage.ts";

export type ThemeChoice = "system" | "light" | "dark";

const storage = pageStorage("computer");
const query = () => matchMedia("(prefers-color-scheme: dark)");

/** The chosen theme, and what it comes to: the host's when there is one, else the system's. */
export function useThemeChoice(hostTheme: "light" | "dark" | null): {
  readonly choice: ThemeChoice;
  readonly theme: "light" | "dark";
  readonly choose: (choice: ThemeChoice) => void;
} {
  const [choice, setChoice] = useState<ThemeChoice>(() => {
    const kept = storage.read("theme");
    return kept === "light" || kept === "dark" ? kept : "system";
  });
  const systemDark = useSyncExternalStore(subscribe, () => query().matches);
  const around = hostTheme ?? (systemDark ? "dark" : "light");
  const theme = choice === "system" ? around : choice;
  // The page around the pane draws its own parts, and follows what is chosen here.
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
    document.documentElement.style.colorScheme = theme;
    dispatchEvent(new CustomEvent("stockwright-theme", { detail: theme }));
  }, [theme]);
  return {
    choice,
    theme,
    choose: (next) => {
      storage.write("theme", next === "system" ? null : next);
      setChoice(next);
    },
  };
}

function subscribe(listener: () => void): () => void {
  const list = query();
  list.addEventListener("change", listener);
  return () => list.removeEventListener("change", listener);
}
