import type { Store } from "#ports/store";
import type { AppealView } from "./appeal-view.ts";

/** Who gave the score, or reviewed the month, that an appeal is about: none of them ever judges it. */
export async function whoScored(store: Store, { appeal, score }: AppealView): Promise<readonly string[]> {
  if (score !== null) return store.evaluations.scorersOf(score.evaluation.taskId);
  const { target, agentId } = appeal;
  const close = target.about === "month" ? await store.months.latest(target.month) : null;
  const result = close && (await store.months.resultOf(close.id, agentId));
  return [result?.reviewerId].flatMap((id) => id ?? []);
}
