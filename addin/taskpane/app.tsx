import { FluentProvider, makeStyles, tokens } from "@fluentui/react-components";
import {
  useCallback,
  useEffect,
  useMemo,
  useReducer,
  useState,
  type ReactNode,
} from "react";
import type { Client } from "../client/index.ts";
import type { StepRequests } from "../commands/step-requests.ts";
import type { WorkbookPort } from "../workbook/port.ts";
import { PaneHeader } from "./components/pane-menu.tsx";
import { createQueryCache } from "./hooks/query-cache.ts";
import { PaneContext, type Pane } from "./hooks/use-pane.ts";
import { refreshCells } from "./hooks/use-fresh-cells.ts";
import { useThemeChoice } from "./hooks/use-theme.ts";
import { useLayout } from "./layout.ts";
import { paneReducer, readPaneState, stepTitles } from "./pane-state.ts";
import { pageStorage } from "./storage.ts";
import { SessionGate } from "./views/session-gate.tsx";
import { darkTheme, lightTheme } from "./theme.ts";

export interface AppProps {
  readonly workbook: WorkbookPort;
  readonly client: Client;
  /** What the host looks like, where it says so; the system's colours otherwise. */
  readonly hostTheme?: "light" | "dark" | null;
  /** Told whom the cells speak for from now on; `null`: whoever the page began with. */
  readonly onPerson?: (person: string | null) => void;
  /** Where the host's own buttons ask for a step. */
  readonly stepRequests?: StepRequests;
}

const windowStorage = pageStorage("window");

const useStyles = makeStyles({
  root: {
    height: "100%",
    minHeight: 0,
    display: "flex",
    flexDirection: "column",
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    overflow: "hidden",
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
});

/** The pane: five steps from what the ERP says to what it shall hold. */
export function App(props: AppProps): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const { choice, theme, choose } = useThemeChoice(props.hostTheme ?? null);
  const [person, setPerson] = useState(() => windowStorage.read("person"));
  const client = useMemo(
    () => (person === null ? props.client : props.client.as(person)),
    [props.client, person],
  );
  // Another person may see other answers: nothing of the first one's stays.
  const cache = useMemo(() => {
    void client;
    return createQueryCache();
  }, [client]);
  const [state, dispatch] = useReducer(paneReducer, null, () =>
    readPaneState(windowStorage.read("pane")),
  );
  useEffect(() => {
    windowStorage.write("pane", JSON.stringify(state));
  }, [state]);
  const [said, announce] = useState("");
  const { stepRequests } = props;
  useEffect(
    () =>
      stepRequests?.listen((step) => {
        dispatch({ kind: "go", step });
        announce(`Step ${stepTitles[step]}`);
      }),
    [stepRequests],
  );

  const pane = useMemo(
    (): Pane => ({
      client,
      workbook: props.workbook,
      cache,
      state,
      dispatch,
      announce,
    }),
    [client, props.workbook, cache, state],
  );
  const { workbook, onPerson } = props;
  const switchPerson = useCallback(
    (id: string | null) => {
      windowStorage.write("person", id);
      setPerson(id);
      onPerson?.(id);
      refreshCells(workbook);
    },
    [workbook, onPerson],
  );

  return (
    <FluentProvider
      theme={theme === "dark" ? darkTheme : lightTheme}
      className={styles.root}
      role="region"
      aria-label="Stockwright"
    >
      <PaneContext value={pane}>
        <SessionGate
          switchPerson={switchPerson}
          header={(session, connections) => (
            <PaneHeader
              title={connections?.[0]?.title ?? "Stockwright"}
              session={session}
              onPerson={switchPerson}
              theme={choice}
              onTheme={choose}
            />
          )}
        />
      </PaneContext>
      <div role="status" aria-live="polite" className={layout.hidden}>
        {said}
      </div>
    </FluentProvider>
  );
}
