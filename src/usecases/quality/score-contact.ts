import type { Card } from "#cards/card";
import { evaluate } from "#domain/evaluation";
import type { Person } from "#domain/person";
import type { Evaluation } from "#domain/task";
import { admitScoring } from "#domain/task-rules";
import { localDate } from "#domain/working-day";
import type { NewOutboxMessage } from "#ports/delivery";
import type { QualityDeps } from "./deps.ts";
import { readScoreForm } from "./score-answers.ts";
import { requireNotAppealed } from "./appealed.ts";
import { agentCard, resultCard } from "./task-cards.ts";
import { taskPatch } from "./task-messages.ts";
import { viewTask, type TaskView } from "./task-view.ts";

export type ScoreContactInput = {
  readonly taskId: string;
  /** The number of evaluations that the pressed card knew of. */
  readonly revision: number;
  readonly scorer: Person;
  /** Field names and values as the card's form names them. */
  readonly form: Readonly<Record<string, string>>;
};

/**
 * Stores a score, or the correction of one, and tells the agent. Once for each (task, scorer, revision).
 * @throws AppError `not-found`, `wrong-person`, `closed`, `already-done`, `missing-item`, `outside-scale`,
 * `bad-turn-number`, `bad-input` (also for a revision that no card of the task has)
 */
export async function scoreContact(
  deps: QualityDeps,
  input: ScoreContactInput,
): Promise<{ readonly evaluation: Evaluation; readonly card: Card }> {
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const view = await viewTask(tx, await tx.tasks.lock(input.taskId));
    const { task, contact, policy, scorecard } = view;
    const before = task.revision === 0 ? null : await tx.evaluations.current(task.id);
    admitScoring(
      task,
      { scorerId: input.scorer.id, revision: input.revision, now, zone: policy.zone },
      before,
    );
    if (before !== null) await requireNotAppealed(tx, task.id);
    const answers = readScoreForm(input.form, scorecard, contact, policy.card.minCommentChars);
    const evaluation: Evaluation = {
      ...evaluate(scorecard, contact, answers.ratings),
      id: deps.secrets.newId(),
      taskId: task.id,
      revision: task.revision + 1,
      isCurrent: true,
      contactId: task.contactId,
      agentId: task.agentId,
      scorerId: input.scorer.id,
      mark: task.mark,
      policyId: task.policyId,
      scorecardId: scorecard.id,
      scorecardVersion: scorecard.version,
      localDate: before?.localDate ?? localDate(now, policy.zone),
      evidence: answers.evidence,
      comment: answers.comment,
      scoredAt: now,
    };
    await tx.evaluations.add(evaluation);
    const card = resultCard(view, evaluation, input.scorer);
    const patch = taskPatch(task, { what: `result:${evaluation.revision}`, card, pressedAt: now });
    await tx.outbox.add([patch, agentMessage(deps, view, evaluation)], now);
    await tx.audit.add(
      [
        {
          who: input.scorer.id,
          did: before === null ? "score" : "correct-score",
          what: task.id,
          detail: { revision: evaluation.revision },
        },
      ],
      now,
    );
    return { evaluation, card };
  });
}

function agentMessage(deps: QualityDeps, view: TaskView, evaluation: Evaluation): NewOutboxMessage {
  return {
    key: `evaluation:${evaluation.taskId}:${evaluation.revision}:agent`,
    to: { person: view.agent.id },
    card: agentCard(deps, view, evaluation, []),
  };
}
