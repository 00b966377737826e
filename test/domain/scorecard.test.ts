import { describe, expect, it } from "vitest";
import { findItem, itemsOf, visibleItems } from "#domain/scorecard";
import type { Item } from "#domain/scorecard";
import type { ContactFacts } from "#domain/contact";
import { anItem, aScorecard, someFacts } from "./scorecard-builder.ts";

const ringsWithinThree = anItem({
  id: "rings",
  max: 1,
  when: { all: [{ channel: ["voice"] }, { direction: "in" }] },
  auto: { metric: "rings", compare: "<=", value: 3 },
});

function show(item: Item, facts: ContactFacts) {
  const [shown] = visibleItems(aScorecard(item), facts);
  if (shown === undefined) throw new Error("the scorecard lost its item");
  const { item: _, ...rest } = shown;
  return rest;
}

describe("what becomes of an item", () => {
  it("asks for an item without a condition", () => {
    expect(show(anItem({ id: "a" }), someFacts())).toEqual({ state: "ask" });
  });

  it("allows not applicable where the scorecard does", () => {
    expect(show(anItem({ id: "a", naAllowed: true }), someFacts())).toEqual({ state: "ask-na-allowed" });
  });

  it("hides an item whose condition is false and says which part it was", () => {
    const item = anItem({ id: "a", when: { all: [{ channel: ["voice"] }, { direction: "out" }] } });

    const shown = show(item, someFacts({ channel: "voice", direction: "in" }));

    expect(shown).toEqual({ state: "hidden", hiddenBy: "direction is out" });
  });

  it("asks, with not applicable allowed, when nobody knows whether the condition holds", () => {
    const item = anItem({ id: "a", when: { metric: "resolved", is: false } });

    expect(show(item, someFacts())).toEqual({ state: "ask-na-allowed" });
    expect(show(item, someFacts({ metrics: { resolved: false } }))).toEqual({ state: "ask" });
    expect(show(item, someFacts({ metrics: { resolved: true } })).state).toBe("hidden");
  });

  it("rates an automatic item by its metric", () => {
    const call = { channel: "voice", direction: "in" } as const;

    const three = show(ringsWithinThree, someFacts({ ...call, metrics: { rings: 3 } }));
    const four = show(ringsWithinThree, someFacts({ ...call, metrics: { rings: 4 } }));
    const unmeasured = show(ringsWithinThree, someFacts(call));

    expect(three).toEqual({ state: "auto", autoRating: 1 });
    expect(four).toEqual({ state: "auto", autoRating: 0 });
    expect(unmeasured).toEqual({ state: "auto", autoRating: "na" });
  });

  it("does not let a number count when nobody knows whether its rule concerns the contact", () => {
    const shown = show(ringsWithinThree, someFacts({ channel: "voice", metrics: { rings: 9 } }));

    expect(shown).toEqual({ state: "auto", autoRating: "na" });
  });

  it("hides an automatic item whose condition is false", () => {
    const shown = show(ringsWithinThree, someFacts({ channel: "chat", metrics: { rings: 2 } }));

    expect(shown).toEqual({ state: "hidden", hiddenBy: "channel in voice" });
  });
});

describe("the items of a scorecard", () => {
  it("come in the order of the card and are found by id", () => {
    const scorecard = aScorecard(anItem({ id: "b" }), anItem({ id: "a" }));

    expect(itemsOf(scorecard).map(({ id }) => id)).toEqual(["b", "a"]);
    expect(findItem(scorecard, "a")?.id).toBe("a");
    expect(findItem(scorecard, "c")).toBeUndefined();
  });
});
