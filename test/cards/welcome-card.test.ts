import { describe, expect, test } from "vitest";
import { welcomeCard, type WelcomeCardFacts } from "#cards/welcome-card";
import type { Role } from "#domain/person";
import { actionsOf, wordsOf } from "./facts.ts";

const known = (roles: readonly Role[], language: "zh" | "en" = "zh"): WelcomeCardFacts => ({
  language,
  kind: "known",
  name: "李雷",
  roles,
  parts: ["ideas"],
  drawAt: "09:10",
});

describe("the welcome", () => {
  test.each<[Role, string, string]>([
    ["agent", "私下发给您", "我的成绩"],
    ["supervisor", "每个工作日 09:10", "今日任务"],
    ["inspector", "每个工作日 09:10", "今日任务"],
    ["manager", "截止后列给您", "帮助"],
    ["administrator", "请您确认", "帮助"],
    ["hr", "抽取会话", "帮助"],
  ])("says to %s what comes by itself and what can be sent", (role, comes, word) => {
    const card = welcomeCard(known([role]));

    expect(card.title).toBe("李雷，您好，我是星评");
    expect(wordsOf(card)).toContain(comes);
    expect(wordsOf(card)).toContain(word);
  });

  test("promises nobody what is not theirs", () => {
    expect(wordsOf(welcomeCard(known(["agent"])))).not.toContain("09:10");
    expect(wordsOf(welcomeCard(known(["supervisor"])))).not.toContain("我的成绩");
  });

  test("offers only what the policy runs", () => {
    expect(wordsOf(welcomeCard(known(["agent"])))).toContain("金点子");
    expect(wordsOf(welcomeCard(known(["agent"])))).not.toContain("我的积分");
  });

  test("tells a stranger how to be known, and shows nothing else", () => {
    const card = welcomeCard({ language: "en", kind: "unknown" });

    expect(wordsOf(card)).toContain("bind 1024");
    expect(wordsOf(card)).not.toContain("my scores");
    expect(actionsOf(card)).toEqual([]);
  });

  test("tells a group that the bot acts only when mentioned, and keeps scores out of it", () => {
    const words = wordsOf(welcomeCard({ language: "zh", kind: "group" }));

    expect(words).toContain("只在被 @ 时才作答");
    expect(words).toContain("不会发到群里");
  });
});
