import type { EvaluationCardFacts } from "#cards/evaluation-card";
import type { Appeal } from "#domain/appeal";
import { appealableItems } from "#domain/appeal-ratings";
import { windowUntil } from "#domain/appeal-rules";
import type { Scorecard } from "#domain/scorecard";
import type { Evaluation } from "#domain/task";
import { type LocalDate, localDate } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { QualityDeps } from "./deps.ts";

export type AppealOffer = NonNullable<EvaluationCardFacts["appeal"]>;

/** What an agent can do about a score: appeal it until a day, or look at the appeal that there was. */
export function appealOffer(
  deps: Pick<QualityDeps, "calendar" | "clock">,
  scored: { readonly policy: Policy; readonly scorecard: Scorecard; readonly evaluation: Evaluation },
  appeals: readonly Appeal[],
): AppealOffer | undefined {
  const { policy, evaluation, scorecard } = scored;
  if (policy.appeal === undefined) return undefined;
  const last = appeals.at(-1);
  const isUsedUp = appeals.filter(({ firstId }) => firstId === null).length >= policy.appeal.perEvaluation;
  if (last !== undefined && (last.ruled === null || isUsedUp)) return { id: last.id, number: last.number };
  const until = openUntil(deps, policy, evaluation);
  return until === null || appealableItems(scorecard, evaluation).length === 0 ? undefined : { until };
}

/** The last day for an appeal; null when it is over, or the policy knows none. */
export function openUntil(
  { calendar, clock }: Pick<QualityDeps, "calendar" | "clock">,
  policy: Policy,
  { scoredAt, isCurrent }: Pick<Evaluation, "scoredAt" | "isCurrent">,
): LocalDate | null {
  if (policy.appeal === undefined || !isCurrent) return null;
  const until = windowUntil(localDate(scoredAt, policy.zone), policy.appeal, calendar);
  return localDate(clock.now(), policy.zone) > until ? null : until;
}
