import { evaluationSubject } from "#domain/appeal";
import { AppError } from "#domain/error";
import type { Store } from "#ports/store";

/** What somebody else rules on, or has ruled on, its scorer changes no more. @throws AppError `closed` */
export async function requireNotAppealed(store: Store, taskId: string): Promise<void> {
  const [appeal] = await store.appeals.ofSubject(evaluationSubject(taskId));
  if (appeal === undefined) return;
  throw new AppError("closed", `The score was appealed as #${appeal.number}.`, {
    what: "appealed",
    appeal: appeal.number,
  });
}
