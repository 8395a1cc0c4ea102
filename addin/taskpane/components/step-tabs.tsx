import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  CheckmarkCircle16Filled,
  Circle16Regular,
  ErrorCircle16Filled,
} from "@fluentui/react-icons";
import { useRef, type KeyboardEvent, type ReactNode } from "react";
import { useLayout } from "../layout.ts";
import { stepTitles, steps, type Step } from "../pane-state.ts";

/** How far a step is, and its state in two or three words. */
export interface StepStatus {
  readonly done: boolean;
  readonly trouble?: boolean;
  readonly note: string;
}

const useStyles = makeStyles({
  list: {
    containerType: "inline-size",
    display: "grid",
    // By the length of their names.
    gridTemplateColumns: [1, 1.15, 1.05, 1.1, 1.25]
      .map((share) => `minmax(0, ${share}fr)`)
      .join(" "),
    flexShrink: 0,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    padding: "0 4px",
  },
  tab: {
    appearance: "none",
    backgroundColor: "transparent",
    border: "none",
    borderBottom: "3px solid transparent",
    font: "inherit",
    color: tokens.colorNeutralForeground2,
    padding: "6px 2px 4px",
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    gap: "1px",
    minWidth: 0,
    cursor: "pointer",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover },
    ":focus-visible": {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-2px",
    },
    // Forced colours draw what is transparent.
    "@media (forced-colors: active)": { borderBottomColor: "Canvas" },
  },
  here: {
    color: tokens.colorNeutralForeground1,
    borderBottomColor: tokens.colorBrandStroke1,
    "@media (forced-colors: active)": { borderBottomColor: "Highlight" },
  },
  name: {
    display: "flex",
    alignItems: "center",
    gap: "3px",
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: "nowrap",
  },
  note: {
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    fontVariantNumeric: "tabular-nums",
    maxWidth: "100%",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  icon: {
    flexShrink: 0,
    width: "14px",
    height: "14px",
    // The narrowest panes have room for the names alone; the notes below tell the rest.
    "@container (max-width: 359px)": { display: "none" },
  },
  done: { color: tokens.colorPaletteGreenForeground1 },
  trouble: { color: tokens.colorPaletteRedForeground1 },
});

/** The story's five steps: where you are, what is done. */
export function StepTabs(props: {
  readonly step: Step;
  readonly status: Readonly<Record<Step, StepStatus>>;
  readonly onGo: (step: Step) => void;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const list = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const at = steps.indexOf(props.step);
    const to = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: steps.length - 1,
    }[event.key];
    const step = to === undefined ? undefined : steps[to];
    if (!step) return;
    event.preventDefault();
    props.onGo(step);
    list.current?.querySelector<HTMLElement>(`#step-${step}`)?.focus();
  };

  return (
    <div
      ref={list}
      role="tablist"
      aria-label="Steps"
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      {steps.map((step) => {
        const here = step === props.step;
        const { done, trouble, note } = props.status[step];
        return (
          <button
            key={step}
            type="button"
            role="tab"
            id={`step-${step}`}
            aria-selected={here}
            aria-controls={here ? "step-panel" : undefined}
            tabIndex={here ? 0 : -1}
            className={mergeClasses(styles.tab, here && styles.here)}
            onClick={() => props.onGo(step)}
          >
            <span className={styles.name}>
              {trouble ? (
                <ErrorCircle16Filled
                  className={mergeClasses(styles.icon, styles.trouble)}
                />
              ) : done ? (
                <CheckmarkCircle16Filled
                  className={mergeClasses(styles.icon, styles.done)}
                />
              ) : (
                <Circle16Regular className={styles.icon} />
              )}
              {stepTitles[step]}
            </span>
            <span className={layout.hidden}>
              {trouble ? "needs attention" : done ? "done" : "open"}
            </span>
            <span className={styles.note} title={note}>
              {note}
            </span>
          </button>
        );
      })}
    </div>
  );
}
