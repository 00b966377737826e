import type { AppealScale } from "#cards/appeal-values";
import { PART_WORDS } from "#cards/month-words";
import type { Appeal } from "#domain/appeal";
import type { FigureKind } from "#domain/appeal-figures";
import type { AppealSettings } from "#domain/appeal-rules";
import { AppError } from "#domain/error";
import { MONTH_PARTS } from "#domain/month-result";
import type { Person } from "#domain/person";
import { findItem } from "#domain/scorecard";
import type { Evaluation } from "#domain/task";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";
import { viewTask, type TaskView } from "./task-view.ts";

export type ScoreInView = {
  readonly task: TaskView;
  /** The revision that was appealed against. */
  readonly evaluation: Evaluation;
  /** What the ruling wrote; null when nothing has changed. */
  readonly after: Evaluation | null;
  readonly sectionId: string | null;
};
/** An appeal with everything that its cards show, and the policy under which it was scored. */
export type AppealView = {
  readonly appeal: Appeal;
  readonly agent: Person;
  readonly judge: Person | null;
  readonly policy: Policy;
  readonly settings: AppealSettings;
  readonly scale: AppealScale;
  readonly score: ScoreInView | null;
  readonly first: Appeal | null;
  readonly second: Appeal | null;
};

/** @throws AppError `setting-missing` when this policy knows no appeals */
export function appealSettings(policy: Policy): AppealSettings {
  if (policy.appeal !== undefined) return policy.appeal;
  throw new AppError("setting-missing", `Policy ${policy.name} has no appeal.`, { setting: "appeal" });
}

/** @throws AppError `not-found` */
export async function viewAppeal(store: Store, found: Appeal | null): Promise<AppealView> {
  const agent = found && (await store.people.get(found.agentId));
  if (found === null || agent === null)
    throw new AppError("not-found", "No such appeal.", { what: "appeal" });
  const policy = await store.policies.get(found.policyId);
  return {
    appeal: found,
    agent,
    judge: found.judgeId === null ? null : await store.people.get(found.judgeId),
    policy,
    settings: appealSettings(policy),
    scale: scaleOf(policy, found),
    score: await scoreOf(store, found),
    first: found.firstId === null ? null : await store.appeals.get(found.firstId),
    second: await store.appeals.secondOf(found.id),
  };
}

/** @throws AppError `not-found` */
export async function viewAppealNumber(store: Store, number: number): Promise<AppealView> {
  const appeal = await store.appeals.byNumber(number);
  if (appeal === null)
    throw new AppError("not-found", `No appeal #${number}.`, { what: "appeal", appeal: number });
  return viewAppeal(store, appeal);
}

async function scoreOf(store: Store, { target, ruled }: Appeal): Promise<ScoreInView | null> {
  if (target.about === "month") return null;
  const task = await viewTask(store, await store.tasks.inFull(target.taskId));
  const evaluation = await store.evaluations.get(target.evaluationId);
  if (evaluation === null) throw new AppError("not-found", "No such evaluation.", { what: "evaluation" });
  const section = task.scorecard.sections.find(({ items }) => items.some(({ id }) => id === target.itemId));
  const after = ruled?.evaluationId == null ? null : await store.evaluations.get(ruled.evaluationId);
  return { task, evaluation, after, sectionId: section?.id ?? null };
}

/** @throws AppError `not-found` for an item or a figure that the policy does not have */
export function scaleOf(policy: Policy, { target }: Pick<Appeal, "target">): AppealScale {
  if (target.about === "month") return figureScale(policy, target.metric);
  for (const scorecard of policy.scorecards) {
    const item = findItem(scorecard, target.itemId);
    if (item !== undefined) return { kind: "item", item };
  }
  throw new AppError("not-found", `No item ${target.itemId}.`, { what: "appeal-item" });
}

/** How a figure gets better; a mark is points of which more are better. */
export function figureKind(policy: Policy, metric: string): FigureKind {
  return policy.indicators.find(({ id }) => id === metric) ?? { unit: "points", better: "higher" };
}

/** @throws AppError `not-found` */
export function figureScale(policy: Policy, metric: string): AppealScale {
  const indicator = policy.indicators.find(({ id }) => id === metric);
  if (indicator !== undefined) {
    const { name, unit, source } = indicator;
    return { kind: "figure", name, unit, source };
  }
  const part = MONTH_PARTS.find((id) => id === metric);
  if (part === undefined) throw new AppError("not-found", `No figure ${metric}.`, { what: "appeal-figure" });
  const name = PART_WORDS[part];
  return { kind: "figure", name, unit: "points", source: policy.month?.weights.source ?? "" };
}
