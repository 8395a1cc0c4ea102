import type {
  LinkRecord,
  Period,
  ScenarioChange,
  StageRecord,
} from "../contracts/index.ts";
import { InputError } from "../errors.ts";

/** What a scenario changes: the stages of a snapshot and who supplies whom. */
export interface Catalog {
  readonly period: Period;
  readonly stages: readonly StageRecord[];
  readonly links: readonly LinkRecord[];
}

/** A catalog while changes are applied to it, in the order of its stages. */
export interface CatalogDraft {
  readonly period: Period;
  readonly stages: Map<string, StageRecord>;
  links: readonly LinkRecord[];
}

/** A copy to work on; its records are replaced, never written. */
export function catalogDraft({ period, stages, links }: Catalog): CatalogDraft {
  return {
    period,
    stages: new Map(stages.map((stage) => [stage.id, stage])),
    links,
  };
}

/** One change of a scenario and its place in the list. */
export interface NumberedChange<C extends ScenarioChange = ScenarioChange> {
  readonly index: number;
  readonly change: C;
}

/** An error that names the change, the field, the rule and the value. */
export function refused(
  { index, change }: NumberedChange,
  field: string,
  rule: string,
): InputError {
  const path = `changes[${index}].${field}`;
  return new InputError(path, `${path} ("${change.name}") ${rule}`);
}

/** The stages at a location. */
export function stagesAt(
  draft: CatalogDraft,
  location: string,
): readonly StageRecord[] {
  return [...draft.stages.values()].filter(
    (stage) => stage.location === location,
  );
}

/** Whether customers order at the stage, by its record. */
export function hasCustomers({ demand }: StageRecord): boolean {
  return demand?.quantities.some((quantity) => (quantity ?? 0) > 0) ?? false;
}
