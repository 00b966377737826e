import { describe, expect, it } from "vitest";
import { readScoreForm } from "#usecases/quality/score-answers";
import { anItem, aScorecard } from "../../domain/scorecard-builder.ts";
import { CONTACT } from "../../cards/facts.ts";

const rings = anItem({ id: "rings", max: 1, auto: { metric: "rings", compare: "<=", value: 3 } });
const typing = anItem({ id: "typing", when: { channel: ["chat"] } });
const scorecard = aScorecard(anItem({ id: "light" }), rings, typing);

describe("a score form that was drawn before the metrics came", () => {
  it("counts without the answers to what is decided or hidden by now", () => {
    const form = { "item-light": "1", "item-rings": "0", "item-typing": "1" };

    const { ratings } = readScoreForm(form, scorecard, { ...CONTACT, channel: "voice" }, 0);

    expect(ratings).toEqual({ light: 1 });
  });
});
