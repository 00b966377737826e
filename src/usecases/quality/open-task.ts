import { handOverCard } from "#cards/hand-over-card";
import type { GivenAnswers } from "#cards/score-form";
import { skipCard } from "#cards/skip-card";
import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import type { Person } from "#domain/person";
import type { Task } from "#domain/task";
import { admitScoring, requireOpenFor } from "#domain/task-rules";
import type { App } from "#ports/delivery";
import { requireNotAppealed } from "./appealed.ts";
import type { QualityDeps } from "./deps.ts";
import { successorsOf } from "./eligible-scorers.ts";
import { answersOf } from "./score-answers.ts";
import { closedCard, resultCard, scoringCard } from "./task-cards.ts";
import { viewTask } from "./task-view.ts";

export type OpenTaskInput = { readonly taskId: string; readonly reader: Person; readonly as: OpenTaskView };
/**
 * The form, or one of the side steps from it. `correct` is the form with the earlier answers, `resumed` with the ones
 * that were just given.
 */
export type OpenTaskView =
  "task" | "skip" | { readonly handOver: App } | "correct" | { readonly resumed: GivenAnswers };

/**
 * The card of a task for its scorer, as it stands now. Changes nothing.
 * @throws AppError `not-found`, `wrong-person`, `closed`
 */
export async function openTask(deps: QualityDeps, input: OpenTaskInput): Promise<Card> {
  const { store } = deps;
  const { reader } = input;
  const view = await viewTask(store, await store.tasks.inFull(input.taskId));
  const { task, policy } = view;
  if (task.scorerId !== reader.id) throw new AppError("wrong-person", "The task is somebody else's.");
  const { language } = reader;
  const { total } = view.progress;
  const evaluation = task.state === "scored" ? await store.evaluations.current(task.id) : null;

  if (input.as === "correct" || (typeof input.as === "object" && "resumed" in input.as)) {
    const press = { scorerId: reader.id, revision: task.revision, now: deps.clock.now(), zone: policy.zone };
    admitScoring(task, press, evaluation);
    if (evaluation !== null) await requireNotAppealed(store, task.id);
    return scoringCard(
      deps,
      view,
      { language, total },
      input.as !== "correct" ? input.as.resumed : evaluation === null ? undefined : answersOf(evaluation),
    );
  }
  if (input.as === "task") {
    if (evaluation !== null) return resultCard(view, evaluation, reader);
    if (task.state === "open") return scoringCard(deps, view, { language, total });
    const at = task.closedAt ?? deps.clock.now();
    const how = { kind: task.state === "skipped" ? "skipped" : "cancelled" } as const;
    return closedCard(view, reader, { how, reason: task.closedReason, at });
  }
  requireOpenFor(task, reader.id);
  if (input.as === "skip") return skipCard({ language, task, total, reasons: policy.card.skipReasons });
  return handOverCard({ language, task, total, people: await successors(deps, task, input.as.handOver) });
}

/** Those of them who have a chat of this app: its picker names people by their platform id. */
async function successors(
  deps: QualityDeps,
  task: Task,
  app: App,
): Promise<{ platformUserId: string; name: string }[]> {
  const people = await successorsOf(deps, task);
  const identities = await deps.store.identities.of(
    people.map(({ id }) => id),
    app.platform,
    app.appId,
  );
  const userIds = new Map(identities.map(({ personId, userId }) => [personId, userId]));
  return people.flatMap(({ id, name }) => {
    const platformUserId = userIds.get(id);
    return platformUserId === undefined ? [] : [{ platformUserId, name }];
  });
}
