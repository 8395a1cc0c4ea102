import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  tokens,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import { ClientError } from "../../client/index.ts";

const useStyles = makeStyles({
  rows: { display: "flex", flexDirection: "column", gap: "8px" },
  row: {
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralStencil1,
    animationName: { to: { opacity: 0.5 } },
    animationDuration: "1s",
    animationIterationCount: "infinite",
    animationDirection: "alternate",
    "@media (prefers-reduced-motion: reduce)": { animationName: "none" },
    "@media (forced-colors: active)": {
      backgroundColor: "Canvas",
      outline: "1px solid GrayText",
    },
  },
  empty: {
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    gap: "8px",
    padding: "16px 0",
    maxWidth: "52ch",
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  body: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** Bars where rows will be, of the height that the rows will have. */
export function LoadingRows(props: {
  readonly label: string;
  readonly rows?: number;
  readonly height?: 12 | 16 | 24 | 32 | 48;
}): ReactNode {
  const styles = useStyles();
  return (
    <div
      role="progressbar"
      aria-busy
      aria-label={props.label}
      className={styles.rows}
    >
      {Array.from({ length: props.rows ?? 5 }, (_, index) => (
        <div
          key={index}
          className={styles.row}
          style={{ height: props.height ?? 24 }}
        />
      ))}
    </div>
  );
}

/** Nothing here yet: why, and the way to something. */
export function EmptyState(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}): ReactNode {
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <h2 className={styles.title}>{props.title}</h2>
      <p className={styles.body}>{props.children}</p>
      {props.action}
    </div>
  );
}

/** What happened, what to do, and the button that does it. */
export function ErrorState(props: {
  readonly title: string;
  readonly error: Error;
  readonly onRetry?: (() => void) | undefined;
}): ReactNode {
  const { error, title, onRetry } = props;
  const fields = error instanceof ClientError ? [...error.fields] : [];
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {sentence(error.message)}
        {fields.length > 0 && (
          <ul>
            {fields.map(([path, message]) => (
              <li key={path}>
                {path}: {message}
              </li>
            ))}
          </ul>
        )}
      </MessageBarBody>
      {onRetry && (
        <MessageBarActions>
          <Button size="small" onClick={onRetry}>
            Try again
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

/** Something to know before going on. */
export function Notice(props: {
  readonly intent?: "info" | "warning" | "success";
  readonly title?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}): ReactNode {
  return (
    <MessageBar
      intent={props.intent ?? "info"}
      layout="multiline"
      // In a column that is full, a notice keeps its height: lists scroll, sentences do not.
      style={{ flexShrink: 0 }}
    >
      <MessageBarBody>
        {props.title && <MessageBarTitle>{props.title}</MessageBarTitle>}{" "}
        {props.children}
      </MessageBarBody>
      {props.actions && <MessageBarActions>{props.actions}</MessageBarActions>}
    </MessageBar>
  );
}

/** Our errors are lower case without full stop; people read sentences. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
