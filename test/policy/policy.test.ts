import { describe, expect, it } from "vitest";
import { canonicalPolicy, findScene, scorecardFor } from "#policy/policy";
import { hotlineWith, standardWith } from "./preset-texts.ts";

const twoScorecards = hotlineWith(`
scorecards:
  - id: written
    version: "1"
    name: { zh: 文字, en: Written }
    sections:
      - id: only
        name: { zh: 全部, en: All }
        weight: 100
        items: [{ id: answer, name: { zh: 答, en: A }, max: 1, labels: [{ zh: 否, en: N }, { zh: 是, en: Y }], source: ours }]
scorecardRules:
  - { scorecard: written, channels: [chat, email], scenes: [inquiry], source: ours }
  - { scorecard: hotline, channels: [voice], source: ours }
`);

describe("the scorecard of a contact", () => {
  it("is the one of the first rule that fits", () => {
    const facts = { direction: null, scene: "inquiry" };

    expect(scorecardFor(twoScorecards, { ...facts, channel: "chat" }).id).toBe("written");
    expect(scorecardFor(twoScorecards, { ...facts, channel: "voice" }).id).toBe("hotline");
  });

  it("is the one of a rule without conditions for every contact", () => {
    expect(scorecardFor(hotlineWith(), { channel: null, direction: null, scene: null }).id).toBe("hotline");
  });

  it("is not guessed from a fact that nobody knows", () => {
    expect(() => scorecardFor(twoScorecards, { channel: null, direction: null, scene: "inquiry" })).toThrow(
      expect.objectContaining({ code: "setting-missing" }),
    );
    expect(() => scorecardFor(twoScorecards, { channel: "chat", direction: null, scene: null })).toThrow(
      expect.objectContaining({ code: "setting-missing" }),
    );
  });
});

describe("the scene that a word means", () => {
  it.each([
    ["complaint", "complaint"],
    ["投诉", "complaint"],
    [" Complaint ", "complaint"],
    ["报修", "repair"],
    ["CONSULTATION", "inquiry"],
  ])("%j is %s", (word, expected) => {
    expect(findScene(hotlineWith(), word)?.id).toBe(expected);
  });

  it("is none for a word that the policy does not know", () => {
    expect(findScene(hotlineWith(), "闲聊")).toBeNull();
  });
});

describe("the canonical text", () => {
  it("is equal for equal policies, however their files are written", () => {
    const one = hotlineWith('sampling: { perAgent: 2, minTurns: 4 }\nversion: "2"');
    const other = hotlineWith('version: "2"\nsampling:\n  minTurns: 4\n  perAgent: 2');

    expect(canonicalPolicy(other)).toBe(canonicalPolicy(one));
  });

  it("differs as soon as one setting does", () => {
    expect(canonicalPolicy(hotlineWith("sampling: { perAgent: 2 }"))).not.toBe(
      canonicalPolicy(hotlineWith()),
    );
  });

  it("has sorted keys and gives the policy back", () => {
    const policy = standardWith();

    const text = canonicalPolicy(policy);

    expect(JSON.parse(text)).toEqual(policy);
    expect(text.startsWith('{"appeal":{"answerWorkingDays":3,')).toBe(true);
  });
});
