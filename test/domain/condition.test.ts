import { describe, expect, it } from "vitest";
import { describeCondition, falsePart, judge } from "#domain/condition";
import type { Condition } from "#domain/condition";
import { someFacts } from "./scorecard-builder.ts";

const voice: Condition = { channel: ["voice"] };
const inbound: Condition = { direction: "in" };
const manyRings: Condition = { metric: "rings", compare: ">", value: 10 };

describe("judging a condition", () => {
  it("says true or false for what is known", () => {
    const facts = someFacts({ channel: "voice", direction: "out", scene: "complaint" });

    expect(judge(voice, facts)).toBe("true");
    expect(judge(inbound, facts)).toBe("false");
    expect(judge({ scene: ["inquiry", "complaint"] }, facts)).toBe("true");
    expect(judge({ not: voice }, facts)).toBe("false");
  });

  it("says unknown for what was not measured, also when it is negated", () => {
    const facts = someFacts();

    expect(judge(manyRings, facts)).toBe("unknown");
    expect(judge({ not: manyRings }, facts)).toBe("unknown");
    expect(judge({ metric: "resolved", is: false }, facts)).toBe("unknown");
    expect(judge(voice, facts)).toBe("unknown");
  });

  it("never knows what only a reader can see", () => {
    const condition: Condition = { observed: { zh: "客户流露情绪", en: "emotion" } };

    expect(judge(condition, someFacts({ channel: "chat" }))).toBe("unknown");
  });

  it.each([
    ["<", 10, "false"],
    ["<=", 10, "true"],
    ["=", 10, "true"],
    ["!=", 10, "false"],
    [">=", 10, "true"],
    [">", 10, "false"],
  ] as const)("compares 10 rings %s %d as %s", (compare, value, expected) => {
    const facts = someFacts({ metrics: { rings: 10 } });

    expect(judge({ metric: "rings", compare, value }, facts)).toBe(expected);
  });

  it("takes a measured zero and a measured no for what they are", () => {
    const facts = someFacts({ metrics: { rings: 0, resolved: false } });

    expect(judge({ metric: "rings", compare: "<=", value: 3 }, facts)).toBe("true");
    expect(judge({ metric: "resolved", is: false }, facts)).toBe("true");
    expect(judge({ metric: "resolved", is: true }, facts)).toBe("false");
  });

  it("lets one false decide all, and one true decide any, whatever is unknown", () => {
    const chat = someFacts({ channel: "chat" });
    const call = someFacts({ channel: "voice" });

    expect(judge({ all: [manyRings, voice] }, chat)).toBe("false");
    expect(judge({ all: [manyRings, voice] }, call)).toBe("unknown");
    expect(judge({ any: [manyRings, voice] }, call)).toBe("true");
    expect(judge({ any: [manyRings, voice] }, chat)).toBe("unknown");
    expect(judge({ any: [voice, inbound] }, someFacts({ channel: "chat", direction: "out" }))).toBe("false");
    expect(judge({ all: [voice, inbound] }, someFacts({ channel: "voice", direction: "in" }))).toBe("true");
  });
});

describe("describing a condition", () => {
  it("gives one stable line", () => {
    const condition: Condition = {
      all: [voice, { any: [manyRings, { not: inbound }] }, { metric: "resolved", is: false }],
    };

    expect(describeCondition(condition)).toBe(
      "channel in voice and (rings > 10 or not direction is in) and resolved is no",
    );
    expect(describeCondition({ scene: ["a", "b"] })).toBe("scene in a, b");
    expect(describeCondition({ observed: { zh: "情绪", en: "emotion" } })).toBe("observed emotion");
  });

  it("finds the part that did not hold", () => {
    const facts = someFacts({ channel: "voice", metrics: { rings: 2 } });

    expect(falsePart({ all: [voice, { all: [inbound, manyRings] }] }, facts)).toEqual(manyRings);
    expect(falsePart(manyRings, facts)).toEqual(manyRings);
  });
});
