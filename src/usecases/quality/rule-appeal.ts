import type { Card } from "#cards/card";
import { type AppealValue, type Ruling, RULINGS } from "#domain/appeal";
import { readReason, requireRulableBy, settleRuling } from "#domain/appeal-rules";
import { withValue } from "#domain/appeal-ratings";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { appealCardOf } from "./appeal-cards.ts";
import { isBetter } from "./appeal-improvement.ts";
import { settleAppeal } from "./appeal-settling.ts";
import { readValue } from "./appeal-value.ts";
import { type AppealView, viewAppeal } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";

export type RuleAppealInput = {
  readonly appealId: string;
  /** Of the card that was pressed. */
  readonly revision: number;
  readonly by: Person;
  /** `keep`, `proposed` or `other`. */
  readonly ruling: string;
  /** The third score, for `other`. */
  readonly value: string;
  readonly reason: string;
};

/**
 * Keeps the score, takes the proposed one, or sets a third that is better than the given; never without reasons.
 * @throws AppError `not-found`, `wrong-person`, `already-done`, `bad-input`, `outside-scale`
 */
export async function ruleAppeal(deps: QualityDeps, input: RuleAppealInput): Promise<Card> {
  const { by } = input;
  requireAllowed(by, "hear-appeal");
  return deps.store.transaction(async (tx) => {
    const view = await viewAppeal(tx, await tx.appeals.lock(input.appealId));
    const { appeal, settings } = view;
    requireRulableBy(appeal, by.id, input.revision);
    const chosen = rulingOf(input.ruling);
    const third = chosen === "other" ? readValue(input.value, "ruling-value") : null;
    const settled = settleRuling(appeal, chosen, third);
    if (settled.ruling === "other") requireNoLower(view, settled.value);
    const reason = readReason(input.reason, settings.minReasonChars);
    const after = await settleAppeal(deps, tx, view, { ...settled, reason, by });
    return appealCardOf(deps, after, { language: by.language, as: "judge" });
  });
}

function rulingOf(name: string): Ruling {
  const ruling = RULINGS.find((known) => known === name);
  if (ruling === undefined) throw new AppError("bad-input", "No ruling was chosen.", { what: "ruling" });
  return ruling;
}

function requireNoLower(view: AppealView, value: AppealValue): void {
  if (isBetter(view, value)) return;
  const { appeal, score } = view;
  // What is no step of the scale at all is refused in its own words.
  if (appeal.target.about === "evaluation" && score !== null)
    withValue(score.task.scorecard, score.evaluation, appeal.target.itemId, value);
  throw new AppError("bad-input", "A ruling is never below the given score.", { what: "ruling-lower" });
}
