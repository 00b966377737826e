import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import type { Person } from "#domain/person";
import { applyCorrections } from "#usecases/month/apply-corrections";
import { closeMonth } from "#usecases/month/close-month";
import { managerCard } from "#usecases/month/month-view";
import { previewBoard } from "#usecases/month/preview-board";
import { publishMonth } from "#usecases/month/publish-month";
import { showBoard } from "#usecases/month/show-board";
import { answerConsent } from "#usecases/people/answer-consent";
import { wordsOf } from "../../cards/facts.ts";
import { evaluate, measuredMonth, monthTeam, type MonthTeam } from "../../support/month-team.ts";
import { on } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const NOW = "2026-12-02T02:00:00Z";
/** 21:00 in Shanghai, an hour after the groups are left in peace. */
const EVENING = "2026-12-02T13:00:00Z";
const ONE = { platform: "lark", appId: "cli_test", chatId: "oc_one" } as const;
const ALL = { platform: "lark", appId: "cli_test", chatId: "oc_all" } as const;

let opened: TestStore;
let deps: Awaited<ReturnType<typeof monthTeam>>["deps"];
let team: MonthTeam;
let tasks: readonly string[];

beforeAll(async () => {
  opened = await openTestStore();
  ({ deps, team } = await monthTeam(opened, new Date(NOW)));
  const november = { scorer: team.supervisor, month: "2026-11", policyId: deps.policyId };
  tasks = await measuredMonth(opened, { ...november, agent: team.agent }, { scores: [90, 92, 91, 93, 94] });
  await measuredMonth(opened, { ...november, agent: team.colleague }, { scores: [70, 71, 72, 73, 74] });
  await measuredMonth(opened, { ...november, agent: team.english }, { scores: [99, 99] });
  for (const [group, of] of [
    [ONE, "一组"],
    [ALL, null],
  ] as const) {
    await opened.store.chats.save({ ...group, name: `群 ${of ?? "全部"}`, isBotMember: true }, new Date(NOW));
    await opened.store.chats.bind(group, { team: of, by: team.manager.id }, new Date(NOW));
  }
});
afterAll(() => opened.close());

const show = (reader: Person, words = "") => showBoard(deps, { reader, words });
const posts = async (chatId: string): Promise<Card[]> =>
  (
    await opened.database.sql.query<{ card: Card }>(
      `SELECT card FROM "OutboxMessage" WHERE key LIKE 'board:%' AND "destinationId" = $1 ORDER BY "createdAt", id`,
      chatId,
    )
  ).map(({ card }) => card);
const postTimes = async (): Promise<string[]> =>
  (
    await opened.database.sql.query<{ dueAt: Date }>(
      `SELECT "dueAt" FROM "OutboxMessage" WHERE key LIKE 'board:%'`,
    )
  ).map(({ dueAt }) => new Date(dueAt).toISOString());
const isAsked = async (person: Person) => opened.store.outbox.has(`consent:${person.id}`);
const namesIn = (card: Card) => ["李雷", "小红", "Ann"].filter((name) => wordsOf(card).includes(name));

describe("a board before its month is published", () => {
  it("tells a reader their own row and nobody else's", async () => {
    const card = await show(team.colleague);

    const words = wordsOf(card);
    expect(words).toContain("还没有公布");
    expect(words).toContain("您在第 2 组（共 2 组）");
    expect(namesIn(card)).toEqual([]);
    expect(card.title).toBe("2026-11 质检得分榜");
  });

  it("says to who has too few scores that they are not ranked yet", async () => {
    const words = wordsOf(await show(team.english));

    expect(words).toContain("You have 2; below 5 nobody is ranked.");
  });

  it("is a preview for a manager, without a name that did not agree", async () => {
    const card = await show(team.manager);

    expect(card.tags?.[0]?.text).toBe("榜单预览");
    expect(namesIn(card)).toEqual([]);
    expect(wordsOf(card)).toContain("第 1 组 1 位同事未公开姓名");
  });
});

describe("a word for a board", () => {
  it.each([
    ["客户满意度 2026-11", "2026-11 客户满意度榜"],
    ["11月 用户满意度", "2026-11 客户满意度榜"],
    ["2026Q4 问题解决率", "2026Q4 问题解决率榜"],
    ["满意度 2026-11", "2026-11 客户满意度榜"],
    ["2026年 满意度评分", "2026 客户满意度榜"],
    ["投诉率2026年10月", "2026-10 投诉率榜"],
  ])("%s is understood", async (words, title) => {
    expect((await show(team.agent, words)).title).toBe(title);
  });

  it("as text has no chart and no table", async () => {
    const card = await show(team.manager, "文字");

    expect(card.blocks.map(({ kind }) => kind)).not.toContain("table");
  });

  it("that is no metric is answered with those there are", async () => {
    await expect(show(team.agent, "天气")).rejects.toMatchObject({
      code: "bad-input",
      facts: { what: "board-metric", typed: "天气" },
    });
  });

  it("with a month that there is not is answered with one that there may be", async () => {
    await expect(show(team.agent, "2026-13")).rejects.toMatchObject({
      code: "bad-input",
      facts: { what: "board-month" },
    });
  });

  it("for a month without numbers says so", async () => {
    expect(wordsOf(await show(team.manager, "2026-09"))).toContain("还没有可以上榜的数据");
  });
});

describe("the board of a month", () => {
  let closeId: string;

  it("asks those it would name, and only those, when the month is closed", async () => {
    closeId = (await closeMonth(deps, { month: "2026-11", by: team.manager })).close.id;

    expect([await isAsked(team.agent), await isAsked(team.colleague), await isAsked(team.english)]).toEqual([
      true,
      false,
      false,
    ]);
    await answerConsent(deps, { person: team.agent, answer: "yes" });
  });

  it("is previewed for each group as it will be posted", async () => {
    const card = await previewBoard(deps, { closeId, by: team.manager, team: "一组" });

    expect(namesIn(card)).toEqual(["李雷"]);
    expect(wordsOf(card)).toContain("群 一组（一组）");
    expect(await posts(ONE.chatId)).toEqual([]);
    await expect(previewBoard(deps, { closeId, by: team.agent })).rejects.toMatchObject({
      code: "not-allowed",
    });
  });

  it("is posted to the group of each team and of all, naming the best group alone", async () => {
    const of = { month: "2026-11" };
    const view = await publishMonth(on(deps, EVENING), { of, by: team.manager, anyway: true });

    const [one, all] = [await posts(ONE.chatId), await posts(ALL.chatId)];
    expect([one.length, all.length]).toEqual([1, 1]);
    expect(await postTimes()).toEqual(["2026-12-03T01:00:00.000Z", "2026-12-03T01:00:00.000Z"]);
    expect(wordsOf(managerCard(view, team.manager))).toContain("免打扰时段，12-03 09:00 发出");
    for (const card of [...one, ...all]) expect(namesIn(card)).toEqual(["李雷"]);
    expect(one[0]!.subtitle).toBe("一组");
    expect(wordsOf(all[0]!)).toMatch(/另有 1 位同事参加统计，不列姓名[^]*另有 1 位同事不足 5 次/);
    expect(all[0]!.blocks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["chart", "table"]));
  });

  it("is then open to everybody, each with their own row", async () => {
    const card = await show(team.colleague);

    expect(namesIn(card)).toEqual(["李雷"]);
    expect(wordsOf(card)).toContain("您在第 2 组（共 2 组）");
  });

  it("says what the published version says, whatever was imported since, and as of when", async () => {
    const before = await show(team.manager);
    await measuredMonth(
      opened,
      { agent: team.colleague, scorer: team.supervisor, month: "2026-11", policyId: deps.policyId },
      { scores: [100, 100, 100, 100, 100, 100] },
    );

    const after = await show(team.manager);

    expect(after).toEqual(before);
    expect(wordsOf(after)).toContain("数据以月结第 1 版为准（2026-12-02 冻结）");
    expect(wordsOf(await show(team.colleague))).toContain("您在第 2 组（共 2 组）");
    expect(wordsOf(await show(team.manager, "2026-12"))).toContain("数据截至 2026-12-02");
  });

  const correct = async (cause: string) => {
    await opened.store.months.requestCorrection(
      { month: "2026-11", personId: team.agent.id, cause },
      new Date(NOW),
    );
    return applyCorrections(on(deps, EVENING));
  };

  it("is not posted again by a correction that nobody would see on it", async () => {
    await opened.store.metrics.save(
      [
        {
          month: "2026-11",
          personId: team.agent.id,
          metric: "attitude",
          value: 99,
          count: null,
          target: null,
          source: "test",
        },
      ],
      new Date(NOW),
    );

    expect(await correct("attitude")).toHaveLength(1);

    expect((await posts(ALL.chatId)).length).toBe(1);
  });

  it("is posted again by a correction with what changed, once", async () => {
    const [taskId = "", contactId = ""] = tasks[0]!.split(" ");
    await evaluate(opened, {
      taskId,
      contactId,
      agent: team.agent,
      scorer: team.supervisor,
      policyId: deps.policyId,
      localDate: "2026-11-10",
      score: 100,
      revision: 2,
    });

    await correct("appeal");
    await correct("appeal");

    const all = await posts(ALL.chatId);
    expect(all.length).toBe(2);
    expect(new Set(await postTimes())).toEqual(new Set(["2026-12-03T01:00:00.000Z"]));
    expect(all[1]!.tags?.[0]?.text).toBe("有更正");
    expect(wordsOf(all[1]!)).toMatch(/李雷：9[12]\.\d 分 → 9[34]\.\d 分/);
    expect(namesIn(all[1]!)).toEqual(["李雷"]);
  });
});

describe("a month in which nobody can be told apart", () => {
  const OCTOBER = "2026-10";
  let preview: Card;
  // What waits for the morning is due later, and stands behind.
  const latest = async () =>
    (await posts(ALL.chatId)).filter(({ title }) => title.startsWith(OCTOBER)).at(-1)!;

  beforeAll(async () => {
    const october = { scorer: team.supervisor, month: OCTOBER, policyId: deps.policyId };
    const scores = { agent: [90, 100, 80, 95, 85], colleague: [91, 99, 81, 94, 84], english: [100, 100] };
    for (const who of ["agent", "colleague", "english"] as const)
      await measuredMonth(opened, { ...october, agent: team[who] }, { scores: scores[who] });
    await answerConsent(deps, { person: team.agent, answer: "yes" });
    await answerConsent(deps, { person: team.colleague, answer: "yes" });
    const { close } = await closeMonth(deps, { month: OCTOBER, by: team.manager });
    await opened.store.months.saveRemarks(close.id, [
      {
        personId: team.colleague.id,
        byId: team.supervisor.id,
        text: "核实中",
        isHold: true,
        at: new Date(NOW),
      },
    ]);
    preview = await previewBoard(deps, { closeId: close.id, by: team.manager, team: null });
    await publishMonth(deps, { of: { month: OCTOBER }, by: team.manager, anyway: true });
  });

  it("is posted as one line of all who were compared, with no value of anybody's own", async () => {
    const card = await latest();

    const table = card.blocks.find(({ kind }) => kind === "table");
    expect(table).toMatchObject({ rows: [{ name: "2 人", value: "89.9 (10)" }] });
    const words = wordsOf(card);
    expect(words).toContain("2 人难分先后，不分名次");
    expect(words).toContain("另有 1 位同事不足 5 次，未参加比较");
    expect(words).toContain("同意公开姓名的同事：李雷");
    expect(words).not.toMatch(/最前|第 1 组/);
  });

  it("does not name whose result a supervisor holds", async () => {
    const card = await latest();

    expect([namesIn(card), namesIn(preview)]).toEqual([["李雷"], ["李雷"]]);
    expect(wordsOf(card)).toContain("同组还有 1 位同事未公开姓名");
    expect(namesIn(await show(team.agent, OCTOBER))).toEqual(["李雷"]);
  });

  it("tells each reader their own value, and a role that may see scores those of who is named", async () => {
    const [agent, manager] = [await show(team.agent, OCTOBER), await show(team.manager, OCTOBER)];

    expect(wordsOf(agent)).toContain("您与另外 1 人难分先后");
    const table = (card: Card) => card.blocks.find(({ kind }) => kind === "table");
    expect(table(agent)).toMatchObject({ rows: [{ name: "2 人" }] });
    expect(table(manager)).toMatchObject({ rows: [{ name: "李雷" }] });
  });

  it("is not posted again because somebody takes back their consent", async () => {
    const before = (await posts(ALL.chatId)).length;
    await answerConsent(deps, { person: team.agent, answer: "no" });
    await opened.store.months.requestCorrection(
      { month: OCTOBER, personId: team.agent.id, cause: "withdrawn" },
      new Date(NOW),
    );

    const attitude = { metric: "attitude", value: 98, count: null, target: null, source: "test" };
    await opened.store.metrics.save(
      [{ month: OCTOBER, personId: team.agent.id, ...attitude }],
      new Date(NOW),
    );

    expect(await applyCorrections(deps)).toHaveLength(1);

    expect((await posts(ALL.chatId)).length).toBe(before);
    expect(namesIn(await show(team.colleague, OCTOBER))).toEqual([]);
  });
});
