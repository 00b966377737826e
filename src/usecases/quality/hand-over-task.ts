import { taskClosedCard } from "#cards/task-closed-card";
import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { maskText } from "#domain/masking";
import { hasRole, type Person } from "#domain/person";
import { requireOpenFor, taskCardKey } from "#domain/task-rules";
import type { QualityDeps } from "./deps.ts";
import { eligibility } from "./draw-daily-sample.ts";
import { PATCH_AFTER_PRESS_MILLISECONDS } from "./score-contact.ts";
import { scoringCard, viewTask } from "./task-view.ts";

export type HandOverInput = {
  readonly taskId: string;
  readonly from: Person;
  readonly to: Person;
  readonly reason: string;
};

/**
 * Another scorer takes the conversation over and gets a card of their own.
 * @throws AppError `not-found`, `wrong-person`, `closed`, `bad-input` (no reason, or somebody who may not score it)
 */
export async function handOverTask(deps: QualityDeps, input: HandOverInput): Promise<Card> {
  const now = deps.clock.now();
  const { from, to } = input;
  const reason = maskText(input.reason.trim());
  if (reason === "") throw new AppError("bad-input", "Say why.", { what: "reason" });
  return deps.store.transaction(async (tx) => {
    const view = await viewTask(tx, await tx.tasks.lock(input.taskId));
    const { task, policy, agent, progress } = view;
    requireOpenFor(task, from.id);
    const mayScore =
      hasRole(to, ...deps.policy.sampling.scorers) &&
      to.id !== from.id &&
      eligibility(deps, new Map([agent, to].map((person) => [person.id, person])))(task, to.id);
    if (!mayScore) throw new AppError("bad-input", "This person may not score it.", { what: "successor" });

    const theirs = await tx.tasks.ofDay(to.id, task.localDate);
    const position = Math.max(0, ...theirs.map((other) => other.position)) + 1;
    await tx.tasks.move({ taskId: task.id, fromId: from.id, toId: to.id, reason, at: now, position });
    const moved = { ...task, scorerId: to.id, position, cardIssue: task.cardIssue + 1, cardIssuedAt: now };
    const closed = taskClosedCard({
      language: from.language,
      zone: policy.zone,
      task,
      total: progress.total,
      how: { kind: "handed-over", toName: to.name },
      reason,
      at: now,
    });
    await tx.outbox.add(
      [
        {
          key: `task:${task.id}:moved:${task.cardIssue}`,
          to: { patchOf: taskCardKey(task) },
          card: closed,
          dueAt: new Date(now.getTime() + PATCH_AFTER_PRESS_MILLISECONDS),
        },
        {
          key: taskCardKey(moved),
          to: { person: to.id },
          card: scoringCard(
            deps,
            { ...view, task: moved },
            { language: to.language, total: theirs.length + 1 },
          ),
        },
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
