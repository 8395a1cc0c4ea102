import { Button, Select } from "@fluentui/react-components";
import { CheckmarkCircle16Filled } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import type { Connection } from "../../../engine/contracts/index.ts";
import { SeverityIcon } from "../components/findings-list.tsx";
import { Section } from "../components/section.tsx";
import { EmptyState, ErrorState, LoadingRows } from "../components/states.tsx";
import { hasRole, usePane, useStory } from "../hooks/use-pane.ts";
import { useQuery } from "../hooks/use-query.ts";
import { useLayout } from "../layout.ts";

/** Which ERP, and whether it answers and lets us write. */
export function ConnectionSection(props: {
  readonly connection: Connection | null;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const { client } = usePane();
  const { connections, session } = useStory();
  const layout = useLayout();
  const { connection } = props;
  const mayCheck =
    hasRole(session.person, "planner") || hasRole(session.person, "integrator");
  const check = useQuery(
    connection && mayCheck ? `check/${connection.id}` : null,
    (signal) => client.checkConnection(connection?.id ?? "", { signal }),
  );

  if (connections.error && !connections.data) {
    return (
      <ErrorState
        title="Connections cannot be read."
        error={connections.error}
        onRetry={connections.retry}
      />
    );
  }
  if (!connections.data) {
    return <LoadingRows label="Reading connections" rows={3} />;
  }
  if (!connection) {
    return (
      <EmptyState title="No connection">
        Nobody has set up an ERP yet. IT adds one with the command “stockwright
        import” or through the service; then it shows here.
      </EmptyState>
    );
  }
  return (
    <Section title="Connection" aside={`profile ${connection.profile}`}>
      <div className={layout.row}>
        {connections.data.length > 1 ? (
          <Select
            aria-label="Connection"
            value={connection.id}
            onChange={(_, { value }) => props.onChoose(value)}
          >
            {connections.data.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </Select>
        ) : (
          <span className={layout.strong}>{connection.title}</span>
        )}
        {mayCheck && (
          <Button
            size="small"
            onClick={check.retry}
            disabledFocusable={check.loading}
          >
            {check.loading ? "Checking" : "Check again"}
          </Button>
        )}
      </div>
      {check.error ? (
        <ErrorState
          title="The connection could not be checked."
          error={check.error}
          onRetry={check.retry}
        />
      ) : !mayCheck ? (
        <span className={layout.muted}>
          Planners and integrators check the connection.
        </span>
      ) : check.data ? (
        <ul className={layout.plainList}>
          {check.data.checks.map((one) => (
            <li key={one.name} className={layout.signed}>
              {one.ok ? <Okay /> : <SeverityIcon severity="error" />}
              <span>
                {one.name}: <span className={layout.muted}>{one.message}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <LoadingRows label="Checking the connection" rows={3} height={16} />
      )}
    </Section>
  );
}

function Okay(): ReactNode {
  return <CheckmarkCircle16Filled aria-label="Good" />;
}
