import type { AppealValue, Ruling } from "#domain/appeal";
import { requireNotLower, withValue } from "#domain/appeal-ratings";
import { workingDaysBetween } from "#domain/appeal-rules";
import type { Person } from "#domain/person";
import type { Evaluation } from "#domain/task";
import { localDate } from "#domain/working-day";
import { appealCause } from "#domain/month-correction";
import type { Store } from "#ports/store";
import { agentNews, judgePatch, scorerNews } from "./appeal-messages.ts";
import { type AppealView, type ScoreInView, viewAppeal } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";

export type Decision = {
  readonly ruling: Ruling;
  readonly value: AppealValue;
  readonly reason: string | null;
  /** Null: nobody ruled in time. */
  readonly by: Person | null;
};

/** Carries a ruling out: the new revision, the month's correction, and everybody is told. `view` must be locked. */
export async function settleAppeal(
  deps: QualityDeps,
  tx: Store,
  view: AppealView,
  decision: Decision,
): Promise<AppealView> {
  const { appeal, policy, score } = view;
  const { ruling, value, reason, by } = decision;
  const now = deps.clock.now();
  const today = localDate(now, policy.zone);
  const isChanged = ruling !== "keep";
  const amended = isChanged && score !== null ? await amend(deps, tx, score, value, appeal.target) : null;
  await tx.appeals.change(
    appeal,
    {
      ruled: {
        ruling,
        value,
        reason,
        byId: by?.id ?? null,
        at: now,
        on: today,
        workingDays: workingDaysBetween(appeal.filedOn, today, deps.calendar),
        evaluationId: amended?.id ?? null,
      },
    },
    {
      at: now,
      byId: by?.id ?? null,
      did: by === null ? "rule-late" : "rule",
      note: reason,
      level: appeal.level,
      judgeId: appeal.judgeId,
    },
  );
  if (isChanged) await correctMonth(deps, tx, view, value);
  const after = await viewAppeal(tx, await tx.appeals.get(appeal.id));
  const scorer = appeal.target.about === "evaluation" ? await tx.people.get(appeal.target.scorerId) : null;
  await tx.outbox.add(
    [...judgePatch(deps, view, after), agentNews(deps, after), ...scorerNews(deps, after, scorer)],
    now,
  );
  await tx.audit.add(
    [
      {
        who: by?.id ?? null,
        did: by === null ? "rule-appeal-late" : "rule-appeal",
        what: appeal.id,
        detail: { number: appeal.number, ruling },
      },
    ],
    now,
  );
  return after;
}

/** A new revision beside what the scorer gave, which stays. It is still their form, but for one rating. */
async function amend(
  deps: QualityDeps,
  tx: Store,
  { task: { task, scorecard }, evaluation }: ScoreInView,
  value: AppealValue,
  target: AppealView["appeal"]["target"],
): Promise<Evaluation> {
  const itemId = target.about === "evaluation" ? target.itemId : "";
  await tx.tasks.lock(task.id);
  const current = (await tx.evaluations.current(task.id)) ?? evaluation;
  const outcome = withValue(scorecard, current, itemId, value);
  requireNotLower(current, outcome, itemId);
  const amended: Evaluation = {
    ...current,
    ...outcome,
    id: deps.secrets.newId(),
    revision: current.revision + 1,
    scoredAt: deps.clock.now(),
  };
  await tx.evaluations.amend(amended);
  return amended;
}

/** A month that is closed already is derived again; one that is still open counts the new revision anyway. */
async function correctMonth(
  deps: QualityDeps,
  tx: Store,
  { appeal, score, agent }: AppealView,
  value: AppealValue,
): Promise<void> {
  const { target } = appeal;
  if (target.about === "month") await correctFigure(deps, tx, { appeal, agent }, target, value);
  const month = target.about === "month" ? target.month : score?.task.contact.localDate.slice(0, 7);
  if (month === undefined || (await tx.months.latest(month)) === null) return;
  const cause = appealCause(appeal.number, target.about === "month" ? target.metric : undefined);
  await tx.months.requestCorrection({ month, personId: agent.id, cause }, deps.clock.now());
}

/** The corrected figure stands before whatever was computed or imported, with the appeal as its source. */
async function correctFigure(
  deps: QualityDeps,
  tx: Store,
  { appeal, agent }: Pick<AppealView, "appeal" | "agent">,
  { month, metric }: Extract<AppealView["appeal"]["target"], { about: "month" }>,
  value: AppealValue,
): Promise<void> {
  const close = await tx.months.latest(month);
  const result = close && (await tx.months.resultOf(close.id, agent.id));
  const count = result?.measures.find((measure) => measure.metric === metric)?.count ?? null;
  const source = `appeal #${appeal.number}`;
  await tx.metrics.save(
    [{ month, personId: agent.id, metric, value, count, target: null, source }],
    deps.clock.now(),
  );
}
