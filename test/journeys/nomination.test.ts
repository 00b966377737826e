import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "#domain/person";
import { evaluated } from "../support/award-team.ts";
import { pressByHand } from "../support/callback.ts";
import { exported } from "../support/talk.ts";
import { newestCard, openTeamTown, pass, OPENING_MILLISECONDS } from "../support/team.ts";
import { submitOf, textOf, type Card, type Town } from "../support/town.ts";

const REASON = "昨晚独自安抚了三位投诉客户 #客户至上";

describe("a nomination", () => {
  let town: Town;
  let chatId: string;
  const says = async (person: string, text: string, more: Record<string, unknown> = {}): Promise<Card> => {
    town.emulator.lark.type(person, text, more);
    await town.settled();
    return town.cardsOf(person).at(-1)!;
  };
  const shown = (person: string, { messageId }: Card): Card =>
    town.cardsOf(person).find((each) => each.messageId === messageId)!;
  const press = async (person: string, card: Card, text: string) => {
    const pressed = await town.emulator.lark.press(person, card.messageId, { text });
    await town.settled();
    return { ...pressed, card: shown(person, card) };
  };
  const submit = async (person: string, card: Card, fields: Record<string, string>) => {
    const sent = await town.emulator.lark.submit(person, card.messageId, submitOf(card.content), fields);
    await town.settled();
    return { ...sent, card: shown(person, card) };
  };
  const inGroup = (): string[] =>
    town.emulator.lark.messages.list({ chatId, sender: "bot" }).map(({ content }) => textOf(content));
  const person = async (employeeNo: string): Promise<Person> =>
    (await town.running().program.store.people.byEmployeeNo(employeeNo))!;

  beforeAll(async () => {
    town = await openTeamTown();
    town.emulator.lark.deliveries.setDuplicates("both");
    ({ chatId } = town.emulator.lark.chats.addGroup({
      name: "客服大群",
      members: ["ou_manager", "ou_agent", "ou_agent_2"],
    }));
    const scorer = await person("2001");
    for (const employeeNo of ["1001", "1002"])
      await evaluated(town.running().program, {
        agent: await person(employeeNo),
        scorer,
        day: "2026-11-16",
        scores: [90, 92, 88, 91, 89],
      });
  }, OPENING_MILLISECONDS);
  afterAll(() => town?.close());

  it("comes in a group by mention: the group hears little, nominator and nominee more, each once", async () => {
    const receipt = await says("ou_agent_2", `@星评 提名 @李雷 ${REASON}`, {
      chat: chatId,
      mentions: ["bot", "ou_agent"],
    });

    expect(receipt.title).toBe("提名已收到");
    expect(receipt.text).toMatch(/李雷[^]*三位投诉客户[^]*客户至上[^]*本月还可以提名 2 次/);
    expect(newestCard(town, "ou_agent").text).toMatch(/有同事提名了您[^]*三位投诉客户/);
    expect(newestCard(town, "ou_agent").text).not.toContain("小红");
    expect(inGroup()).toEqual([expect.stringContaining("已收到对李雷的提名")]);
    expect(inGroup().join()).not.toContain("投诉客户");
    expect(await exported(town, "nominations")).toMatchObject([
      {
        nominator: "1002",
        nominee: "1001",
        award: "service-star",
        period: "2026-11",
        principles: "customer-first",
      },
    ]);
  });

  it.each([
    ["ou_agent_2", "提名 李雷 又帮了新人一整晚的忙", /这个月您已经提名过李雷/],
    ["ou_agent", "提名 李雷 我自己也很努力的呀", /不能提名自己/],
    ["ou_agent", "提名 小红 很好", /理由太短，至少写 8 个字/],
    ["ou_ann", "nominate 林涛 helped me all night long", /is no agent/],
  ])("%s hears of %j in one sentence", async (who, text, words) => {
    const card = await says(who, text);

    expect(card.title).toMatch(/没有完成|That did not work/);
    expect(card.text).toMatch(words);
  });

  it("comes in private by name; a name that nobody has gives a card that keeps the reason", async () => {
    const asked = await says("ou_agent", "提名 小虹 帮新人顶了一整晚的班");
    const { card, toast } = await submit("ou_agent", asked, {
      name: "1002",
      award: "service-star",
      reason: "帮新人顶了一整晚的班",
      month: "2026-11",
    });

    expect(asked.text).toContain("没有找到「小虹」");
    expect(JSON.stringify(asked.content)).toContain("帮新人顶了一整晚的班");
    expect(toast).toMatchObject({ type: "success" });
    expect(card.text).toMatch(/提名已收到[^]*小红/);
    expect(await exported(town, "nominations")).toHaveLength(2);
  });

  it("stands with its numbers before the manager when the month is over", async () => {
    await says("ou_manager", "@星评 绑定群 全部", { chat: chatId, mentions: ["bot"] });
    const early = await says("ou_manager", "颁奖 服务之星 2026-11");
    // Of November nothing was closed, so the card comes when the time grows short.
    await town.moveTo("2026-12-07T01:10:00Z", 60_000);

    const card = newestCard(town, "ou_manager", "服务之星 · 2026 年 11 月");
    expect(early.text).toContain("2026-11 还没有结束");
    expect(card.text).toMatch(/李雷[^]*1 人提名（客户至上 1）[^]*质检 5 次，平均 90 分/);
    expect(card.text).toMatch(/小红[^]*李雷和小红互相提名|李雷[^]*互相提名/);
  });

  it("is picked by the manager, previewed, and posted in the group once", async () => {
    const shortlist = newestCard(town, "ou_manager", "服务之星 · 2026 年 11 月");
    const lei = await person("1001");
    const before = inGroup().length;

    const picked = await submit("ou_manager", shortlist, {
      "winner-1": `person:${lei.id}`,
      praise: "谢谢您守住了那一晚",
    });
    await press("ou_agent", newestCard(town, "ou_agent", "公示授权"), "同意公开");
    const previewed = await press("ou_manager", picked.card, "预览");
    const posted = await press("ou_manager", previewed.card, "发布");
    await pass(town, 10);

    expect(picked.toast).toMatchObject({ type: "success" });
    expect(picked.card.text).toMatch(/证书编号 XP-202611-[0-9A-Z]{8}/);
    expect(previewed.card.text).toMatch(/谢谢您守住了那一晚[^]*全部团队的群/);
    expect(posted.card.text).toContain("已发布");
    const posts = inGroup().slice(before);
    expect(posts).toHaveLength(1);
    expect(posts[0]).toMatch(/服务之星 · 2026 年 11 月[^]*李雷[^]*谢谢您守住了那一晚[^]*XP-202611-/);
    expect(newestCard(town, "ou_agent", "服务之星").text).toMatch(/恭喜您获得[^]*XP-202611-[^]*分享会/);
    expect((await says("ou_agent", "我的成绩")).text).toContain("服务之星（2026 年 11 月）");
    expect(await exported(town, "awards")).toEqual([
      expect.objectContaining({
        award: "service-star",
        state: "posted",
        winner: "1001",
        groups: 1,
        decidedBy: "3001",
      }),
    ]);
  });

  it("is not posted again by an old card, which shows what was posted", async () => {
    const card = newestCard(town, "ou_manager", "服务之星 · 2026 年 11 月");
    const { store } = town.running().program;
    const { id } = (await store.awards.find("service-star", "2026-11"))!;
    const before = inGroup().length;

    const again = await pressByHand(town, {
      by: "ou_manager",
      messageId: card.messageId,
      value: { do: "award.post", award: id, revision: 2, seen: "x" },
    });
    const stranger = await pressByHand(town, {
      by: "ou_agent_2",
      messageId: card.messageId,
      value: { do: "award.reopen", award: id, revision: 3 },
    });
    await pass(town, 10);

    expect(again).toMatchObject({ toast: { type: "info" }, hasCard: true });
    expect(again.toast!.content).toContain("已经发布过了");
    expect(stranger.toast?.content).toContain("您的角色不能做这件事");
    expect(inGroup()).toHaveLength(before);
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});
