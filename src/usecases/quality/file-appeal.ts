import type { Card } from "#cards/card";
import { type AppealTarget, type AppealValue, evaluationSubject } from "#domain/appeal";
import { betterValues, givenValue, withValue } from "#domain/appeal-ratings";
import { admitAppeal, readReason, windowUntil } from "#domain/appeal-rules";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { localDate } from "#domain/working-day";
import { addAppeal } from "./appeal-filing.ts";
import { placeFirst } from "./appeal-judges.ts";
import { readValue } from "./appeal-value.ts";
import { appealSettings } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";
import { ownScore } from "./own-score.ts";

export type FileAppealInput = {
  readonly agent: Person;
  readonly evaluationId: string;
  readonly itemId: string;
  /** As the form names it: a step of the item's scale, or `na`. */
  readonly proposed: string;
  readonly reason: string;
};

/**
 * An agent appeals against an item of a score of their own: receipt at once, and a card to a judge who did not score it.
 * @throws AppError `not-found`, `wrong-person` for somebody else's score, `closed` after the window, `already-done`,
 * `bad-input` (short reason, no better score), `outside-scale`, `setting-missing`
 */
export async function fileAppeal(deps: QualityDeps, input: FileAppealInput): Promise<Card> {
  const { agent, itemId } = input;
  requireAllowed(agent, "appeal");
  return deps.store.transaction(async (tx) => {
    const { evaluation, view } = await ownScore(tx, input, { lock: true });
    const { policy, scorecard } = view;
    const settings = appealSettings(policy);
    const today = localDate(deps.clock.now(), policy.zone);
    const until = windowUntil(localDate(evaluation.scoredAt, policy.zone), settings, deps.calendar);
    const earlier = await tx.appeals.ofSubject(evaluationSubject(evaluation.taskId));
    const ordinal = admitAppeal(earlier, { today, until, most: settings.perEvaluation });
    const better = betterValues(scorecard, evaluation, itemId);
    const given = givenValue(evaluation, itemId);
    if (given === undefined || better.length === 0)
      throw new AppError("not-found", `Item ${itemId} cannot be appealed.`, { what: "appeal-item" });
    const proposed = readValue(input.proposed);
    requireBetter(better, proposed, () => withValue(scorecard, evaluation, itemId, proposed));
    const reason = readReason(input.reason, settings.minReasonChars);
    const excluded = [view.task.scorerId, ...(await tx.evaluations.scorersOf(evaluation.taskId))];
    const question = { policy, settings, agentId: agent.id, excluded };
    const placing = await placeFirst({ ...deps, store: tx }, today, question);
    const target: AppealTarget = {
      about: "evaluation",
      taskId: evaluation.taskId,
      evaluationId: evaluation.id,
      scorerId: evaluation.scorerId,
      itemId,
    };
    return addAppeal(deps, tx, {
      agent,
      target,
      ordinal,
      firstId: null,
      given,
      proposed,
      reason,
      policyId: evaluation.policyId,
      today,
      windowUntil: until,
      placing,
    });
  });
}

/** `onScale` refuses a value that is no step at all, in its own words. */
function requireBetter(better: readonly AppealValue[], proposed: AppealValue, onScale: () => unknown): void {
  if (better.includes(proposed)) return;
  onScale();
  throw new AppError("bad-input", "An appeal never lowers a score.", { what: "appeal-lower" });
}
