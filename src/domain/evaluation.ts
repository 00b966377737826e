import type { ContactFacts } from "./contact.ts";
import { AppError } from "./error.ts";
import { itemsOf, visibleItems } from "./scorecard.ts";
import type { Item, Rating, Scorecard, VisibleItem } from "./scorecard.ts";

export type { Rating } from "./scorecard.ts";

export type RatedItem = {
  readonly itemId: string;
  readonly rating: Rating;
  /** `ruled`: an appeal changed it. */
  readonly why: "scored" | "auto" | "hidden" | "ruled";
  readonly hiddenBy?: string;
  /** (chosen − min) / (max − min), 0 to 1; null when not applicable. */
  readonly share: number | null;
};

export type EvaluationOutcome = {
  readonly items: readonly RatedItem[];
  /** The arithmetic, 0 to 100, unrounded; null when nothing that weighs anything was rated. */
  readonly score: number | null;
  /** What counts after the critical rules. */
  readonly ruledScore: number | null;
  /** Ids of the failed critical items, in the order of the scorecard. */
  readonly criticalFailures: readonly string[];
};

type Judged = { readonly item: Item; readonly rated: RatedItem };

/**
 * Form = 100 × Σ weight·share / Σ weight over the rated items.
 * @param ratings by item id: one for every item that is asked, none for a hidden or an automatic one.
 * @throws AppError `missing-item`, `outside-scale`, or `bad-input` (unknown, hidden or automatic item, N/A refused).
 */
export function evaluate(
  scorecard: Scorecard,
  facts: ContactFacts,
  ratings: Readonly<Record<string, Rating>>,
): EvaluationOutcome {
  const visible = visibleItems(scorecard, facts);
  refuseForeignRatings(scorecard, visible, ratings);
  refuseMissing(visible, ratings);

  const judged = visible.map((shown) => ({ item: shown.item, rated: rateItem(shown, ratings) }));
  return outcomeOf(judged);
}

function outcomeOf(judged: readonly Judged[]): EvaluationOutcome {
  const score = formScore(judged);
  const failed = judged.filter(hasFailedCritically).map(({ item }) => item);
  return {
    items: judged.map(({ rated }) => rated),
    score,
    ruledScore: applyCriticalRules(score, failed),
    criticalFailures: failed.map((item) => item.id),
  };
}

/**
 * The same form with one rating changed, reckoned from what was stored: what metrics brought later changes nothing.
 * @throws AppError `not-found` for an item that was not rated, `outside-scale`, `bad-input` (N/A refused)
 */
export function rerate(
  scorecard: Scorecard,
  items: readonly RatedItem[],
  change: { readonly itemId: string; readonly rating: Rating },
): EvaluationOutcome {
  const all = new Map(itemsOf(scorecard).map((item) => [item.id, item]));
  const judged = items.flatMap((rated): Judged[] => {
    const item = all.get(rated.itemId);
    if (item === undefined) return [];
    if (rated.itemId !== change.itemId || rated.why === "hidden") return [{ item, rated }];
    refuseOffScale(item, change.rating, item.naAllowed);
    const share = shareOf(item, change.rating);
    return [{ item, rated: { itemId: item.id, rating: change.rating, why: "ruled", share } }];
  });
  if (!judged.some(({ rated }) => rated.itemId === change.itemId && rated.why === "ruled"))
    throw new AppError("not-found", `Item ${change.itemId} was not rated.`, { what: "appeal-item" });
  return outcomeOf(judged);
}

const isAsked = (shown: VisibleItem): boolean => shown.state === "ask" || shown.state === "ask-na-allowed";

const itemFacts = (item: Item) => ({ item: item.name.zh, itemEn: item.name.en, itemId: item.id });

function refuseForeignRatings(
  scorecard: Scorecard,
  visible: readonly VisibleItem[],
  ratings: Readonly<Record<string, Rating>>,
): void {
  const byId = new Map(visible.map((shown) => [shown.item.id, shown]));
  for (const itemId of Object.keys(ratings)) {
    const shown = byId.get(itemId);
    if (shown === undefined) {
      throw new AppError("bad-input", `Scorecard ${scorecard.id} has no item ${itemId}.`, { itemId });
    }
    if (!isAsked(shown)) {
      const reason = shown.state === "hidden" ? "does not apply to this contact" : "is rated by metrics";
      throw new AppError("bad-input", `Item ${itemId} ${reason} and takes no rating.`, itemFacts(shown.item));
    }
  }
}

function refuseMissing(visible: readonly VisibleItem[], ratings: Readonly<Record<string, Rating>>): void {
  const missing = visible.filter((shown) => isAsked(shown) && !Object.hasOwn(ratings, shown.item.id));
  if (missing.length === 0) return;
  throw new AppError("missing-item", `${missing.length} items have no rating yet.`, {
    item: missing.map(({ item }) => item.name.zh).join("、"),
    itemEn: missing.map(({ item }) => item.name.en).join(", "),
    itemId: missing.map(({ item }) => item.id).join(","),
    missing: missing.length,
  });
}

function rateItem(shown: VisibleItem, ratings: Readonly<Record<string, Rating>>): RatedItem {
  const { item, state, hiddenBy, autoRating } = shown;
  if (state === "hidden") {
    return {
      itemId: item.id,
      rating: "na",
      why: "hidden",
      ...(hiddenBy === undefined ? {} : { hiddenBy }),
      share: null,
    };
  }
  const rating = (state === "auto" ? autoRating : ratings[item.id]) ?? "na";
  if (state !== "auto") refuseOffScale(item, rating, state === "ask-na-allowed");
  return { itemId: item.id, rating, why: state === "auto" ? "auto" : "scored", share: shareOf(item, rating) };
}

function refuseOffScale(item: Item, rating: Rating, naAllowed: boolean): void {
  if (rating === "na") {
    if (naAllowed) return;
    throw new AppError("bad-input", `Item ${item.id} cannot be marked as not applicable.`, {
      ...itemFacts(item),
      what: "not-applicable",
    });
  }
  if (Number.isInteger(rating) && rating >= item.min && rating <= item.max) return;
  const limits = { min: item.min, max: item.max };
  throw new AppError(
    "outside-scale",
    `Item ${item.id} takes a whole number from ${item.min} to ${item.max}.`,
    {
      ...itemFacts(item),
      ...limits,
    },
  );
}

function shareOf(item: Item, rating: Rating): number | null {
  return rating === "na" ? null : (rating - item.min) / (item.max - item.min);
}

function formScore(judged: readonly Judged[]): number | null {
  let weights = 0;
  let earned = 0;
  for (const { item, rated } of judged) {
    if (rated.share === null) continue;
    weights += item.weight;
    earned += item.weight * rated.share;
  }
  // Divided first: a perfect form is 100 exactly, never 100.00000000000001.
  return weights === 0 ? null : 100 * (earned / weights);
}

function hasFailedCritically({ item, rated }: Judged): boolean {
  return item.critical !== undefined && rated.rating === item.min;
}

/** A red line that was crossed is zero even when nothing else could be rated. */
function applyCriticalRules(score: number | null, failed: readonly Item[]): number | null {
  const rules = failed.flatMap((item) => item.critical ?? []);
  if (rules.some((critical) => critical.rule === "zero")) return 0;
  if (score === null) return null;
  const caps = rules.flatMap((critical) => (critical.rule === "cap" ? critical.cap : []));
  return Math.min(score, ...caps);
}
