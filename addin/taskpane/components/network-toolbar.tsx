import {
  Button,
  Input,
  makeStyles,
  Select,
  ToggleButton,
  tokens,
} from "@fluentui/react-components";
import {
  BranchFork20Regular,
  FullScreenMinimize20Regular,
  Search16Regular,
} from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { useLayout } from "../layout.ts";

const tip = {
  content: "attr(aria-label)",
  position: "absolute",
  top: "calc(100% + 4px)",
  right: 0,
  padding: "2px 6px",
  whiteSpace: "nowrap",
  pointerEvents: "none",
  fontSize: tokens.fontSizeBase200,
  lineHeight: tokens.lineHeightBase200,
  fontWeight: tokens.fontWeightRegular,
  color: tokens.colorNeutralForeground1,
  backgroundColor: tokens.colorNeutralBackground1,
  border: `1px solid ${tokens.colorNeutralStroke1}`,
  borderRadius: tokens.borderRadiusMedium,
  boxShadow: tokens.shadow8,
} as const;

const useStyles = makeStyles({
  bar: {
    // The names of the signs stand over the drawing.
    position: "relative",
    zIndex: 3,
    flexShrink: 0,
    display: "flex",
    flexWrap: "wrap",
    gap: "4px",
    padding: "6px 8px",
    alignItems: "center",
  },
  search: { flexGrow: 1, flexBasis: "92px", minWidth: "84px" },
  parts: {
    flexGrow: 1,
    flexBasis: "92px",
    minWidth: "84px",
    "& select": { textOverflow: "ellipsis" },
  },
  found: { whiteSpace: "nowrap" },
  buttons: { display: "flex", marginLeft: "auto" },
  /** A sign tells its name under the pointer and under the keyboard's focus alike. */
  sign: {
    position: "relative",
    minWidth: "28px",
    // The name stands below the button.
    overflow: "visible",
    ":hover::after": tip,
    ":focus-visible::after": tip,
  },
});

/** Find a stage, choose a network, come nearer. */
export function NetworkToolbar(props: {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** `2 of 14`; empty while nothing is looked for. */
  readonly found: string;
  readonly onNext: (step: 1 | -1) => void;
  /** What each network is called, where there are several. */
  readonly parts: readonly string[];
  readonly part: number;
  readonly onPart: (part: number) => void;
  /** Whether only what hangs together with one stage is drawn; `null` without a stage. */
  readonly around: boolean | null;
  readonly onAround: (around: boolean) => void;
  readonly nearest: boolean;
  readonly farthest: boolean;
  readonly onZoom: (step: 1 | -1 | null) => void;
}): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { onZoom } = props;
  return (
    <div className={styles.bar} role="group" aria-label="The drawing">
      <Input
        size="small"
        className={styles.search}
        type="search"
        aria-label="Find a stage: Enter goes to the next"
        placeholder="Find"
        contentBefore={<Search16Regular />}
        contentAfter={
          props.found === "" ? null : (
            <span className={`${styles.found} ${layout.muted} ${layout.small}`}>
              {props.found}
            </span>
          )
        }
        value={props.text}
        onChange={(_, { value }) => props.onText(value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          props.onNext(event.shiftKey ? -1 : 1);
        }}
      />
      {props.parts.length > 1 && (
        <Select
          size="small"
          className={styles.parts}
          aria-label="Network"
          value={String(props.part)}
          onChange={(_, { value }) => props.onPart(Number(value))}
        >
          {props.parts.map((title, at) => (
            <option key={at} value={at}>
              {title}
            </option>
          ))}
        </Select>
      )}
      <div className={styles.buttons}>
        <ToggleButton
          size="small"
          className={styles.sign}
          appearance="subtle"
          icon={<BranchFork20Regular />}
          aria-label="Only around this stage"
          checked={props.around ?? false}
          disabled={props.around === null}
          onClick={() => props.onAround(!props.around)}
        />
        <Button
          size="small"
          appearance="subtle"
          className={styles.sign}
          icon={<span aria-hidden>−</span>}
          aria-label="Farther"
          disabled={props.farthest}
          onClick={() => onZoom(-1)}
        />
        <Button
          size="small"
          appearance="subtle"
          className={styles.sign}
          icon={<span aria-hidden>+</span>}
          aria-label="Nearer"
          disabled={props.nearest}
          onClick={() => onZoom(1)}
        />
        <Button
          size="small"
          appearance="subtle"
          className={styles.sign}
          icon={<FullScreenMinimize20Regular />}
          aria-label="Everything at a glance"
          disabled={props.farthest}
          onClick={() => onZoom(null)}
        />
      </div>
    </div>
  );
}
