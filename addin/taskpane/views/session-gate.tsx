import { Button } from "@fluentui/react-components";
import { useMemo, type ReactNode } from "react";
import type { Connection, Session } from "../../../engine/contracts/index.ts";
import { ErrorState, LoadingRows } from "../components/states.tsx";
import { useReconnect } from "../hooks/use-online.ts";
import { StoryContext, usePane, type Story } from "../hooks/use-pane.ts";
import { useQuery } from "../hooks/use-query.ts";
import { useLayout } from "../layout.ts";
import { awaitedBy, runOnView } from "../run-on-view.ts";
import { StepsView } from "./steps-view.tsx";

interface GateProps {
  readonly switchPerson: (id: string | null) => void;
  readonly header: (
    session: Session | null,
    connections: readonly Connection[] | undefined,
  ) => ReactNode;
}

/** Knows who works before it shows the steps; says so when the service is away. */
export function SessionGate(props: GateProps): ReactNode {
  const { client } = usePane();
  const layout = useLayout();
  const session = useQuery("session", (signal) => client.session({ signal }));
  const connections = useQuery(session.data ? "connections" : null, (signal) =>
    client.connections({ signal }),
  );
  useReconnect([session.data ? null : session.error]);

  if (session.data) {
    return (
      <>
        {props.header(session.data, connections.data)}
        <StoryProvider session={session.data} switchPerson={props.switchPerson}>
          <StepsView />
        </StoryProvider>
      </>
    );
  }
  return (
    <>
      {props.header(null, undefined)}
      <div className={layout.scroll}>
        {session.error ? (
          <>
            <ErrorState
              title="Not connected."
              error={session.error}
              onRetry={session.retry}
            />
            <div>
              <Button size="small" onClick={() => props.switchPerson(null)}>
                Forget who I worked as
              </Button>
            </div>
          </>
        ) : (
          <LoadingRows label="Connecting to the service" rows={6} height={32} />
        )}
      </div>
    </>
  );
}

function StoryProvider(props: {
  readonly session: Session;
  readonly switchPerson: (id: string) => void;
  readonly children: ReactNode;
}): ReactNode {
  const { client, state } = usePane();
  const { session, switchPerson } = props;
  const connections = useQuery("connections", (signal) =>
    client.connections({ signal }),
  );
  const snapshots = useQuery("snapshots", (signal) =>
    client.snapshots({ signal }),
  );
  const runs = useQuery("runs", (signal) => client.runs({ signal }));
  const changeSets = useQuery("change-sets", (signal) =>
    client.changeSets({ signal }),
  );

  const story = useMemo((): Story => {
    const ready = snapshots.data?.filter((one) => one.state === "ready");
    const done = runs.data?.filter((one) => one.state === "done");
    const run = runOnView(
      done ?? [],
      state.runId,
      awaitedBy(session.person, changeSets.data ?? []),
    );
    const snapshot =
      ready?.find((one) => one.id === state.snapshotId) ?? ready?.[0] ?? null;
    const changeSet =
      changeSets.data?.find((one) => one.id === state.changeSetId) ??
      changeSets.data?.find((one) => one.runId === run?.id) ??
      null;
    const seen = ready?.find((one) => one.id === run?.snapshotId) ?? snapshot;
    return {
      session,
      connections,
      snapshots,
      runs,
      changeSets,
      snapshot,
      run,
      changeSet,
      currency: seen?.currency ?? "",
      switchPerson,
      nameOf: (id) =>
        [session.person, ...session.people].find((one) => one.id === id)
          ?.name ?? id,
    };
  }, [session, connections, snapshots, runs, changeSets, state, switchPerson]);

  return <StoryContext value={story}>{props.children}</StoryContext>;
}
