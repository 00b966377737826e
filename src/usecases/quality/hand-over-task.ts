import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { maskText } from "#domain/masking";
import type { Person } from "#domain/person";
import { requireOpenFor } from "#domain/task-rules";
import type { QualityDeps } from "./deps.ts";
import { successorsOf } from "./eligible-scorers.ts";
import { closedCard } from "./task-cards.ts";
import { taskMessage, taskPatch } from "./task-messages.ts";
import { viewTask } from "./task-view.ts";

export type HandOverInput = {
  readonly taskId: string;
  readonly from: Person;
  readonly to: Person;
  readonly reason: string;
};

/**
 * Another scorer takes the conversation over and gets a card of their own.
 * @throws AppError `not-found`, `wrong-person`, `closed`, `bad-input` (no reason, or somebody who may not
 * score it or cannot be reached)
 */
export async function handOverTask(deps: QualityDeps, input: HandOverInput): Promise<Card> {
  const now = deps.clock.now();
  const { from, to } = input;
  const reason = maskText(input.reason.trim());
  if (reason === "") throw new AppError("bad-input", "Say why.", { what: "reason" });
  return deps.store.transaction(async (tx) => {
    const view = await viewTask(tx, await tx.tasks.lock(input.taskId));
    const { task } = view;
    requireOpenFor(task, from.id);
    const successors = await successorsOf({ ...deps, store: tx }, task);
    if (!successors.some(({ id }) => id === to.id))
      throw new AppError("bad-input", "This person may not score it.", { what: "successor" });

    const theirs = await tx.tasks.ofDay(to.id, task.localDate);
    const position = Math.max(0, ...theirs.map((other) => other.position)) + 1;
    await tx.tasks.move({ taskId: task.id, fromId: from.id, toId: to.id, reason, at: now, position });
    const moved = { ...task, scorerId: to.id, position, cardIssue: task.cardIssue + 1, cardIssuedAt: now };
    const closed = closedCard(view, from, { how: { kind: "handed-over", toName: to.name }, reason, at: now });
    await tx.outbox.add(
      [
        taskPatch(task, { what: `moved:${task.cardIssue}`, card: closed, pressedAt: now }),
        taskMessage(deps, { ...view, task: moved }, to, theirs.length + 1),
      ],
      now,
    );
    await tx.audit.add(
      [{ who: from.id, did: "hand-over-task", what: task.id, detail: { to: to.employeeNo } }],
      now,
    );
    return closed;
  });
}
