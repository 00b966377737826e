import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { taskCardsOf } from "../support/scored-day.ts";
import { exported, post } from "../support/talk.ts";
import {
  conversation,
  newestCard,
  openTeamTown,
  OPENING_MILLISECONDS,
  pass,
  SCORERS,
  TEAM,
} from "../support/team.ts";
import { choicesOf, submitOf, type Card, type Town } from "../support/town.ts";

/** The standard policy with its blank filled in, for a month with one conversation scored of each. */
const POLICY = `
extends: standard
name: of-the-test
title: { zh: 测试制度, en: Policy of the test }
version: "1"
effectiveFrom: "2026-01-01"
indicators: [{ id: satisfaction, target: { required: true, value: 4 } }]
month: { minimumEvaluations: 1 }
`;
const PEOPLE = [
  ...TEAM.map((person) => ({
    ...person,
    manager: person.roles === "agent" ? "2001" : null,
    team: person.employeeNo === "2002" ? "质检" : "一组",
  })),
  { employeeNo: "4001", name: "周老师", roles: "trainer", larkOpenId: "ou_trainer" },
];

describe("a month", () => {
  let town: Town;
  let folder: TestDirectory;
  const shown = (person: string, { messageId }: Card): Card =>
    town.cardsOf(person).find((each) => each.messageId === messageId)!;
  const says = async (person: string, text: string): Promise<Card> => {
    town.emulator.lark.type(person, text);
    await town.settled();
    return town.cardsOf(person).at(-1)!;
  };
  const press = async (person: string, card: Card, text: string) => {
    const pressed = await town.emulator.lark.press(person, card.messageId, { text });
    await town.settled();
    return { ...pressed, card: shown(person, card) };
  };
  const fill = async (person: string, card: Card, fields: Record<string, string>) => {
    const sent = await town.emulator.lark.submit(person, card.messageId, submitOf(card.content), fields);
    await town.settled();
    return { ...sent, card: shown(person, card) };
  };

  beforeAll(async () => {
    folder = await testDirectory();
    const policy = await folder.write("policy.yaml", POLICY);
    town = await openTeamTown({ environment: { POLICY: policy } });
    town.emulator.lark.people.add({ name: "周老师", openId: "ou_trainer" });
    town.emulator.lark.deliveries.setDuplicates("both");
    await post(town, "/api/people", PEOPLE);
    const metrics = { csat: 4, resolved: true, firstContactResolved: true };
    await post(
      town,
      "/api/contacts",
      ["1001", "1002", "1003"].map((agent) =>
        conversation(`month-${agent}`, agent, "2026-11-19T10:00:00+08:00", { metrics }),
      ),
    );
    // Before the days that are drawn from: numbers for a board alone.
    const gaps = [...Array(8).keys()].flatMap((count) =>
      ["1001", "1002", "1003"].map((agent, place) =>
        conversation(`gap-${agent}-${count}`, agent, "2026-11-03T10:00:00+08:00", {
          metrics: { replyGapSeconds: (place === 0 ? 10 : 90) + (count % 4) },
        }),
      ),
    );
    await post(town, "/api/contacts", gaps);
    // The draw of the morning, and its cards scored.
    await town.moveTo("2026-11-20T01:10:00Z");
    for (const scorer of SCORERS)
      for (const card of taskCardsOf(town, scorer))
        await fill(
          scorer,
          card,
          Object.fromEntries(choicesOf(card.content).map(({ name, options }) => [name, best(options)])),
        );
  }, OPENING_MILLISECONDS);
  afterAll(async () => {
    await town?.close();
    await folder?.remove();
  });
  const best = (options: readonly string[]): string =>
    [...options].filter((option) => option !== "na").sort((left, right) => Number(right) - Number(left))[0]!;

  it("cannot be closed while it runs", async () => {
    const card = await says("ou_manager", "月结 2026-11");

    expect(card.title).toBe("没有完成");
    expect(plain(card)).toContain("2026-11 还没有结束，不能月结。");
    expect(plain(card)).toContain("请在 2026-11-30 之后再发送。");
    expect((await says("ou_agent", "月结")).text).toContain("您的角色不能做这件事");
  });

  it("gets knowledge and attitude from the trainer's form, which stays open for the next person", async () => {
    await town.moveTo("2026-12-01T02:00:00Z", 60_000);
    const form = await says("ou_trainer", "录入 11月");

    const nobody = await fill("ou_trainer", form, { person: "9999", knowledge: "80" });
    const first = await fill("ou_trainer", form, { person: "1001", knowledge: "80", attitude: "90" });
    const second = await fill("ou_trainer", form, { person: "小红", knowledge: "70", attitude: "60" });

    expect(form.title).toBe("2026-11 录入成绩");
    expect(nobody.toast?.content).toContain("没有工号或姓名为「9999」的客服");
    expect(first.card.text).toContain("已录入 李雷 · 知识 80.00 · 态度 90.00");
    expect(second.card.text).toContain("已录入 小红");
  });

  it("is asked for on the second working day, and closed by one press however often it comes", async () => {
    await town.moveTo("2026-12-02T01:10:00Z", 60_000);
    const ask = newestCard(town, "ou_manager", "2026-11 请月结");
    const { toast, card } = await press("ou_manager", ask, "月结");

    expect(toast).toMatchObject({ type: "success" });
    expect(card.text).toContain("第 1 版草稿已生成");
    const draft = newestCard(town, "ou_manager", "2026-11 月结");
    expect(plain(draft)).toMatch(/草稿，审阅中[^]*暂缓[^]*1 人[^]*0\/1[^]*韩梅梅[^]*Ann 缺少成绩项/);
    expect(new Set((await exported(town, "months")).map(({ version }) => version))).toEqual(new Set([1]));
  });

  it("goes to the supervisor, who reads every part, holds nothing back and is done; the manager's card follows", async () => {
    const review = newestCard(town, "ou_scorer", "2026-11 成绩审阅");
    const early = await says("ou_manager", "发布");
    const agent = personIn(review, "李雷");
    const remarked = await fill("ou_scorer", review, { person: agent, kind: "remark", note: "本月进步明显" });
    const { card } = await press("ou_scorer", remarked.card, "审阅完毕");
    await pass(town, 10);

    expect(plain(review)).toMatch(
      /李雷 [\d.]+ 优秀[^]*知识 80\.00 · 技能 100\.00（1 次） · 态度 90\.00 · 绩效 100\.00/,
    );
    expect(early.text).toContain("还有 1 位主管没有审阅：韩梅梅");
    expect(remarked.card.text).toContain("备注 · 本月进步明显");
    expect(card.text).toContain("您已审阅完毕");
    expect(plain(newestCard(town, "ou_manager", "2026-11 月结"))).toMatch(/1\/1[^]*李雷 本月进步明显/);
  });

  it("has a board that the manager previews before it goes to the group that is bound", async () => {
    const { chatId } = town.emulator.lark.chats.addGroup({ name: "值班群", members: ["ou_manager"] });
    town.emulator.lark.type("ou_manager", "@星评 绑定群 *", { chat: chatId, mentions: ["bot"] });
    await town.settled();

    const early = await says("ou_agent", "榜单 平均回复间隔时间 11月");
    await press("ou_manager", newestCard(town, "ou_manager", "2026-11 月结"), "预览榜单");

    expect(plain(early)).toMatch(/还没有公布[^]*您在第 1 组（共 2 组）/);
    const preview = newestCard(town, "ou_manager", "2026-11 质检得分榜");
    expect(plain(preview)).toMatch(
      /仅供预览[^]*将发到 已绑定的群（全部团队）[^]*没有人达到 5 次，本期不排名/,
    );
    expect(JSON.stringify(town.emulator.lark.messages.list({ chatId, sender: "bot" }))).not.toContain(
      "得分榜",
    );
  });

  it("is published by the manager; everybody hears their own in private, once, and the held one why", async () => {
    const held = await says("ou_manager", "发布");
    const done = await says("ou_manager", "发布 2026-11 直接公布");
    const again = await says("ou_manager", "publish 2026-11");
    await pass(town, 10);

    expect(held.text).toContain("有 1 人的成绩暂缓或缺项");
    expect(done.text).toMatch(/已公布，可申诉[^]*2026-12-09/);
    expect(again.text).toContain("2026-11 已经公布过了，没有重复通知");
    const results = (person: string) =>
      town.cardsOf(person).filter(({ title }) => /^2026-11 (月度成绩|Result of the month)$/.test(title));
    for (const person of ["ou_agent", "ou_agent_2", "ou_ann"]) expect(results(person)).toHaveLength(1);
    const own = plain(results("ou_agent")[0]!);
    expect(own).toMatch(/94\.00 优秀[^]*技能 30%[^]*100\.00（1 次）[^]*来自随机质检 · 003 三\(二\)2/);
    expect(own).toMatch(/客户满意度 4（1 次），目标 4 → 100\.00[^]*本月进步明显[^]*2026-12-09（含）前申诉/);
    expect(own).not.toContain("小红");
    expect(results("ou_ann")[0]!.text).toMatch(/Held[^]*a part is missing/);
    expect((await says("ou_agent", "我的成绩")).text).toContain("94.00 优秀");
  });

  it("shows its boards from then on: the best group by name, each reader their own place, nobody below", async () => {
    await says("ou_agent", "公示授权");
    const consent = newestCard(town, "ou_agent", "公示授权");
    await press("ou_agent", consent, "同意公开");

    const card = await says("ou_agent_2", "榜单 平均回复间隔时间 11月");

    expect(card.title).toBe("2026-11 平均回复间隔时间榜");
    expect(plain(card)).toMatch(
      /另有 2 位同事参加统计，不列姓名[^]*您在第 2 组（共 2 组），同组 2 人难分先后/,
    );
    expect(JSON.stringify(card.content)).toContain("李雷");
    expect(JSON.stringify(card.content)).not.toMatch(/小红|Ann/);
    const groups = town.emulator.lark.messages.list({ sender: "bot" });
    const posts = groups
      .map(({ content }) => JSON.stringify(content))
      .filter((content) => content.includes("2026-11 质检得分榜"));
    const imageKey = /"img_key":"([^"]+)"/.exec(posts.at(-1) ?? "")?.[1] ?? "";
    expect(town.emulator.lark.images.find(imageKey)?.format).toBe("png");
  });

  it("is final by itself when the days for appeals are over, with each step once in the audit", async () => {
    await town.moveTo("2026-12-10T01:00:00Z", 60_000);
    await pass(town, 10);

    const months = await exported(town, "months");
    const steps = (await exported(town, "audit"))
      .map(({ did }) => did)
      .filter((did) => String(did).endsWith("month"));
    expect(
      months.map(({ person, state, grade, total, held }) => [person, state, grade, total !== null, held]),
    ).toEqual(
      expect.arrayContaining([
        ["1001", "final", "excellent", true, null],
        ["1002", "final", "good", true, null],
        ["1003", "final", null, false, "missing-part"],
      ]),
    );
    expect(steps).toEqual(["freeze-month", "draft-month", "review-month", "publish-month", "finalise-month"]);
    expect((await says("ou_manager", "月结 11月")).text).toContain("2026-11 已经定稿，不能再月结");
    const held = newestCard(town, "ou_manager", "2026-11 月结");
    const release = { person: personIn(held, "Ann"), note: "补发" };
    const early = await fill("ou_manager", held, release);
    expect(early.toast?.content).toContain("这位同事的成绩仍缺项，还不能发放。");
    expect((await says("ou_manager", "月结 2026")).text).toContain("2026 还没有结束");
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});

/** What is read, without the marks of how it is set. */
const plain = ({ text }: Card): string => text.replaceAll(/<[^>]+>|\*\*/g, " ").replaceAll(/ +/g, " ");

/** The value that stands for somebody in a card's list of people. */
function personIn(card: Card, name: string): string {
  const found = new RegExp(`"content":"${name}"[^{}]*}[^{}]*"value":"([0-9a-f-]{36})"`).exec(
    JSON.stringify(card.content),
  );
  if (found?.[1] === undefined) throw new Error(`The card offers nobody called ${name}.`);
  return found[1];
}
