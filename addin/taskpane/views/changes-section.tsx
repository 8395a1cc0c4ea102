import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { changeDraft, type ChangeDraft } from "../change-draft.ts";
import { ScenarioChanges } from "../components/scenario-changes.tsx";
import { Section } from "../components/section.tsx";
import { count } from "../format.ts";
import { useDraft } from "../hooks/use-draft.ts";
import { useLocations } from "../hooks/use-locations.ts";
import { useStory } from "../hooks/use-pane.ts";
import { useLayout } from "../layout.ts";
import type { ScenarioDraft } from "../scenario-draft.ts";
import { ChangeForm } from "./change-form.tsx";

/** What is supposed instead of what the ERP says. */
export function ChangesSection(props: {
  readonly draft: ScenarioDraft;
  readonly currency: string;
  /** What the service refused, by place in the list of changes. */
  readonly refused: ReadonlyMap<number, string>;
  readonly onChange: (draft: ScenarioDraft) => void;
}): ReactNode {
  const layout = useLayout();
  const [typed, setTyped] = useDraft<ChangeDraft>("change");
  const { draft, onChange } = props;
  const changes = draft.changes ?? [];
  const { run } = useStory();
  const locations = useLocations(typed ? run : null);
  const set = (next: ScenarioDraft["changes"]) =>
    onChange({ ...draft, changes: next ?? [] });
  return (
    <Section
      title="What if"
      aside={
        changes.length > 0 ? count(changes.length, "change") : "as the ERP says"
      }
    >
      {changes.length > 0 && (
        <ScenarioChanges
          changes={changes}
          refused={props.refused}
          onRemove={(index) => set(changes.filter((_, at) => at !== index))}
        />
      )}
      {typed ? (
        <ChangeForm
          draft={typed}
          onType={setTyped}
          names={{
            locations,
            tiers: Object.keys(draft.targets),
          }}
          currency={props.currency}
          onAdd={(change) => {
            set([...changes, change]);
            setTyped(null);
          }}
          onCancel={() => setTyped(null)}
        />
      ) : (
        <div className={layout.row}>
          <Button
            size="small"
            onClick={() => setTyped(changeDraft("service-tier"))}
          >
            Add a change
          </Button>
          {changes.length === 0 && (
            <span className={`${layout.muted} ${layout.small}`}>
              demand, tiers, costs, lead times, where stock may lie
            </span>
          )}
        </div>
      )}
    </Section>
  );
}
