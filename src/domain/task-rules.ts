import { AppError } from "./error.ts";
import type { Evaluation, Task } from "./task.ts";
import { addDays, instantOf, localDate } from "./working-day.ts";

/** The outbox key of the card on which a task is scored. */
export const taskCardKey = (task: Pick<Task, "id" | "cardIssue">): string =>
  `task:${task.id}:card:${task.cardIssue}`;

/** The name under which a scorer sees a masked agent: the same on every card of the task, and nowhere else. */
export const aliasOf = (task: Pick<Task, "id">): string => task.id.slice(-4).toUpperCase();

/** @throws AppError `wrong-person`, `closed` */
export function requireOpenFor(task: Task, personId: string): void {
  if (task.scorerId !== personId) throw new AppError("wrong-person", "The task is somebody else's.");
  if (task.state !== "open")
    throw new AppError("closed", `The task is ${task.state}.`, { state: task.state });
}

/**
 * A press carries the number of evaluations that its card knew of. A first score needs an open task; a correction
 * the same scorer, before the local day of the first score ends.
 * @throws AppError `wrong-person`, `closed`, `already-done`, `bad-input` for a number that no card ever had
 */
export function admitScoring(
  task: Task,
  press: { readonly scorerId: string; readonly revision: number; readonly now: Date; readonly zone: string },
  before: Pick<Evaluation, "localDate"> | null,
): void {
  if (task.scorerId !== press.scorerId) throw new AppError("wrong-person", "The task is somebody else's.");
  if (task.state !== "open" && task.state !== "scored") {
    throw new AppError("closed", `The task is ${task.state}.`, { state: task.state });
  }
  requireCurrentRevision(task.revision, press.revision);
  if (before !== null && before.localDate !== localDate(press.now, press.zone)) {
    throw new AppError("closed", "A score can be corrected until the end of its day.", {
      state: "corrected-late",
    });
  }
}

function requireCurrentRevision(current: number, pressed: number): void {
  if (pressed === current) return;
  if (Number.isInteger(pressed) && pressed >= 0 && pressed < current)
    throw new AppError("already-done", "This card was scored before.", { what: "score" });
  throw new AppError("bad-input", `No card of this task carries revision ${pressed}.`, { what: "card" });
}

/** The end of the local day: until then the scorer may correct. */
export function correctableUntil(scoredOn: string, zone: string): Date {
  return instantOf(addDays(scoredOn, 1), "00:00", zone);
}
