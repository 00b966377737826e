import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pressByHand } from "../support/callback.ts";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { exported, post } from "../support/talk.ts";
import { newestCard, openTeamTown, pass, TEAM, OPENING_MILLISECONDS } from "../support/team.ts";
import { submitOf, type Card, type Town } from "../support/town.ts";

/** The standard policy, with a training place that two ideas' points reach for and supervisors as the only reviewers. */
const POLICY = `
extends: standard
name: of-the-test
title: { zh: 测试制度, en: Policy of the test }
version: "1"
effectiveFrom: "2026-01-01"
ideas: { reviewers: [supervisor] }
points: { catalogue: [{ id: training-place, price: 30, stock: 1 }] }
`;
const TEAMS: Readonly<Record<string, string>> = { 1001: "一组", 1002: "二组", 1003: "二组" };

/** Forty answered contacts of one agent with these ratings by turns; without a transcript, so that none is drawn. */
const contacts = (agent: string, day: string, ratings: readonly number[]) =>
  Array.from({ length: 40 }, (_, place) => ({
    id: `${agent}-${day}-${place}`,
    agent,
    channel: "chat",
    startedAt: `${day}T10:00:00+08:00`,
    metrics: { csat: ratings[place % ratings.length] },
  }));

describe("a golden idea", () => {
  let town: Town;
  let folder: TestDirectory;
  const says = async (person: string, text: string, more: Record<string, unknown> = {}): Promise<Card> => {
    town.emulator.lark.type(person, text, more);
    await town.settled();
    return town.cardsOf(person).at(-1)!;
  };
  const press = async (person: string, card: Card, text: string) => {
    const pressed = await town.emulator.lark.press(person, card.messageId, { text });
    await town.settled();
    return { ...pressed, card: shown(person, card) };
  };
  const shown = (person: string, { messageId }: Card): Card =>
    town.cardsOf(person).find((each) => each.messageId === messageId)!;
  /** Opens a step of an idea's card, fills it in and sends it. */
  const step = async (person: string, card: Card, text: string, fields: Record<string, string>) => {
    const { card: form } = await press(person, card, text);
    const sent = await town.emulator.lark.submit(person, form.messageId, submitOf(form.content), fields);
    await town.settled();
    return { ...sent, card: shown(person, card) };
  };
  const stateOf = async (number: number) =>
    (await exported(town, "ideas")).find((idea) => idea["number"] === number)?.["state"];

  beforeAll(async () => {
    folder = await testDirectory();
    const policy = await folder.write("policy.yaml", POLICY);
    town = await openTeamTown({ environment: { POLICY: policy } });
    town.emulator.lark.deliveries.setDuplicates("both");
    await post(
      town,
      "/api/people",
      TEAM.map((person) => ({ ...person, team: TEAMS[person.employeeNo] ?? null })),
    );
    await post(town, "/api/contacts", [
      ...contacts("1001", "2026-11-10", [4, 4, 3, 4]),
      ...contacts("1002", "2026-11-10", [4, 4, 3, 4]),
    ]);
  }, OPENING_MILLISECONDS);
  afterAll(async () => {
    await town?.close();
    await folder?.remove();
  });

  it("gets a number at once and a card for the reviewer, once however often the message comes", async () => {
    const card = await says("ou_agent", "金点子 退款进度做成客户可以自己查询的卡片，客户 13812345678 也提过");

    expect(card.title).toBe("金点子 #1");
    expect(card.text).toContain("已收到，编号 #1");
    expect(card.text).toContain("2026-11-27");
    expect(newestCard(town, "ou_scorer").title).toBe("金点子 #1");
    expect(newestCard(town, "ou_scorer").text).toContain("138****5678");
    expect(await exported(town, "ideas")).toHaveLength(1);
  });

  it("asks for its category with buttons", async () => {
    const { toast, card } = await press("ou_agent", newestCard(town, "ou_agent"), "服务流程");

    expect(toast).toMatchObject({ type: "success" });
    expect(card.text).not.toContain("请选择类别");
  });

  it("is told of a twin, in private also when it was said in a group, and may support that one instead", async () => {
    const { chatId } = town.emulator.lark.chats.addGroup({
      name: "客服群",
      members: ["ou_agent", "ou_agent_2"],
    });

    const twin = await says("ou_agent_2", "@星评 金点子 希望客户能用卡片自己查询退款进度", {
      chat: chatId,
      mentions: ["bot"],
    });
    const { toast, card } = await press("ou_agent_2", twin, "支持 #1 这一条");

    expect(twin.text).toContain("已有相似的点子");
    expect(town.emulator.lark.messages.list({ chatId, sender: "bot" })).toEqual([]);
    expect(toast).toMatchObject({ type: "success" });
    expect(card.text).toContain("已合并到 #1");
    expect(card.text).toContain("希望客户能用卡片自己查询退款进度");
    expect(await stateOf(2)).toBe("merged");
  });

  it("is adopted by its reviewer with a metric, and both authors are told what it earns", async () => {
    const review = newestCard(town, "ou_scorer", "金点子 #1");
    const { card } = await step("ou_scorer", review, "采纳", { metric: "satisfaction", scope: "team" });
    await pass(town, 10);

    expect(card.text).toContain("客户满意度 · 作者所在团队");
    for (const author of ["ou_agent", "ou_agent_2"]) {
      expect(newestCard(town, author).title).toBe("金点子 #1 已采纳");
      expect(newestCard(town, author).text).toContain("获得 10 积分");
    }
    expect((await says("ou_agent", "我的积分")).text).toContain("10 积分");
  });

  it("is put into practice, and is checked for its effect when as many days have gone", async () => {
    const review = newestCard(town, "ou_scorer", "金点子 #1");
    await step("ou_scorer", review, "开始实施", {});
    const { card } = await step("ou_scorer", review, "实施完成", { day: "2026-11-20" });
    // A Sunday.
    await town.moveTo("2026-12-20T04:00:00Z", 60_000);
    await post(town, "/api/contacts", [
      ...contacts("1001", "2026-12-01", [5, 5, 4, 5]),
      ...contacts("1002", "2026-12-01", [4, 4, 3, 4]),
    ]);

    await town.moveTo("2026-12-21T01:10:00Z", 60_000);

    const check = newestCard(town, "ou_scorer", "金点子 #1");
    expect(card.text).toContain("效果评估日");
    expect(card.text).toContain("2026-12-21");
    expect(check.messageId).not.toBe(review.messageId);
    expect(check.text).toContain("3.75");
    expect(check.text).toContain("4.75");
    expect(check.text).toContain("扣除其他团队的变化");
    expect(check.text).toContain("数据显示有改善");
    expect(newestCard(town, "ou_agent").title).toBe("金点子 #1 进入效果评估");
  });

  it("is closed by a person, who may not go against the numbers without a word", async () => {
    const check = newestCard(town, "ou_scorer", "金点子 #1");

    const silent = await step("ou_scorer", check, "给出结论", { verdict: "not-effective" });
    const sent = await town.emulator.lark.submit(
      "ou_scorer",
      check.messageId,
      submitOf(silent.card.content),
      {
        verdict: "effective",
      },
    );
    await town.settled();
    await pass(town, 10);

    expect(silent.toast).toMatchObject({ type: "error" });
    expect(silent.toast?.content).toContain("结论与计算结果不一致");
    expect(sent.toast).toMatchObject({ type: "success" });
    expect(newestCard(town, "ou_agent").text).toMatch(/有效[^]*获得 20 积分[^]*可以参评金点子奖/);
    const [idea] = await exported(town, "ideas");
    expect(idea).toMatchObject({ state: "closed", finding: "better", verdict: "effective" });
    expect(idea!["awardReadyAt"]).not.toBeNull();
  });

  it("bought a training place: asked for, set aside, approved; the last one is nobody else's", async () => {
    const catalogue = await says("ou_agent", "兑换");
    const others = await says("ou_agent_2", "redeem");
    const { card } = await press("ou_agent", catalogue, "兑换 培训名额");
    const late = await press("ou_agent_2", others, "兑换 培训名额");
    const { card: decided } = await press("ou_manager", newestCard(town, "ou_manager", "兑换申请"), "同意");
    await pass(town, 10);

    expect(catalogue.text).toContain("剩 1 份");
    expect(card.text).toContain("30 积分已预扣");
    expect(late.toast?.content).toContain("已经兑完了");
    expect(decided.text).toContain("已同意");
    expect(newestCard(town, "ou_agent").text).toContain("王经理");
    expect((await says("ou_agent", "我的积分")).text).toMatch(/^[^]*0 积分[^]*兑换 培训名额/);
    expect((await exported(town, "points")).map(({ person, amount }) => [person, amount])).toEqual(
      expect.arrayContaining([
        ["1001", 10],
        ["1001", 20],
        ["1001", -30],
        ["1002", 10],
        ["1002", 20],
      ]),
    );
  });

  describe("when something is wrong", () => {
    it.each([
      ["ou_agent", "金点子 #999", /没有编号为 #999 的点子/],
      ["ou_agent", "金点子 。！", /还没有写点子|点子太短/],
      ["ou_agent", "金点子 好", /点子太短，至少写 5 个字/],
      ["ou_agent", "金点子 #1 补充 再说一句", /#1 现在的状态不能这样操作/],
      ["ou_ann", "idea #1 one more word", /Only its author adds to an idea/],
    ])("%s hears of %j in one sentence", async (person, text, words) => {
      const card = await says(person, text);

      expect(card.title).toMatch(/没有完成|That did not work/);
      expect(card.text).toMatch(words);
    });

    it("金点子 alone gives a form, and what is sent with it is an idea", async () => {
      const form = await says("ou_ann", "idea");
      await town.emulator.lark.submit("ou_ann", form.messageId, submitOf(form.content), {
        category: "product",
        text: "Let customers record a short video of the fault",
        links: "https://example.com/video",
      });
      await town.settled();

      const card = shown("ou_ann", form);
      expect(card.title).toBe("Idea #3");
      expect(newestCard(town, "ou_scorer", "金点子 #3").text).toContain("https://example.com/video");
      expect((await says("ou_ann", "my ideas")).text).toMatch(/#3.*in review/);
    });

    it("a refusal without a reason changes nothing, and the second decision on one card neither", async () => {
      const review = newestCard(town, "ou_scorer", "金点子 #3");
      const id = /"idea":"([0-9a-f-]{36})"/.exec(JSON.stringify(review.content))![1]!;
      const decline = (note: string) =>
        pressByHand(town, {
          by: "ou_scorer",
          messageId: review.messageId,
          value: { do: "idea.decline", idea: id, revision: 0 },
          form: { note },
        });

      const without = await decline("  ");
      const undecided = await stateOf(3);
      const first = await decline("聊天窗口已经能发视频");
      const second = await decline("还是不行");
      await pass(town, 10);

      expect(without.toast).toMatchObject({ type: "error" });
      expect(undecided).toBe("reviewing");
      expect(first.toast).toMatchObject({ type: "success" });
      expect(second).toMatchObject({ toast: { type: "info" }, hasCard: true });
      expect(second.toast!.content).toContain("#3 已经处理过了");
      expect(newestCard(town, "ou_ann", "Idea #3 was not adopted").text).toContain("聊天窗口已经能发视频");
    });

    it("points that are not there are said, and nothing is taken", async () => {
      const answer = await pressByHand(town, {
        by: "ou_ann",
        messageId: newestCard(town, "ou_ann").messageId,
        value: { do: "points.redeem", item: "paid-leave", request: "0190c0de-1111-7222-8333-444455556666" },
      });

      expect(answer.toast?.content).toContain("Not enough points: it takes 80, you have 0, 80 short.");
      expect((await exported(town, "points")).filter(({ person }) => person === "1003")).toEqual([]);
    });

    it("no card broke a rule of the platform", () => {
      expect(town.emulator.logs.violations()).toEqual([]);
    });
  });
});
