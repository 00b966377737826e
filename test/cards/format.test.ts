import { describe, expect, it } from "vitest";
import { formatScore, roundScore, formatClause } from "#cards/format";

describe("a score in a card", () => {
  it.each([
    [100, "100"],
    [86.666_666_666_666_67, "86.7"],
    [86.649_999, "86.6"],
    [0, "0"],
  ])("%d is shown as %s", (score, shown) => {
    expect(roundScore(score)).toBe(shown);
  });

  it("has its halves rounded up, though the sum of thirds comes out a hair below", () => {
    const earned = 10 / 3 + 7.5 + 25 + 5 + 20 / 3;
    const possible = 5 + 20 + 25 + 10 + 20 / 3;
    const score = 100 * (earned / possible);

    expect(score).toBeLessThan(71.25);
    expect(roundScore(score)).toBe("71.3");
  });

  it("says that there is none, which is not zero", () => {
    expect([formatScore(null, "zh"), formatScore(0, "zh")]).toEqual(["无分", "0 分"]);
  });
});

it.each([
  ["000 绩效 (band: ours)", "000 绩效（部分数值为系统默认）"],
  ["001 六(二)1 (value: this company)", "001 六(二)1（数值由本公司定）"],
  ["002 问题处理; 000 绩效", "002 问题处理；000 绩效"],
  ["ours", "系统默认"],
])("the clause %j reads %s in Chinese, and in English as it is written", (source, chinese) => {
  expect(formatClause(source, "zh")).toBe(chinese);
  expect(formatClause(source, "en")).toBe(source);
});
