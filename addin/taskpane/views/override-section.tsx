import {
  Button,
  Field,
  makeStyles,
  Textarea,
  tokens,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Run } from "../../../engine/contracts/index.ts";
import { PolicyTable, type Yours } from "../components/policy-table.tsx";
import { ErrorState } from "../components/states.tsx";
import { instant } from "../format.ts";
import { useAction } from "../hooks/use-action.ts";
import { useDraft } from "../hooks/use-draft.ts";
import { useEvaluation } from "../hooks/use-evaluation.ts";
import { hasRole, usePane, useStory } from "../hooks/use-pane.ts";
import { useLayout } from "../layout.ts";
import {
  overrideDraftOf,
  overrideFields,
  readOverride,
  type OverrideDraft,
} from "../override-draft.ts";
import type { ReviewRow } from "../review-rows.ts";

const useStyles = makeStyles({
  wrong: {
    margin: 0,
    color: tokens.colorPaletteRedForeground1,
    fontSize: tokens.fontSizeBase200,
  },
  quote: { margin: 0 },
});

/** The stage's numbers, and the planner's way to depart from them: always with a reason. */
export function OverrideSection(props: {
  readonly run: Run;
  readonly row: ReviewRow;
  readonly onOverridden: () => void;
}): ReactNode {
  const { run, row, onOverridden } = props;
  const { stage, override } = row;
  const { client, announce } = usePane();
  const { currency, session, nameOf } = useStory();
  const styles = useStyles();
  const layout = useLayout();
  const [draft, setDraft] = useDraft<OverrideDraft>(
    `override.${run.id}.${stage.stageId}`,
  );
  const read = draft
    ? readOverride(draft, stage.recommended, stage.unitDecimals)
    : null;
  const evaluation = useEvaluation(
    run.id,
    stage.stageId,
    read ? read.values : (override?.values ?? null),
  );
  const save = useAction(async (signal) => {
    if (!draft || !read?.values) return;
    await client.saveOverride(
      run.id,
      stage.stageId,
      { values: read.values, reason: draft.reason.trim() },
      { signal },
    );
    setDraft(null);
    onOverridden();
    announce(`Override of ${stage.stageId} kept`);
  }, true);
  const remove = useAction(async (signal) => {
    await client.removeOverride(run.id, stage.stageId, { signal });
    onOverridden();
    announce(`Override of ${stage.stageId} taken back`);
  }, true);

  const yours: Yours = draft
    ? {
        kind: "typing",
        draft,
        errors: read?.errors ?? new Map(),
        outcome: evaluation.outcome,
        current: evaluation.current,
        onType: (field, text) =>
          setDraft({ ...draft, texts: { ...draft.texts, [field]: text } }),
      }
    : override
      ? {
          kind: "override",
          values: row.chosen,
          outcome: evaluation.outcome ?? null,
        }
      : { kind: "none" };
  const mayOverride = hasRole(session.person, "planner");
  const numberErrors = overrideFields.filter(([field]) =>
    read?.errors.has(field),
  );

  return (
    <section className={layout.section} aria-label="Numbers">
      <PolicyTable row={row} currency={currency} yours={yours} />
      {numberErrors.map(([field, title]) => (
        <p key={field} id={`wrong-${field}`} className={styles.wrong}>
          {title}: {read?.errors.get(field)}
        </p>
      ))}
      {evaluation.error && (
        <p className={styles.wrong}>
          What these numbers do is not known: {evaluation.error.message}
        </p>
      )}
      {save.error && (
        <ErrorState
          title="The override was not kept."
          error={save.error}
          onRetry={() => save.run()}
        />
      )}
      {remove.error && (
        <ErrorState
          title="The override still stands."
          error={remove.error}
          onRetry={() => remove.run()}
        />
      )}
      {draft ? (
        <form
          className={layout.section}
          onSubmit={(event) => {
            event.preventDefault();
            if (read?.errors.size === 0 && read.changed) save.run();
          }}
        >
          <Field
            label="Reason, for the approver"
            required
            size="small"
            hint="What do you know that the history does not?"
          >
            <Textarea
              rows={2}
              value={draft.reason}
              onChange={(_, { value }) => setDraft({ ...draft, reason: value })}
            />
          </Field>
          <div className={layout.row}>
            <Button
              type="submit"
              size="small"
              appearance="primary"
              disabled={save.busy || read?.errors.size !== 0 || !read.changed}
            >
              {save.busy ? "Keeping" : "Keep override"}
            </Button>
            <Button size="small" onClick={() => setDraft(null)}>
              Discard
            </Button>
            <span className={layout.muted}>
              {numberErrors.length > 0
                ? null
                : !read?.changed
                  ? "The same as advised"
                  : read.errors.has("reason")
                    ? "Say why, in three letters or more"
                    : null}
            </span>
          </div>
        </form>
      ) : (
        <>
          {override && (
            <p className={styles.quote}>
              “{override.reason}”{" "}
              <span className={layout.muted}>
                {nameOf(override.author)}, {instant(override.at)}
              </span>
            </p>
          )}
          <div className={layout.row}>
            <Button
              size="small"
              disabled={!mayOverride}
              onClick={() =>
                setDraft(overrideDraftOf(row.chosen, override?.reason ?? ""))
              }
            >
              {override ? "Change override" : "Override"}
            </Button>
            {override && (
              <Button
                size="small"
                disabled={!mayOverride || remove.busy}
                onClick={() => remove.run()}
              >
                Take back
              </Button>
            )}
            {!mayOverride && (
              <span className={layout.muted}>Planners may override</span>
            )}
          </div>
        </>
      )}
    </section>
  );
}
