import type { AppealValue } from "./appeal.ts";
import { AppError } from "./error.ts";
import { type EvaluationOutcome, type Rating, rerate } from "./evaluation.ts";
import { findItem, type Item, itemsOf, type Scorecard } from "./scorecard.ts";

type Scored = EvaluationOutcome;

/** Totals that differ by less are the same: they are reckoned in binary fractions. */
const TOLERANCE = 1e-9;

export const toRating = (value: AppealValue): Rating => value ?? "na";
export const toValue = (rating: Rating): AppealValue => (rating === "na" ? null : rating);

/** What an item was rated; undefined when it was hidden or not measured, or is no item of the form. */
export function givenValue(scored: Scored, itemId: string): AppealValue | undefined {
  const rated = scored.items.find((item) => item.itemId === itemId);
  const isRated = rated !== undefined && rated.why !== "hidden";
  return !isRated || (rated.why === "auto" && rated.rating === "na") ? undefined : toValue(rated.rating);
}

/** The form with that rating. @throws AppError `not-found`, `outside-scale`, `bad-input` */
export const withValue = (
  scorecard: Scorecard,
  scored: Scored,
  itemId: string,
  value: AppealValue,
): EvaluationOutcome => rerate(scorecard, scored.items, { itemId, rating: toRating(value) });

/** Ratings of the item by which something gets better and nothing worse, best first. */
export function betterValues(scorecard: Scorecard, scored: Scored, itemId: string): AppealValue[] {
  const item = findItem(scorecard, itemId);
  const given = givenValue(scored, itemId);
  if (item === undefined || given === undefined) return [];
  return scaleOf(item).filter((value) => {
    if (value === given) return false;
    const after = withValue(scorecard, scored, itemId, value);
    return !isLower(scored, after, itemId) && isHigher(scored, after, itemId);
  });
}

/** The items of which a better rating can be thought. */
export const appealableItems = (scorecard: Scorecard, scored: Scored): Item[] =>
  itemsOf(scorecard).filter(({ id }) => betterValues(scorecard, scored, id).length > 0);

function scaleOf(item: Item): AppealValue[] {
  const steps: AppealValue[] = [];
  for (let step = item.max; step >= item.min; step -= 1) steps.push(step);
  return item.naAllowed ? [...steps, null] : steps;
}

/** @throws AppError `bad-input`: an appeal never lowers a score, of the item or of the form */
export function requireNotLower(before: Scored, after: Scored, itemId: string): void {
  if (isLower(before, after, itemId))
    throw new AppError("bad-input", "An appeal never lowers a score.", { what: "appeal-lower" });
}

function isLower(before: Scored, after: Scored, itemId: string): boolean {
  const [was, is] = [shareIn(before, itemId), shareIn(after, itemId)];
  const newlyFailed = after.criticalFailures.some((id) => !before.criticalFailures.includes(id));
  return (
    newlyFailed ||
    (was !== null && is !== null && is < was) ||
    total(after.score) < total(before.score) - TOLERANCE ||
    total(after.ruledScore) < total(before.ruledScore) - TOLERANCE
  );
}

function isHigher(before: Scored, after: Scored, itemId: string): boolean {
  const [was, is] = [shareIn(before, itemId), shareIn(after, itemId)];
  return (
    (was !== null && is !== null && is > was) ||
    after.criticalFailures.length < before.criticalFailures.length ||
    total(after.score) > total(before.score) + TOLERANCE ||
    total(after.ruledScore) > total(before.ruledScore) + TOLERANCE
  );
}

const shareIn = (scored: Scored, itemId: string): number | null =>
  scored.items.find((item) => item.itemId === itemId)?.share ?? null;

/** No score at all is below any. */
const total = (score: number | null): number => score ?? Number.NEGATIVE_INFINITY;
