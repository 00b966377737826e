import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import { noteDigestRead } from "#usecases/rhythm/note-digest-read";
import { postGoodCases } from "#usecases/rhythm/post-good-cases";
import { reportWeakness } from "#usecases/rhythm/report-weakness";
import { sendDigests } from "#usecases/rhythm/send-digests";
import { sendMonthCalendar } from "#usecases/rhythm/send-month-calendar";
import { actionsOf, wordsOf } from "../../cards/facts.ts";
import { type AppealDeps, appealTeam, type AppealTeam, aScoreOf } from "../../support/appeal-team.ts";
import { on } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

/** Friday, 20 November 2026, 10:00 in Shanghai. */
const NOW = new Date("2026-11-20T02:00:00Z");

let opened: TestStore;
let deps: AppealDeps;
let team: AppealTeam;
type Row = { key: string; card: Card; personId: string | null; dueAt: Date };
const messages = (prefix: string): Promise<Row[]> =>
  opened.database.sql.query<Row>(
    `SELECT key, card, "personId", "dueAt" FROM "OutboxMessage" WHERE key LIKE $1 ORDER BY key`,
    `${prefix}%`,
  );

beforeAll(async () => {
  opened = await openTestStore();
  ({ deps, team } = await appealTeam(opened, NOW));
  const people = { agent: team.agent, scorer: team.scorer };
  await aScoreOf(opened, deps, people, { restating: 0 }, { scene: "投诉" });
  for (let n = 0; n < 4; n += 1) await aScoreOf(opened, deps, people, { restating: 1 }, { scene: "投诉" });
  await aScoreOf(opened, deps, { ...people, agent: team.english }, {});
});
afterAll(() => opened.close());

describe("the weekly digest", () => {
  /** The Monday after. */
  const monday = () => on(deps, "2026-11-23T01:30:00Z");
  const send = (date = "2026-11-23") => sendDigests(monday(), { date });

  it("goes to each agent in private with count, mean, one thing to keep and one to change, once", async () => {
    const sent = [await send(), await send(), await send("2026-11-24")];

    const digests = await messages("digest:2026-11-16:");
    const own = digests.find(({ personId }) => personId === team.agent.id)!;
    expect(sent).toEqual([2, 0, 0]);
    expect(digests).toHaveLength(2);
    expect(wordsOf(own.card)).toMatch(/2026-11-16 至 2026-11-22\n5 次评分，平均 [\d.]+ 分/);
    expect(wordsOf(own.card)).toMatch(/保持一点\n[^\n]+得分率 100%，5 次/);
    expect(wordsOf(own.card)).toMatch(/改进一点\n复述确认关键信息 得分率 40%，5 次 依据 002 需求沟通/);
    expect(actionsOf(own.card).map(({ do: what }) => what)).toEqual(["digest.read", "evaluation.open"]);
  });

  it("says honestly that one score is little, and what a perfect week has to change", async () => {
    const [english] = (await messages("digest:2026-11-16:")).filter(
      ({ personId }) => personId === team.english.id,
    );

    expect(wordsOf(english!.card)).toContain("Only 1 scored: read it with care.");
    expect(wordsOf(english!.card)).toContain("Nothing cost points this week.");
  });

  it("is not sent of a week without scores", async () => {
    expect(await sendDigests(on(deps, "2026-11-30T02:00:00Z"), { date: "2026-11-30" })).toBe(0);
  });

  it("is noted as read once, by the agent whose it is", async () => {
    const read = () => noteDigestRead(monday(), { person: team.agent, from: "2026-11-16" });

    await read();
    await read();

    const what = `digest:2026-11-16:${team.agent.id}`;
    expect(await opened.store.audit.count({ did: "read-digest", what }, new Date(0))).toBe(1);
    const other = noteDigestRead(monday(), { person: team.agent, from: "2026-11-02" });
    await expect(other).rejects.toMatchObject({ code: "not-found", facts: { what: "digest" } });
  });
});

describe("the month's calendar", () => {
  it("goes to the manager on the first working day, once, and not in the middle of a month", async () => {
    const send = (date: string) => sendMonthCalendar(on(deps, `${date}T02:00:00Z`), { date });

    const counts = [await send("2026-11-20"), await send("2026-12-01"), await send("2026-12-02")];

    const cards = await messages("calendar:2026-12:");
    expect(counts[0]).toBe(0);
    expect(cards.map(({ personId }) => personId)).toEqual([team.manager.id]);
    expect(wordsOf(cards[0]!.card)).toContain("2026-12-02 上月月结草稿");
    expect(wordsOf(cards[0]!.card)).toContain("2026-12-07 上月成绩发布");
    expect(wordsOf(cards[0]!.card)).toContain("最晚颁奖 · 服务之星");
  });
});

describe("the report of weaknesses", () => {
  it("goes to the trainers, by area and scene with count and interval, names nobody, and maps a course", async () => {
    const [trainer] = await opened.store.people.save(
      [{ ...team.inspector, employeeNo: "2004", name: "苏培训", roles: ["trainer"] }],
      NOW,
    );
    const report = (date: string) => reportWeakness(on(deps, `${date}T02:00:00Z`), { date });

    const counts = [await report("2026-12-02"), await report("2026-12-03"), await report("2026-12-04")];

    const [message] = await messages("weakness:2026-11:");
    expect(counts).toEqual([0, 1, 0]);
    expect(message!.personId).toBe(trainer!.id);
    expect(wordsOf(message!.card)).toMatch(
      /精准沟通 [\d.]+（[\d.]+ 至 [\d.]+，6 次）\n失分最多：复述确认关键信息/,
    );
    expect(wordsOf(message!.card)).toMatch(/按场景\n投诉 · 精准沟通 [\d.]+（[\d.]+ 至 [\d.]+，5 次）/);
    expect(wordsOf(message!.card)).not.toMatch(/李雷|Ann|韩梅梅/);
  });

  it("says nothing of a month without scores", async () => {
    expect(await reportWeakness(on(deps, "2027-01-06T02:00:00Z"), { date: "2027-01-06" })).toBe(0);
  });
});

describe("good cases", () => {
  const GROUP = { platform: "lark", appId: "cli_test", chatId: "oc_all" } as const;
  const post = (at: string) => postGoodCases(on(deps, at), { date: at.slice(0, 10) });

  it("go to the bound group of those who agreed, with general advice, after the quiet hours", async () => {
    await opened.store.chats.bind(GROUP, { team: null, by: team.manager.id }, NOW);
    await opened.store.consents.answer(team.english.id, "yes", NOW);
    await opened.store.consents.answer(team.agent.id, "no", NOW);

    // 22:00 in Shanghai.
    const counts = [await post("2026-12-08T14:00:00Z"), await post("2026-12-09T02:00:00Z")];

    const [message] = await messages("cases:2026-11:");
    const words = wordsOf(message!.card);
    expect(counts).toEqual([1, 0]);
    expect(message!.dueAt).toEqual(new Date("2026-12-09T01:00:00Z"));
    expect(words).toContain("Ann");
    expect(words).toMatch(/大家可以一起改进的\n复述确认关键信息（002 需求沟通）/);
    expect(words).not.toContain("李雷");
  });

  it("ask those who had one and were never asked, once, and wait for the answer", async () => {
    await opened.database.sql.run(`DELETE FROM "Consent"`);
    await opened.database.sql.run(`DELETE FROM "OutboxMessage" WHERE key LIKE 'cases:%'`);

    await post("2026-12-09T02:00:00Z");

    expect((await messages("consent:")).map(({ key }) => key)).toContain(`consent:${team.english.id}`);
    expect(wordsOf((await messages("cases:2026-11:"))[0]!.card)).not.toMatch(/Ann|李雷/);
  });

  it("name nobody who was not asked, and give no advice when the policy wants none", async () => {
    const other = { ...GROUP, chatId: "oc_team" };
    await opened.store.consents.answer(team.english.id, "no", NOW);
    await opened.store.chats.bind(other, { team: "一组", by: team.manager.id }, NOW);
    const silent = {
      ...deps,
      policy: { ...deps.policy, publish: { ...deps.policy.publish!, advice: "none" as const } },
    };

    const posted = await postGoodCases(on(silent, "2026-12-09T02:00:00Z"), { date: "2026-12-09" });

    expect(posted).toBe(0);
    expect(await messages("cases:2026-11:lark:cli_test:oc_team")).toEqual([]);
  });
});
