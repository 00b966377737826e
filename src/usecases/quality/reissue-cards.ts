import { CARD_LIFE_MILLISECONDS } from "#domain/card-life";
import type { QualityDeps } from "./deps.ts";
import { closedCard } from "./task-cards.ts";
import { taskMessage, taskPatch } from "./task-messages.ts";
import { viewTask } from "./task-view.ts";

/** Sends fresh cards for open tasks whose card grows too old to be pressed. */
export async function reissueCards(deps: QualityDeps): Promise<number> {
  const { store, clock } = deps;
  const now = clock.now();
  const old = await store.tasks.openIssuedBefore(new Date(now.getTime() - CARD_LIFE_MILLISECONDS));
  for (const { id } of old) {
    await store.transaction(async (tx) => {
      const view = await viewTask(tx, await tx.tasks.lock(id));
      const { task } = view;
      const scorer = await tx.people.get(task.scorerId);
      if (
        scorer === null ||
        task.state !== "open" ||
        task.cardIssuedAt.getTime() > now.getTime() - CARD_LIFE_MILLISECONDS
      )
        return;
      const issued = { ...task, cardIssue: task.cardIssue + 1, cardIssuedAt: now };
      await tx.tasks.change(task.id, { cardIssue: issued.cardIssue, cardIssuedAt: now });
      const replaced = closedCard(view, scorer, { how: { kind: "replaced" }, reason: null, at: now });
      await tx.outbox.add(
        [
          taskPatch(task, { what: `replaced:${task.cardIssue}`, card: replaced }),
          taskMessage(deps, { ...view, task: issued }, scorer, view.progress.total),
        ],
        now,
      );
    });
  }
  return old.length;
}
