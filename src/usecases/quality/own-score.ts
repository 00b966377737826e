import { AppError } from "#domain/error";
import type { Person } from "#domain/person";
import type { Evaluation } from "#domain/task";
import type { Store } from "#ports/store";
import { viewTask, type TaskView } from "./task-view.ts";

/**
 * The agent's own score as it stands now, whatever revision their card shows.
 * @throws AppError `not-found`, `wrong-person` for somebody else's
 */
export async function ownScore(
  store: Store,
  { agent, evaluationId }: { readonly agent: Person; readonly evaluationId: string },
  { lock }: { readonly lock: boolean },
): Promise<{ readonly evaluation: Evaluation; readonly view: TaskView }> {
  const named = await store.evaluations.get(evaluationId);
  if (named === null) throw new AppError("not-found", "No such evaluation.", { what: "evaluation" });
  if (named.agentId !== agent.id)
    throw new AppError("wrong-person", "The score is somebody else's.", { what: "appeal-own" });
  const { taskId } = named;
  const view = await viewTask(store, await (lock ? store.tasks.lock(taskId) : store.tasks.inFull(taskId)));
  return { evaluation: (await store.evaluations.current(taskId)) ?? named, view };
}
