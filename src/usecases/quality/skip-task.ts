import { taskClosedCard } from "#cards/task-closed-card";
import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { maskText } from "#domain/masking";
import type { Person } from "#domain/person";
import { requireOpenFor, taskCardKey } from "#domain/task-rules";
import type { QualityDeps } from "./deps.ts";
import { PATCH_AFTER_PRESS_MILLISECONDS } from "./score-contact.ts";
import { viewTask } from "./task-view.ts";

export type SkipTaskInput = {
  readonly taskId: string;
  readonly scorer: Person;
  /** An id of the policy's list. */
  readonly reasonId: string;
  readonly note: string;
};

/** Leaves a conversation unscored, with a reason. @throws AppError `not-found`, `wrong-person`, `closed`, `bad-input` */
export async function skipTask(deps: QualityDeps, input: SkipTaskInput): Promise<Card> {
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const { task, policy, progress } = await viewTask(tx, await tx.tasks.lock(input.taskId));
    requireOpenFor(task, input.scorer.id);
    const chosen = policy.card.skipReasons.find(({ id }) => id === input.reasonId);
    if (chosen === undefined)
      throw new AppError("bad-input", "Choose a reason from the list.", { what: "reason" });
    const note = maskText(input.note.trim());
    const reason = [chosen[input.scorer.language], note].filter((text) => text !== "").join(" · ");
    await tx.tasks.change(task.id, { state: "skipped", closedAt: now, closedReason: reason });
    const card = taskClosedCard({
      language: input.scorer.language,
      zone: policy.zone,
      task,
      total: progress.total,
      how: { kind: "skipped" },
      reason,
      at: now,
    });
    const dueAt = new Date(now.getTime() + PATCH_AFTER_PRESS_MILLISECONDS);
    await tx.outbox.add(
      [{ key: `task:${task.id}:skipped`, to: { patchOf: taskCardKey(task) }, card, dueAt }],
      now,
    );
    await tx.audit.add(
      [{ who: input.scorer.id, did: "skip-task", what: task.id, detail: { reason: chosen.id } }],
      now,
    );
    return card;
  });
}
