import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { maskText } from "#domain/masking";
import type { Person } from "#domain/person";
import { requireOpenFor } from "#domain/task-rules";
import type { QualityDeps } from "./deps.ts";
import { closedCard } from "./task-cards.ts";
import { taskPatch } from "./task-messages.ts";
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
    const view = await viewTask(tx, await tx.tasks.lock(input.taskId));
    const { task, policy } = view;
    requireOpenFor(task, input.scorer.id);
    const chosen = policy.card.skipReasons.find(({ id }) => id === input.reasonId);
    if (chosen === undefined)
      throw new AppError("bad-input", "Choose a reason from the list.", { what: "reason" });
    const note = maskText(input.note.trim());
    const reason = [chosen[input.scorer.language], note].filter((text) => text !== "").join(" · ");
    await tx.tasks.change(task.id, { state: "skipped", closedAt: now, closedReason: reason });
    const card = closedCard(view, input.scorer, { how: { kind: "skipped" }, reason, at: now });
    await tx.outbox.add([taskPatch(task, { what: "skipped", card, pressedAt: now })], now);
    await tx.audit.add(
      [{ who: input.scorer.id, did: "skip-task", what: task.id, detail: { reason: chosen.id } }],
      now,
    );
    return card;
  });
}
