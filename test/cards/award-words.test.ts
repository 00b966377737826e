import { describe, expect, it } from "vitest";
import { inChinese } from "#cards/format";
import { myAppealsCard } from "#cards/my-appeals-card";
import { recognitionPost } from "#cards/recognition-post";
import { wordsOf } from "./facts.ts";

const post = (unnamed: number, language: "zh" | "en" = "zh") =>
  wordsOf(
    recognitionPost({
      language,
      awardName: { zh: "服务之星", en: "Service star" },
      period: "2026-11",
      winners: [],
      unnamed,
      praise: null,
      rewards: [],
      names: { metric: () => null, principle: () => null },
    }),
  );

describe("a post that names nobody", () => {
  it.each([
    [1, "本期有一位同事获奖，按本人意愿不公开姓名。"],
    [2, "本期有两位同事获奖，按本人意愿不公开姓名。"],
    [12, "本期有 12 位同事获奖，按本人意愿不公开姓名。"],
  ])("says so of %i", (count, sentence) => {
    expect(post(count)).toContain(sentence);
    expect(post(count)).not.toContain("位获奖者不公开");
  });

  it("says so in English", () => {
    expect(post(1, "en")).toContain("1 colleague has won and prefers not to be named.");
  });
});

describe("a name in a Chinese sentence", () => {
  it.each([
    ["周倩", "周倩"],
    ["Ann", " Ann "],
    ["李雷 2", "李雷 2 "],
  ])("%j stands as %j", (name, shown) => {
    expect(inChinese(name)).toBe(shown);
  });
});

it("the list of appeals counts only when there is something to count", () => {
  const facts = { language: "zh", waiting: [], own: [], scores: [], months: [], counts: null } as const;

  expect(myAppealsCard(facts).summary).toBe(myAppealsCard(facts).title);
});
