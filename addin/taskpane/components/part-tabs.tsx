import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { useRef, type KeyboardEvent, type ReactNode } from "react";

const useStyles = makeStyles({
  list: {
    display: "flex",
    flexShrink: 0,
    gap: "4px",
    padding: "0 8px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tab: {
    appearance: "none",
    backgroundColor: "transparent",
    border: "none",
    borderBottom: "2px solid transparent",
    font: "inherit",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    padding: "6px 8px 4px",
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
  },
  away: {
    // Forced colours draw what is transparent.
    "@media (forced-colors: active)": { borderBottomColor: "Canvas" },
  },
  here: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorBrandStroke1,
    "@media (forced-colors: active)": { borderBottomColor: "Highlight" },
  },
});

/** Leads the keyboard to the tab of a part that a press opens: the button goes with its view. */
export function goToPart(part: string): void {
  document.getElementById(`part-${part}`)?.focus();
}

/** The parts of one step: a line of names below the steps, quieter than they are. */
export function PartTabs<T extends string>(props: {
  readonly label: string;
  readonly parts: readonly T[];
  readonly titles: Readonly<Record<T, string>>;
  readonly here: T;
  /** The element that shows the part. */
  readonly panelId: string;
  readonly onGo: (part: T) => void;
}): ReactNode {
  const styles = useStyles();
  const list = useRef<HTMLDivElement>(null);
  const { parts, titles, here } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    const at = parts.indexOf(here);
    const to = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: parts.length - 1,
    }[event.key];
    const part = to === undefined ? undefined : parts[to];
    if (part === undefined) return;
    event.preventDefault();
    props.onGo(part);
    list.current?.querySelector<HTMLElement>(`#part-${part}`)?.focus();
  };
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={props.label}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      {parts.map((part) => (
        <button
          key={part}
          type="button"
          role="tab"
          id={`part-${part}`}
          aria-selected={part === here}
          aria-controls={part === here ? props.panelId : undefined}
          tabIndex={part === here ? 0 : -1}
          className={mergeClasses(
            styles.tab,
            part === here ? styles.here : styles.away,
          )}
          onClick={() => props.onGo(part)}
        >
          {titles[part]}
        </button>
      ))}
    </div>
  );
}
