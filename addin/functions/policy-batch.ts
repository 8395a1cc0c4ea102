import {
  cellPolicyAnswerSchema,
  type CellPolicyAnswer,
  type PolicyField,
} from "../../engine/contracts/index.ts";
import { postFromCell, refusalIn } from "./cell-request.ts";
import type { CellSession } from "./cell-session.ts";

type Answer = CellPolicyAnswer["answers"][number];

/** One cell that wants a number of a stage. */
export interface PolicyQuestion {
  readonly stageId: string;
  readonly field: PolicyField;
  /** Hears every answer, the last of them for good; not called after `cancel`. */
  readonly hear: (answer: Answer | Error) => void;
}

/** Sends the questions of one request; answers in their order. */
export type AskPolicies = (
  questions: readonly Pick<PolicyQuestion, "stageId" | "field">[],
  signal: AbortSignal,
) => Promise<readonly Answer[]>;

/** Cells of one recalculation arrive within this time. */
const gatherMilliseconds = 30;
/** How often a run under way is asked after. */
const pollMilliseconds = 1000;
/** What one request may hold: the contract's limit. */
const largest = 5000;

/**
 * Asks for many cells at once: all questions of one recalculation travel in one request,
 * the same question only once, and a run under way is asked after until it is done.
 */
export function policyBatch(ask: AskPolicies): {
  /** Asks; the answer to it cancels. */
  question(question: PolicyQuestion): () => void;
} {
  const waiting = new Set<PolicyQuestion>();
  const asking = new Map<AbortController, Set<PolicyQuestion>>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const later = (milliseconds: number): void => {
    timer ??= setTimeout(() => {
      timer = null;
      const all = [...waiting];
      waiting.clear();
      for (const part of distinct(all)) void send(part);
    }, milliseconds);
  };

  const send = async (groups: readonly PolicyQuestion[][]): Promise<void> => {
    const controller = new AbortController();
    const open = new Set(groups.flat());
    asking.set(controller, open);
    try {
      const answers = await ask(
        groups.map(([first]) => first!),
        controller.signal,
      );
      groups.forEach((group, index) => {
        const answer = answers[index];
        for (const question of group) {
          if (!open.has(question)) continue;
          question.hear(answer ?? new Error("the server left out an answer"));
          if (answer?.kind === "running") waiting.add(question);
        }
      });
      if (waiting.size > 0) later(pollMilliseconds);
    } catch (error) {
      for (const question of open) question.hear(error as Error);
    } finally {
      asking.delete(controller);
    }
  };

  return {
    question(question) {
      waiting.add(question);
      later(gatherMilliseconds);
      return () => {
        waiting.delete(question);
        for (const [controller, open] of asking) {
          // The last cell that waits for a request takes the request with it.
          if (open.delete(question) && open.size === 0) controller.abort();
        }
      };
    },
  };
}

/** Equal questions together, in parts that one request may hold. */
function distinct(
  questions: readonly PolicyQuestion[],
): readonly PolicyQuestion[][][] {
  const groups = new Map<string, PolicyQuestion[]>();
  for (const question of questions) {
    const key = `${question.field} ${question.stageId}`;
    const group = groups.get(key);
    if (group) group.push(question);
    else groups.set(key, [question]);
  }
  const all = [...groups.values()];
  return Array.from({ length: Math.ceil(all.length / largest) }, (_, part) =>
    all.slice(part * largest, (part + 1) * largest),
  );
}

/** Asks the worker's API. */
export function askOver(session: () => CellSession): AskPolicies {
  return async (questions, signal) => {
    const response = await postFromCell(
      session(),
      "/cells/policy",
      {
        requests: questions.map(({ stageId, field }) => ({ stageId, field })),
      },
      signal,
    );
    if (!response.ok) throw await refusalIn(response);
    return cellPolicyAnswerSchema.parse(await response.json()).answers;
  };
}
