import type { Card } from "#cards/card";
import type { Person } from "#domain/person";
import type { Task } from "#domain/task";
import { taskCardKey } from "#domain/task-rules";
import type { NewOutboxMessage } from "#ports/delivery";
import type { QualityDeps } from "./deps.ts";
import { scoringCard } from "./task-cards.ts";
import type { TaskView } from "./task-view.ts";

/** The answer to a press replaces the card at once; the patch that makes sure of it must not overtake that answer. */
const PATCH_AFTER_PRESS_MILLISECONDS = 3_000;

/** The card with which a task comes to its scorer; `total`: their tasks of that day. */
export function taskMessage(
  deps: Pick<QualityDeps, "transcriptUrl" | "clock">,
  view: Omit<TaskView, "progress">,
  scorer: Pick<Person, "id" | "language">,
  total: number,
): NewOutboxMessage {
  return {
    key: taskCardKey(view.task),
    to: { person: scorer.id },
    card: scoringCard(deps, view, { language: scorer.language, total }),
  };
}

/** Another card in the place of the task's newest one; `what` makes its key. */
export function taskPatch(
  task: Pick<Task, "id" | "cardIssue">,
  patch: { readonly what: string; readonly card: Card; readonly pressedAt?: Date },
): NewOutboxMessage {
  const { what, card, pressedAt } = patch;
  return {
    key: `task:${task.id}:${what}`,
    to: { patchOf: taskCardKey(task) },
    card,
    ...(pressedAt && { dueAt: new Date(pressedAt.getTime() + PATCH_AFTER_PRESS_MILLISECONDS) }),
  };
}
