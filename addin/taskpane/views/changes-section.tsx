import { Button } from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { changeDraft, type ChangeDraft } from "../change-draft.ts";
import { ScenarioChanges } from "../components/scenario-changes.tsx";
import { Section } from "../components/section.tsx";
import { count } from "../format.ts";
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
  /** The change being typed; `null` while there is none. */
  readonly typed: ChangeDraft | null;
  readonly onType: (typed: ChangeDraft | null) => void;
}): ReactNode {
  const layout = useLayout();
  const add = useRef<HTMLDivElement>(null);
  // Whoever opened the form types on in it; whoever closed it goes on where it was opened.
  const [closed, setClosed] = useState(false);
  const [opened, setOpened] = useState(false);
  const { draft, typed, onType, onChange } = props;
  const changes = draft.changes ?? [];
  const { run } = useStory();
  const locations = useLocations(typed ? run : null);
  useEffect(() => {
    if (closed) add.current?.querySelector("button")?.focus();
  }, [closed]);
  const set = (next: ScenarioDraft["changes"]) =>
    onChange({ ...draft, changes: next ?? [] });
  const close = () => {
    onType(null);
    setOpened(false);
    setClosed(true);
  };
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
          onRemove={(index) => {
            set(changes.filter((_, at) => at !== index));
            add.current?.querySelector("button")?.focus();
          }}
        />
      )}
      {typed ? (
        <ChangeForm
          draft={typed}
          onType={onType}
          focused={opened}
          names={{
            locations,
            tiers: Object.keys(draft.targets).filter(
              (tier) => tier !== "default",
            ),
          }}
          currency={props.currency}
          onAdd={(change) => {
            set([...changes, change]);
            close();
          }}
          onCancel={close}
        />
      ) : (
        <div ref={add} className={layout.row}>
          <Button
            size="small"
            onClick={() => {
              onType(changeDraft("service-tier"));
              setOpened(true);
              setClosed(false);
            }}
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
