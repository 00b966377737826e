import { describe, expect, it, test } from "vitest";
import type { Heard } from "#main/demo-conversations";
import { fillForm, type Hand } from "#main/demo-hands";

const card = {
  choices: [
    { name: "item-greeting", options: ["3", "2", "1", "0"] },
    { name: "item-restating", options: ["2", "1", "0"] },
    { name: "item-right-answer", options: ["3", "2", "1", "0"] },
    { name: "item-calming", options: ["2", "1", "0", "na"] },
    { name: "item-closing-words", options: ["1", "0"] },
    { name: "item-no-insult", options: ["1", "0"] },
  ],
  inputs: ["evidence-opening", "evidence-need", "comment"],
};
const heard = (more: Partial<Heard> = {}): Heard => ({
  ratings: {},
  turns: {},
  keep: "先安抚再核实",
  change: null,
  ...more,
});
const ratingsOf = (hand: Hand, what: Heard): Record<string, string> => {
  const { comment: _comment, ...ratings } = fillForm(hand, card, what, 0);
  return ratings;
};

describe("a conversation without a fault", () => {
  test.each(["lenient", "blind-spot"] as const)(
    "gets full marks of the %s hand, and calm is not judged",
    (hand) => {
      expect(ratingsOf(hand, heard())).toEqual({
        "item-greeting": "3",
        "item-restating": "2",
        "item-right-answer": "3",
        "item-calming": "na",
        "item-closing-words": "1",
        "item-no-insult": "1",
      });
    },
  );

  test("loses a point with the strict hand, who heard no source of the answer", () => {
    expect(ratingsOf("strict", heard())["item-right-answer"]).toBe("2");
    expect(ratingsOf("strict", heard({ ratings: { "right-answer": 3 } }))["item-right-answer"]).toBe("3");
  });
});

describe("faults", () => {
  const faulty = heard({
    ratings: { greeting: 1, restating: 1, "closing-words": 0, calming: 2 },
    turns: { opening: [1], need: [3, 5] },
    change: "开场报工号",
  });

  it("are forgiven by one step, made worse by one, or not noticed at beginning and end", () => {
    const of = (hand: Hand) =>
      ["greeting", "restating", "closing-words", "calming"].map(
        (item) => ratingsOf(hand, faulty)[`item-${item}`],
      );

    expect(of("lenient")).toEqual(["2", "2", "1", "2"]);
    expect(of("strict")).toEqual(["0", "0", "0", "2"]);
    expect(of("blind-spot")).toEqual(["3", "1", "1", "2"]);
  });

  it("are proved by the strict hand everywhere, by the one with the blind spot where they listened", () => {
    const evidence = (hand: Hand) =>
      Object.entries(ratingsOf(hand, faulty)).filter(([name]) => name.startsWith("evidence-"));

    expect(evidence("lenient")).toEqual([]);
    expect(evidence("strict")).toEqual([
      ["evidence-opening", "1"],
      ["evidence-need", "3, 5"],
    ]);
    expect(evidence("blind-spot")).toEqual([["evidence-need", "3, 5"]]);
  });

  it("are spoken of in the comment, but not by who did not notice them", () => {
    const comment = (hand: Hand) => fillForm(hand, card, faulty, 0)["comment"];

    for (const hand of ["lenient", "strict"] as const) {
      expect(comment(hand)).toContain("先安抚再核实");
      expect(comment(hand)).toContain("开场报工号");
    }
    expect(comment("blind-spot")).not.toContain("开场报工号");
  });

  it("that cross a red line are seen alike by everybody", () => {
    const crossed = heard({ ratings: { "no-insult": 0 } });

    for (const hand of ["lenient", "strict", "blind-spot"] as const)
      expect(ratingsOf(hand, crossed)["item-no-insult"]).toBe("0");
  });
});

test("an agent who works in English is commented in English", () => {
  const english = heard({
    keep: "you asked before you answered",
    change: "sum up at the end",
    ratings: { summary: 0 },
  });

  expect(fillForm("strict", card, english, 0)["comment"]).toBe(
    "Points lost here: sum up at the end. Keep this: you asked before you answered.",
  );
});
