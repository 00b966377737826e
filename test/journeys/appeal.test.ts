import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pressByHand } from "../support/callback.ts";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { exported, post } from "../support/talk.ts";
import {
  conversation,
  newestCard,
  openTeamTown,
  pass,
  taskCards,
  OPENING_MILLISECONDS,
} from "../support/team.ts";
import { choicesOf, submitOf, type Card, type Town } from "../support/town.ts";

/** One supervisor scores, the inspector judges, the manager hears what is late. */
const POLICY = `
extends: standard
name: of-the-test
title: { zh: 测试制度, en: Policy of the test }
version: "1"
effectiveFrom: "2026-01-01"
sampling: { scorers: [supervisor] }
appeal: { judge: inspector }
indicators: [{ id: satisfaction, target: { required: true, value: 4 } }]
month: { minimumEvaluations: 1 }
publish: { minimumEvaluations: 2, needsConsent: false }
`;
const REASON = "第 4 轮已经复述了客户的手机号 13812345678";

describe("an appeal", () => {
  let town: Town;
  let folder: TestDirectory;
  const says = async (person: string, text: string): Promise<Card> => {
    town.emulator.lark.type(person, text);
    await town.settled();
    return town.cardsOf(person).at(-1)!;
  };
  const shown = (person: string, { messageId }: Card): Card =>
    town.cardsOf(person).find((each) => each.messageId === messageId)!;
  const press = async (person: string, card: Card, text: string): Promise<Card> => {
    await town.emulator.lark.press(person, card.messageId, { text });
    await town.settled();
    return shown(person, card);
  };
  const submit = async (person: string, card: Card, fields: Record<string, string>) => {
    const sent = await town.emulator.lark.submit(person, card.messageId, submitOf(card.content), fields);
    await town.settled();
    return { ...sent, card: shown(person, card) };
  };
  const score = async (card: Card, change: Record<string, string>): Promise<void> => {
    const best = Object.fromEntries(choicesOf(card.content).map(({ name, options }) => [name, options[0]!]));
    await submit("ou_scorer", card, { ...best, ...change });
    await pass(town, 10);
  };
  /** Presses 申诉 on the newest result, chooses the item, and sends the form. */
  const appeal = async (person: string, item: string, fields: Record<string, string>) => {
    const choice = await press(
      person,
      newestCard(town, person, person === "ou_ann" ? "QA result" : "质检结果"),
      "申诉",
    );
    const { card: form } = await submit(person, choice, { item });
    return submit(person, form, fields);
  };
  const current = async (agent: string) =>
    (await exported(town, "evaluations")).findLast(
      (row) => row["agent"] === agent && row["isCurrent"] === true,
    )!;

  beforeAll(async () => {
    folder = await testDirectory();
    const policy = await folder.write("policy.yaml", POLICY);
    town = await openTeamTown({ environment: { POLICY: policy } });
    town.emulator.lark.deliveries.setDuplicates("both");
    await post(town, "/api/contacts", [
      conversation("C-1", "1001", "2026-11-19T10:00:00+08:00"),
      conversation("C-2", "1002", "2026-11-19T11:00:00+08:00"),
    ]);
    // A Friday.
    await town.moveTo("2026-11-20T01:10:00Z");
    for (const { card } of taskCards(town)) await score(card, { "item-restating": "0", "item-record": "1" });
  }, OPENING_MILLISECONDS);
  afterAll(async () => {
    await town?.close();
    await folder?.remove();
  });

  it("with too short a reason is refused in one sentence, and nothing is stored", async () => {
    const { toast } = await appeal("ou_agent", "restating", { proposed: "2", note: "不对" });

    expect(toast?.content).toContain("理由太短，至少写 8 个字。");
    expect(await exported(town, "appeals")).toEqual([]);
  });

  it("is received at once with its date, and goes to a judge who did not score and sees neither name", async () => {
    const form = town.cardsOf("ou_agent").findLast(({ title }) => title.startsWith("申诉 · "))!;
    const { toast, card } = await submit("ou_agent", form, { proposed: "2", note: REASON });

    const judge = newestCard(town, "ou_scorer_2");
    expect(toast).toMatchObject({ type: "success" });
    expect(card.text).toContain("已收到，编号 #1，2026-11-25（含）前答复。");
    expect(judge.title).toBe("申诉 #1");
    expect(judge.text).toContain("138****5678");
    expect(judge.text).not.toMatch(/13812345678|韩梅梅|李雷/);
  });

  it("cannot be filed twice, nor its score be corrected meanwhile", async () => {
    const again = await press("ou_agent", newestCard(town, "ou_agent", "申诉 #1"), "查看评分");
    const result = town.cardsOf("ou_scorer").find(({ text }) => text.includes("更正评分"))!;
    await press("ou_scorer", result, "更正评分");
    const first = (await exported(town, "evaluations")).find(({ agent }) => agent === "1001")!;
    const twice = await pressByHand(town, {
      by: "ou_agent",
      messageId: again.messageId,
      value: { do: "appeal.ask", evaluation: String(first["id"]) },
    });

    expect(again.text).toContain("申诉 #1");
    expect(twice.toast?.content).toContain("这次评分已经申诉过了（#1）");
    expect(await exported(town, "evaluations")).toHaveLength(2);
  });

  it("that nobody rules in time moves up to the manager, and the agent is told the new date", async () => {
    await town.moveTo("2026-11-26T01:10:00Z", 60_000);
    await pass(town, 10);

    expect(newestCard(town, "ou_agent", "申诉 #1").text).toContain("逾期未裁决，已上报，新期限 2026-11-30");
    // The Monday's digest of the week in which it was scored.
    expect(newestCard(town, "ou_agent", "本周反馈").text).toMatch(/2026-11-16 至 2026-11-22[^]*1 次评分/);
    expect(newestCard(town, "ou_manager", "申诉 #1").text).toContain("这件申诉逾期未裁决，已上报给您。");
    expect(newestCard(town, "ou_scorer_2", "申诉 #1").text).toContain("已转给别的同事");
  });

  it("that is late again is ruled for the agent by itself, in a new revision beside the scorer's", async () => {
    await town.moveTo("2026-12-01T01:10:00Z", 60_000);
    await pass(town, 10);

    const news = newestCard(town, "ou_agent", "申诉 #1 · ");
    expect(news.text).toContain("两次逾期未裁决，按您申请的分数更正。");
    expect(newestCard(town, "ou_scorer", "申诉 #1 · ").text).toContain("申诉成立");
    expect(await current("1001")).toMatchObject({ revision: 2, scorer: "2001", appeal: 1 });
    const [row] = await exported(town, "appeals");
    expect(row).toMatchObject({ ruling: "proposed", ruledBy: null, workingDays: 7, level: "escalated" });
    expect(String(row!["reason"])).toContain("138****5678");
  });

  it("after its window is refused, with the day on which it ended", async () => {
    const late = newestCard(town, "ou_agent_2", "质检结果");
    const { toast } = await town.emulator.lark.press("ou_agent_2", late.messageId, { text: "申诉" });

    expect(toast?.content).toContain("申诉期已在 2026-11-27 结束。");
    expect((await says("ou_agent_2", "申诉")).text).toContain("目前没有可以申诉的得分");
  });

  it("is ruled with a third score, heard a second time, and then it is final", async () => {
    await post(town, "/api/contacts", [conversation("C-3", "1002", "2026-11-30T10:00:00+08:00")]);
    await town.moveTo("2026-12-02T01:10:00Z", 60_000);
    await score(taskCards(town).at(-1)!.card, { "item-record": "0", "item-restating": "1" });
    await appeal("ou_agent_2", "record", { proposed: "2", note: "工单里有完整的记录和分类" });
    const judge = newestCard(town, "ou_scorer_2", "申诉 #2");

    const below = await submit("ou_scorer_2", judge, { ruling: "other", note: "记录了一半，缺少回访电话" });
    const ruled = await submit("ou_scorer_2", judge, {
      ruling: "other",
      value: "1",
      note: "记录了一半，缺少回访电话",
    });
    await pass(town, 10);
    const news = newestCard(town, "ou_agent_2", "申诉 #2 · ");
    const opened = await press("ou_agent_2", news, "查看申诉");
    const form = await press("ou_agent_2", opened, "申请复审");
    const second = await submit("ou_agent_2", form, { note: "回访电话写在第二条备注里" });
    const manager = newestCard(town, "ou_manager", "申诉 #3");
    await submit("ou_manager", manager, { ruling: "proposed", note: "备注里确实有回访电话，应给满分" });
    await pass(town, 10);

    expect(below.toast?.content).toContain("请填写分数");
    expect(ruled.toast).toMatchObject({ type: "success" });
    expect(news.text).toMatch(/记录了一半，缺少回访电话[^]*2026-12-09（含）前申请一次复审/);
    expect(second.card.text).toContain("这是申诉 #2 的复审");
    expect(newestCard(town, "ou_agent_2", "申诉 #3").text).toContain("裁决为最终结果。");
    expect(await current("1002")).toMatchObject({ appeal: 3 });
  });

  it("is counted by scorer and by item for the manager", async () => {
    const { text } = await says("ou_manager", "申诉");

    expect(text).toContain("共 3 件，已裁决 3 件，改分 3 件，逾期自动成立 1 件。");
    expect(text).toMatch(/韩梅梅[^]*3 件，改分 3 件/);
  });

  it("that is ruled for somebody in a published month makes a new version at once, and posts what it changed", async () => {
    const metrics = { knowledge: 80, attitude: 80, satisfaction: 4.5 };
    await post(
      town,
      "/api/metrics",
      ["1001", "1002"].map((person) => ({ month: "2026-11", person, metrics })),
    );
    await post(town, "/api/contacts", [conversation("C-4", "1001", "2026-11-30T10:00:00+08:00")]);
    await town.moveTo("2026-12-03T01:10:00Z", 60_000);
    await score(taskCards(town).at(-1)!.card, { "item-restating": "0", "item-record": "1" });
    const { chatId } = town.emulator.lark.chats.addGroup({ name: "值班群", members: ["ou_manager"] });
    town.emulator.lark.type("ou_manager", "@星评 绑定群 *", { chat: chatId, mentions: ["bot"] });
    await town.settled();
    await says("ou_manager", "月结 11月");
    await says("ou_manager", "发布 11月 直接公布");
    await pass(town, 10);
    await appeal("ou_agent", "restating", { proposed: "2", note: REASON });
    const note = "第 4 轮确实复述了号码";
    await submit("ou_scorer_2", newestCard(town, "ou_scorer_2", "申诉 #4"), { ruling: "proposed", note });
    await pass(town, 60);

    const results = (person: string) =>
      town.cardsOf(person).filter(({ title }) => title.startsWith("2026-11 月度成绩"));
    const posts = town.emulator.lark.messages
      .list({ chatId, sender: "bot" })
      .map(({ content }) => JSON.stringify(content))
      .filter((content) => content.includes("质检得分榜"));
    expect(
      new Set((await exported(town, "months")).map(({ version, state }) => `${version} ${state}`)),
    ).toEqual(new Set(["1 replaced", "2 published"]));
    expect([results("ou_agent").length, results("ou_agent_2").length]).toEqual([2, 1]);
    expect(results("ou_agent")[1]!.text).toMatch(/[\d.]+ [^→]*→ [^→]*[\d.]+/);
    expect(JSON.stringify(results("ou_agent")[1]!.content)).toContain("appeal.ask-month");
    expect(posts).toHaveLength(2);
    expect(posts[1]).toMatch(/有更正[^]*共同值：[\d.]+ 分 → [\d.]+/);
    const own = await press("ou_agent", await says("ou_agent", "我的成绩"), "2026-11 月度成绩");
    expect(JSON.stringify(own.content)).toContain("appeal.ask-month");
  });

  it("broke no rule of the platform", () => {
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});
