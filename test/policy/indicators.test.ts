import { describe, expect, it } from "vitest";
import { findIndicator, QUALITY } from "#policy/indicator";
import { metricFinder } from "#policy/metric-scale";
import { hotlineWith, standardWith } from "./preset-texts.ts";

const standard = standardWith();

describe("the indicators of the standard preset", () => {
  it.each<readonly [string, readonly string[]]>([
    ["D01", ["satisfaction"]],
    ["D02", ["first-contact-resolution"]],
    ["D03", ["resolution"]],
    ["D04", ["handle-time"]],
    ["D05", ["ticket-timeliness"]],
    ["D06", ["complaint-rate"]],
    ["D07", ["first-response", "reply-gap"]],
    ["D09", ["answer-time", "late-answer"]],
    ["D10", ["script-completeness", "first-reply-satisfaction"]],
    ["D11", ["information-accuracy", "interruption"]],
    ["D12", ["escalation-timeliness"]],
    ["D13", ["calming-success", "wording-standard"]],
    ["D14", ["closing-used", "confirmed-before-end"]],
    ["D15", ["callback-timeliness"]],
    ["D16", ["enrolments", "sales", "conversion"]],
    ["D17", ["training-effect"]],
    ["D18", ["standard-compliance"]],
    ["D19", ["knowledge-level"]],
    ["D20", ["cooperation"]],
    ["D22", ["major-issues"]],
    ["D23", ["initiative", "stability"]],
    ["D24", ["department-response"]],
  ])("have %s, each with its clause", (_, ids) => {
    const found = ids.map((id) => standard.indicators.find((indicator) => indicator.id === id));

    expect(found.map((indicator) => indicator?.source)).toEqual(
      ids.map(() => expect.stringMatching(/00\d /)),
    );
  });

  it("leave business numbers and other departments out until somebody wants them", () => {
    const off = standard.indicators.filter(({ enabled }) => !enabled).map(({ id }) => id);

    expect(off).toEqual(["enrolments", "sales", "conversion", "department-response"]);
  });

  it("measure late answers by the ring limit of the policy", () => {
    const late = standard.indicators.find(({ id }) => id === "late-answer");

    expect(late?.basis).toMatchObject({ compare: ">", value: standard.voice?.ringLimit });
  });

  it("measure call-backs by the policy's hours", () => {
    const inTime = standard.indicators.find(({ id }) => id === "callback-timeliness");

    expect(inTime?.basis).toMatchObject({
      compare: "<=",
      value: standard.deadlines!.complaint.callbackHours * 3_600,
    });
  });
});

describe("a word for an indicator", () => {
  it.each([
    ["客户满意度", "satisfaction"],
    ["用户满意度", "satisfaction"],
    ["满意度评分", "satisfaction"],
    ["SATISFACTION", "satisfaction"],
    [" Customer  satisfaction ", "satisfaction"],
    ["问题一次性解决率", "first-contact-resolution"],
    ["服务响应时长", "first-response"],
    ["平均接听时间", "answer-time"],
    ["投诉率", "complaint-rate"],
    ["质检得分", "quality"],
    ["quality", "quality"],
  ])("%s is understood (X24)", (word, id) => {
    expect(findIndicator(standard, word)?.id).toBe(id);
  });

  it("means the hotline's own where the policies differ", () => {
    expect(findIndicator(hotlineWith(), "首次响应")?.id).toBe("answer-time");
    expect(findIndicator(standard, "首次响应")?.id).toBe("first-response");
  });

  it("may be unknown", () => {
    expect(findIndicator(standard, "天气")).toBeNull();
  });
});

describe("what a file may bring", () => {
  const find = metricFinder(standard);

  it("is every indicator in its scale, and three parts of the month", () => {
    expect(find("满意度评分")).toEqual({ id: "satisfaction", unit: "points", from: 1, to: 5 });
    expect(find("resolution")).toEqual({ id: "resolution", unit: "percent", from: 0, to: 100 });
    expect(find("技能")).toEqual({ id: "skill", unit: "points", from: 0, to: 100 });
    expect(find("knowledge")).toMatchObject({ id: "knowledge" });
    expect(find("attitude")).toMatchObject({ id: "attitude" });
  });

  it.each(["performance", "业绩", "quality", QUALITY.name.zh, "speed"])("is never %s", (word) => {
    expect(find(word)).toHaveProperty("fault");
  });
});
