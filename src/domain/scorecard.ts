import { describeCondition, falsePart, judge, testMetric } from "./condition.ts";
import type { Condition, MetricTest } from "./condition.ts";
import type { ContactFacts } from "./contact.ts";
import type { LocalText } from "./local-text.ts";

/** 精准沟通, 问题解决, 情绪管理, 产品与业务知识: the four areas that weaknesses are summed up in (003 一). */
export const CAPABILITY_AREAS = ["communication", "solving", "emotion", "knowledge"] as const;
export type CapabilityArea = (typeof CAPABILITY_AREAS)[number];

/** What a failed critical item does to the score beside being flagged. `cap` is a score of 0 to 100. */
export type CriticalRule =
  { readonly rule: "zero" } | { readonly rule: "flag" } | { readonly rule: "cap"; readonly cap: number };

/** An item that metrics rate: passed gives `max`, failed gives `min`, not measured gives N/A. */
export type AutoRule = MetricTest;

export type Item = {
  readonly id: string;
  readonly name: LocalText;
  /** Points of the form's 100 that this item is worth when everything is rated. */
  readonly weight: number;
  /** Whole numbers, min < max; every whole number between them is a step with a label. */
  readonly min: number;
  readonly max: number;
  readonly labels: readonly LocalText[];
  readonly naAllowed: boolean;
  readonly when?: Condition | undefined;
  readonly auto?: AutoRule | undefined;
  readonly critical?: CriticalRule | undefined;
  readonly areas: readonly CapabilityArea[];
  /** The clause of the written policy, or "ours". */
  readonly source: string;
  readonly hint?: LocalText | undefined;
};

export type Section = {
  readonly id: string;
  readonly name: LocalText;
  /** The sections of a scorecard sum to 100; red lines weigh 0. */
  readonly weight: number;
  readonly items: readonly Item[];
};

export type Scorecard = {
  readonly id: string;
  readonly version: string;
  readonly name: LocalText;
  readonly sections: readonly Section[];
};

/** A whole number from the item's min to its max, or not applicable. */
export type Rating = number | "na";

export type ItemState = "ask" | "ask-na-allowed" | "auto" | "hidden";

export type VisibleItem = {
  readonly item: Item;
  readonly state: ItemState;
  /** Only when hidden: the condition that did not hold, in one stable line. */
  readonly hiddenBy?: string;
  /** Only when auto. */
  readonly autoRating?: Rating;
};

export function itemsOf(scorecard: Scorecard): Item[] {
  return scorecard.sections.flatMap((section) => [...section.items]);
}

export function findItem(scorecard: Scorecard, itemId: string): Item | undefined {
  return itemsOf(scorecard).find((item) => item.id === itemId);
}

/** What becomes of each item of the scorecard for one contact, in the order of the card. */
export function visibleItems(scorecard: Scorecard, facts: ContactFacts): VisibleItem[] {
  return itemsOf(scorecard).map((item) => showItem(item, facts));
}

function showItem(item: Item, facts: ContactFacts): VisibleItem {
  const applies = item.when === undefined ? "true" : judge(item.when, facts);
  if (item.when !== undefined && applies === "false") {
    return { item, state: "hidden", hiddenBy: describeCondition(falsePart(item.when, facts)) };
  }
  if (item.auto !== undefined) {
    // Whether the rule applies is itself unknown: a number that may not concern this contact must not count.
    const passed = applies === "unknown" ? "unknown" : testMetric(item.auto, facts);
    const autoRating = passed === "unknown" ? "na" : passed === "true" ? item.max : item.min;
    return { item, state: "auto", autoRating };
  }
  return { item, state: item.naAllowed || applies === "unknown" ? "ask-na-allowed" : "ask" };
}
