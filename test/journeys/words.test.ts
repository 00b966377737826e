import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pressByHand } from "../support/callback.ts";
import { exported, post } from "../support/talk.ts";
import {
  conversation,
  newestCard,
  openTeamTown,
  pass,
  taskCards,
  OPENING_MILLISECONDS,
} from "../support/team.ts";
import { choicesOf, submitOf, textOf, type Card, type Town } from "../support/town.ts";

/** Every event comes twice, by turns at once and afterwards: what is answered is answered once all the same. */
describe("words typed to the bot, each delivered twice", () => {
  let town: Town;
  /** The cards that came to a person in answer to what somebody typed. */
  const answersTo = async (person: string, text: string, reader = person): Promise<readonly Card[]> => {
    const before = town.cardsOf(reader).length;
    town.emulator.lark.type(person, text);
    await town.settled();
    return town.cardsOf(reader).slice(before);
  };
  const titlesOf = (cards: readonly Card[]) => cards.map(({ title }) => title);

  beforeAll(async () => {
    town = await openTeamTown();
    town.emulator.lark.deliveries.setDuplicates("both");
    for (const [name, openId] of [
      ["新人甲", "ou_new"],
      ["新人乙", "ou_other"],
    ] as const)
      town.emulator.lark.people.add({ name, openId });
    await post(town, "/api/people", [
      { employeeNo: "1010", name: "新人甲", roles: "agent", manager: "3001" },
      { employeeNo: "1011", name: "新人乙", roles: "agent" },
    ]);
  }, OPENING_MILLISECONDS);
  afterAll(() => town?.close());

  it("帮助 shows an agent what an agent can send, and a scorer what a scorer can", async () => {
    const [agents] = await answersTo("ou_agent", "帮助");
    const [scorers] = await answersTo("ou_scorer", "/帮助");

    expect(agents).toMatchObject({ title: "星评能做什么" });
    expect(agents?.text).toContain("我的成绩");
    expect(agents?.text).not.toContain("今日任务");
    expect(scorers?.text).toContain("今日任务");
  });

  it("are answered in English to whoever reads English", async () => {
    const help = await answersTo("ou_ann", "HELP");
    const scores = await answersTo("ou_ann", "my scores");

    expect(titlesOf([...help, ...scores])).toEqual(["What Xingping can do", "My scores 2026-11"]);
    expect(help[0]?.text).not.toMatch(/[一-鿿]/);
    expect(scores[0]?.text).toContain("No score this month yet.");
  });

  it("that nobody understands get the help, which says so", async () => {
    const [card] = await answersTo("ou_agent", "今天天气怎么样?");

    expect(card?.title).toBe("星评能做什么");
    expect(card?.text).toContain("没有看懂这句话");
  });

  it("今日任务 lists the scorer's own queue, and each opens in place with 移交 on it", async () => {
    await post(town, "/api/contacts", [conversation("C-1", "1001", "2026-11-19T10:00:00+08:00")]);
    await town.moveTo("2026-11-20T01:10:00Z");
    const [{ scorer }] = taskCards(town) as [{ scorer: string; card: Card }];

    const [list] = await answersTo(scorer, "移交");
    const opened = await town.emulator.lark.press(scorer, list!.messageId, { text: "第 1 个" });
    const form = town.cardsOf(scorer).find(({ messageId }) => messageId === list!.messageId);

    expect(list?.title).toBe("今日任务 2026-11-20");
    expect(list?.text).toContain("待评分 截止 18:00");
    expect(opened.cardReplaced).toBe(true);
    expect(form?.text).toContain("移交");
  });

  it("今日任务 is refused to an agent, in words", async () => {
    const [card] = await answersTo("ou_agent", "今日任务");

    expect(card?.title).toBe("没有完成");
    expect(card?.text).toContain("您的角色不能做这件事");
  });

  it("我的成绩 shows the agent's own score of the month, and says that one is few", async () => {
    const [{ scorer, card }] = taskCards(town) as [{ scorer: string; card: Card }];
    const best = Object.fromEntries(choicesOf(card.content).map(({ name, options }) => [name, options[0]!]));
    await town.emulator.lark.submit(scorer, card.messageId, submitOf(card.content), best);
    await pass(town, 10);

    const [mine] = await answersTo("ou_agent", "我的成绩");
    const [others] = await answersTo("ou_agent_2", "我的成绩");
    await town.emulator.lark.press("ou_agent", mine!.messageId, { text: "11-20" });

    expect(mine?.text).toContain("100 分");
    expect(mine?.text).toContain("只有 1 次评分");
    expect(others?.text).toContain("这个月还没有质检评分");
    expect(newestCard(town, "ou_agent").title).toBe("质检结果 100 分");
  });

  it("from the menu do the same as typed ones", async () => {
    const before = town.cardsOf("ou_agent").length;

    town.emulator.lark.menu("ou_agent", "my_scores");
    await town.settled();

    expect(titlesOf(town.cardsOf("ou_agent").slice(before))).toEqual(["我的成绩 2026-11"]);
  });

  it("of somebody unknown get nothing but the way to be known", async () => {
    const answers = [
      ...(await answersTo("ou_stranger", "我的成绩")),
      ...(await answersTo("ou_stranger", "今日任务")),
      ...(await answersTo("ou_stranger", "绑定")),
      ...(await answersTo("ou_stranger", "hello there")),
    ];

    expect(titlesOf(answers)).toEqual([
      ...Array.from({ length: 3 }, () => "请先绑定工号"),
      "Please tell me who you are",
    ]);
    expect(answers.map(({ content }) => JSON.stringify(content)).join()).not.toMatch(/李雷|韩梅梅|王经理/);
  });

  it("绑定 with a number that nobody has is refused in words", async () => {
    const [card] = await answersTo("ou_stranger", "绑定 9999");

    expect(card?.title).toBe("没有完成");
    expect(town.cardsOf("ou_manager").filter(({ title }) => title === "绑定确认")).toEqual([]);
  });

  it("绑定 with one wrong number after the other is heard five times a day", async () => {
    town.emulator.lark.people.add({ name: "好奇者", openId: "ou_curious" });

    const answers = [];
    for (const guess of ["9001", "9002", "9003", "9004", "9005", "1010"])
      answers.push(...(await answersTo("ou_curious", `绑定 ${guess}`)));

    expect(answers.map(({ text }) => text.includes("今天的绑定申请太多了"))).toEqual([
      ...Array.from({ length: 5 }, () => false),
      true,
    ]);
    expect(town.cardsOf("ou_manager").filter(({ title }) => title === "绑定确认")).toEqual([]);
  });

  it("绑定 asks the manager once, shows nothing before the answer, and everything after it", async () => {
    const waiting = await answersTo("ou_new", "绑定 1010");
    const question = newestCard(town, "ou_manager", "绑定确认");
    const repeated = await answersTo("ou_new", "绑定 1010");
    const early = await answersTo("ou_new", "我的成绩");

    const approved = await town.emulator.lark.press("ou_manager", question.messageId, { text: "确认是本人" });
    await pass(town, 10);
    const [scores] = await answersTo("ou_new", "我的成绩");

    expect(waiting[0]?.text).toContain("正在等经理确认");
    expect(repeated.map(({ text }) => text).join()).toContain("还在等经理确认，不用再发");
    expect(titlesOf(early)).toEqual(["请先绑定工号"]);
    expect(question.text).toContain("新人甲");
    expect(approved).toMatchObject({ toast: { type: "success", content: "已确认" } });
    expect(newestCard(town, "ou_manager").text).toContain("王经理 已确认 新人甲 的绑定");
    expect(town.cardsOf("ou_manager").filter(({ title }) => title.startsWith("绑定"))).toHaveLength(1);
    expect(scores?.title).toBe("我的成绩 2026-11");
    const decided = (await exported(town, "audit")).filter(({ did }) => did === "approve-binding");
    expect(decided.map(({ who }) => who)).toEqual(["3001"]);
  });

  it("绑定 that the manager refuses leaves the person unknown, and no second answer changes that", async () => {
    await answersTo("ou_other", "绑定 1011");
    const question = newestCard(town, "ou_manager", "绑定确认");
    const request = /"do":"bind\.approve","request":"([0-9a-f-]+)"/.exec(
      JSON.stringify(question.content),
    )![1]!;

    const refused = await town.emulator.lark.press("ou_manager", question.messageId, { text: "拒绝" });
    const changed = await pressByHand(town, {
      by: "ou_manager",
      messageId: question.messageId,
      value: { do: "bind.approve", request },
    });
    const byAgent = await pressByHand(town, {
      by: "ou_agent",
      messageId: question.messageId,
      value: { do: "bind.approve", request },
    });
    await pass(town, 10);

    expect(refused.toast).toMatchObject({ content: "已拒绝" });
    expect(changed.toast?.type).toBe("info");
    expect(byAgent.toast?.type).toBe("error");
    expect(newestCard(town, "ou_other").text).toContain("经理没有确认工号 1011");
    expect(titlesOf(await answersTo("ou_other", "我的成绩"))).toEqual(["请先绑定工号"]);
  });

  it("in a group are heard only with a mention, and answered in private", async () => {
    // With this permission a bot is told everything that is said in its groups.
    town.emulator.lark.missingScopes.delete("im:message.group_msg");
    const { chatId } = town.emulator.lark.chats.addGroup({
      name: "客服一组",
      members: ["ou_agent", "ou_agent_2"],
    });
    const before = town.cardsOf("ou_agent").length;

    const unheard = town.emulator.lark.type("ou_agent", "我的成绩", { chat: chatId });
    await town.settled();
    const afterFirst = town.cardsOf("ou_agent").length;
    town.emulator.lark.type("ou_agent", "@星评 我的成绩", { chat: chatId, mentions: ["bot"] });
    await town.settled();

    expect(unheard.delivery?.state).toBe("delivered");
    expect(afterFirst).toBe(before);
    expect(titlesOf(town.cardsOf("ou_agent").slice(before))).toEqual(["我的成绩 2026-11"]);
    expect(town.emulator.lark.messages.list({ chatId, sender: "bot" })).toEqual([]);
    expect(town.emulator.logs.violations()).toEqual([]);
  });

  it("绑定群 in a group binds it to the team that the manager chooses, and the group is told", async () => {
    const { chatId } = town.emulator.lark.chats.addGroup({ name: "值班群", members: ["ou_manager"] });

    town.emulator.lark.type("ou_manager", "@星评 绑定群", { chat: chatId, mentions: ["bot"] });
    await town.settled();
    const asked = newestCard(town, "ou_manager", "绑定群");
    const chosen = await town.emulator.lark.submit("ou_manager", asked.messageId, submitOf(asked.content), {
      team: "*",
    });
    await town.settled();

    expect(chosen).toMatchObject({ toast: { type: "success", content: "已绑定" } });
    expect(newestCard(town, "ou_manager", "群已绑定").text).toContain("全部团队");
    const posts = town.emulator.lark.messages.list({ chatId, sender: "bot" });
    expect(posts.map(({ content }) => textOf(content))).toEqual([
      expect.stringMatching(/群已绑定[\s\S]*由 王经理 绑定/),
    ]);
    expect(town.emulator.logs.violations()).toEqual([]);
  });

  it.each([
    ["everybody", { key: "@_all", id: { open_id: "" }, name: "所有人" }],
    ["another bot", { key: "@_user_1", id: { open_id: "ou_bot_2" }, name: "考勤", mentioned_type: "bot" }],
    ["a person without a type", { key: "@_user_1", id: { open_id: "ou_agent_2" }, name: "韩梅梅" }],
  ])("in a group are not heard with a mention of %s", async (what, mention) => {
    const before = town.cardsOf("ou_agent").length;

    town.emulator.lark.deliveries.event("im.message.receive_v1", {
      sender: { sender_id: { open_id: "ou_agent" }, sender_type: "user" },
      message: {
        message_id: `om_${what.replaceAll(" ", "_")}`,
        chat_id: "oc_group",
        chat_type: "group",
        message_type: "text",
        content: JSON.stringify({ text: `${mention.key} 我的成绩` }),
        mentions: [mention],
      },
    });
    await town.settled();

    expect(town.cardsOf("ou_agent")).toHaveLength(before);
  });
});
