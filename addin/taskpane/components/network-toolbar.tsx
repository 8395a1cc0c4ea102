import {
  Button,
  Input,
  makeStyles,
  Select,
  ToggleButton,
} from "@fluentui/react-components";
import {
  BranchFork20Regular,
  FullScreenMinimize20Regular,
  Search16Regular,
  ZoomIn20Regular,
  ZoomOut20Regular,
} from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { useLayout } from "../layout.ts";

const useStyles = makeStyles({
  bar: {
    flexShrink: 0,
    display: "flex",
    flexWrap: "wrap",
    gap: "4px 6px",
    padding: "6px 8px",
    alignItems: "center",
  },
  search: { flexGrow: 1, flexBasis: "120px", minWidth: "96px" },
  parts: {
    flexGrow: 1,
    flexBasis: "120px",
    minWidth: "96px",
    "& select": { textOverflow: "ellipsis" },
  },
  found: { whiteSpace: "nowrap" },
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
        placeholder="Find a stage"
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
      <ToggleButton
        size="small"
        appearance="subtle"
        icon={<BranchFork20Regular />}
        aria-label="Only around this stage"
        title="Only around this stage"
        checked={props.around ?? false}
        disabled={props.around === null}
        onClick={() => props.onAround(!props.around)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<ZoomOut20Regular />}
        aria-label="Farther"
        disabled={props.farthest}
        onClick={() => onZoom(-1)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<ZoomIn20Regular />}
        aria-label="Nearer"
        disabled={props.nearest}
        onClick={() => onZoom(1)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<FullScreenMinimize20Regular />}
        aria-label="Everything at a glance"
        disabled={props.farthest}
        onClick={() => onZoom(null)}
      />
    </div>
  );
}
