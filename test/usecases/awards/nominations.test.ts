import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import type { Person } from "#domain/person";
import { findNominee } from "#usecases/awards/find-nominee";
import { listUnnamed } from "#usecases/awards/list-unnamed";
import { nominate } from "#usecases/awards/nominate";
import { showNominationForm } from "#usecases/awards/show-nomination-form";
import { formOf, wordsOf } from "../../cards/facts.ts";
import { type AwardTeam, type AwardTestDeps, awardTeam, names } from "../../support/award-team.ts";
import { aContact } from "../../support/builders.ts";
import { on } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

/** Friday, 20 November 2026, 10:00 in Shanghai. */
const NOW = new Date("2026-11-20T02:00:00Z");
const GROUP = { platform: "lark", appId: "cli_test", chatId: "oc_1" } as const;

let opened: TestStore;
let deps: AwardTestDeps;
let team: AwardTeam;

beforeAll(async () => {
  opened = await openTestStore();
  ({ deps, team } = await awardTeam(opened, NOW));
});
afterAll(() => opened.close());

const messages = async (prefix: string) =>
  opened.database.sql.query<{
    key: string;
    card: Card;
    personId: string | null;
    destinationId: string | null;
  }>(
    `SELECT key, card, "personId", "destinationId" FROM "OutboxMessage" WHERE key LIKE $1 ORDER BY id`,
    `${prefix}%`,
  );
const find = (from: Person, text: string, mentions: readonly Person[] = []) =>
  findNominee(deps, {
    from,
    text,
    mentions: mentions.map(({ employeeNo, name }) => ({
      platform: "lark" as const,
      appId: "cli_test",
      userId: `ou_${employeeNo}`,
      name,
    })),
  });

describe("a nomination", () => {
  it("is answered with what was stored, and its nominee told the reason and not who wrote it", async () => {
    const { nomination, card } = await names(deps, team.hong, team.lei, {
      reason: "安抚了 13812345678 的投诉 #客户至上",
    });

    expect(wordsOf(card)).toMatch(/李雷[^]*138\*\*\*\*5678[^]*客户至上[^]*本月还可以提名 2 次/);
    expect(nomination).toMatchObject({
      period: "2026-11",
      award: "service-star",
      principles: ["customer-first"],
    });
    const [note] = await messages(`nomination:${nomination.id}:nominee`);
    expect(note?.personId).toBe(team.lei.id);
    expect(wordsOf(note!.card)).toContain("138****5678");
    expect(wordsOf(note!.card)).not.toContain("小红");
  });

  it.each([
    ["nothing", 0, ""],
    ["reason-and-name", 1, "韩梅梅"],
  ] as const)("tells the nominee %s, where the policy says so", async (tellNominee, count, name) => {
    const policy = { ...deps.policy, nominations: { ...deps.policy.nominations!, tellNominee } };
    const nominee = count === 0 ? team.ann : team.chen;

    const { nomination } = await names({ ...deps, policy }, team.supervisor, nominee);

    const notes = await messages(`nomination:${nomination.id}:nominee`);
    expect(notes).toHaveLength(count);
    expect(notes.map(({ card }) => wordsOf(card)).join()).toContain(name);
  });

  it("said in a group is answered there without a word of the reason", async () => {
    const { nomination } = await nominate(deps, {
      from: team.wangA,
      nominee: team.hong,
      award: null,
      reason: "替新人顶了一整晚的班",
      group: GROUP,
    });

    const [post] = await messages(`nomination:${nomination.id}:group`);
    expect(post?.destinationId).toBe("oc_1");
    expect(wordsOf(post!.card)).toContain("已收到对小红的提名");
    expect(wordsOf(post!.card)).not.toContain("顶了");
  });

  it("leaves nothing behind when a rule refuses it", async () => {
    const before = await messages("nomination:");

    await expect(names(deps, team.hong, team.lei)).rejects.toMatchObject({ facts: { what: "same-pair" } });
    await expect(names(deps, team.hong, team.hong)).rejects.toMatchObject({
      facts: { what: "nominate-oneself" },
    });
    await expect(names(deps, team.hong, team.gone)).rejects.toMatchObject({
      facts: { what: "nominee-left" },
    });
    await expect(names(deps, team.hong, team.supervisor)).rejects.toMatchObject({
      facts: { what: "own-supervisor" },
    });
    await expect(names(deps, team.hong, team.ann, { reason: "很好" })).rejects.toMatchObject({
      facts: { what: "nomination-reason", min: 8 },
    });
    await expect(names(deps, team.hong, team.ann, { award: "golden-idea" })).rejects.toMatchObject({
      facts: { what: "nominable-award" },
    });
    await expect(names(deps, team.hong, team.lei, { award: "newcomer-progress" })).rejects.toMatchObject({
      code: "bad-input",
    });

    expect(await messages("nomination:")).toEqual(before);
  });

  it("for a newcomers' award is for newcomers", async () => {
    await expect(names(deps, team.wangB, team.ann, { award: "newcomer-progress" })).rejects.toMatchObject({
      facts: { what: "no-newcomer" },
    });

    const { nomination } = await names(deps, team.wangB, team.chen, { award: "newcomer-progress" });

    expect(nomination.award).toBe("newcomer-progress");
  });

  it("ends with the number that the policy allows, and begins anew with the month", async () => {
    const december = on(deps, "2026-12-01T02:00:00Z");
    for (const nominee of [team.lei, team.hong, team.wangA]) await names(deps, team.ann, nominee);

    await expect(names(deps, team.ann, team.chen)).rejects.toMatchObject({
      facts: { what: "nominations-spent", max: 3 },
    });

    expect((await names(december, team.ann, team.lei)).nomination.period).toBe("2026-12");
  });

  it("may still count for the last month, until somebody has decided that", async () => {
    const december = on(deps, "2026-12-01T02:00:00Z");
    const late = { from: team.chen, award: null, reason: "月底最后一晚替大家收尾", month: "2026-11" };
    const { nomination } = await nominate(december, { ...late, nominee: team.ann });
    const { award } = await opened.store.awards.open({
      id: deps.secrets.newId(),
      award: "service-star",
      period: "2026-11",
      policyId: deps.policyId,
      announceBy: "2026-12-09",
      shortlistedAt: NOW,
    });
    await opened.store.awards.change(award, { state: "nobody" });

    await expect(nominate(december, { ...late, nominee: team.lei })).rejects.toMatchObject({
      code: "closed",
      facts: { what: "nomination-window", month: "2026-11" },
    });

    expect(nomination.period).toBe("2026-11");
    expect(JSON.stringify(await showNominationForm(december, { person: team.chen }))).not.toContain(
      "2026-11",
    );
  });

  it("may name a conversation of the nominee's own", async () => {
    await opened.store.contacts.import(
      [
        aContact({ externalId: "C-77", agentId: team.wangB.id }),
        aContact({ externalId: "C-78", agentId: team.ann.id }),
      ],
      NOW,
    );
    const about = { from: team.lei, nominee: team.wangB, award: null, reason: "把退款问题一次讲清楚了" };

    await expect(nominate(deps, { ...about, evidence: "C-99" })).rejects.toMatchObject({ code: "not-found" });
    await expect(nominate(deps, { ...about, evidence: "C-78" })).rejects.toMatchObject({
      facts: { what: "evidence-other" },
    });
    const { nomination, card } = await nominate(deps, { ...about, evidence: " C-77 " });

    expect(nomination.evidenceContactId).not.toBeNull();
    expect(wordsOf(card)).toContain("C-77");
  });
});

describe("whom a message means", () => {
  it.each([
    ["李雷 昨晚独自安抚了三位客户", "lei", null, "昨晚独自安抚了三位客户"],
    ["1003 helped all night", "ann", null, "helped all night"],
    ["李雷 投诉处理能手 昨晚安抚了客户", "lei", "complaint-expert", "昨晚安抚了客户"],
  ] as const)("%j", async (text, who, award, reason) => {
    expect(await find(team.hong, text)).toEqual({ nominee: team[who], award, reason });
  });

  it("is whoever was mentioned, wherever the name stands, also of two who are called alike", async () => {
    expect(await find(team.hong, "@王芳 帮新人顶班", [team.wangB])).toMatchObject({
      nominee: team.wangB,
      reason: "帮新人顶班",
    });
    expect(await find(team.hong, "昨晚 @王芳 帮新人顶班", [team.wangA])).toMatchObject({
      nominee: team.wangA,
      reason: "昨晚 帮新人顶班",
    });
  });

  it("is asked with a card that keeps award and reason when several are called so", async () => {
    const found = await find(team.hong, "王芳 投诉处理能手 帮新人顶班");

    if (!("card" in found)) throw new Error("it was clear");
    const { parts } = formOf(found.card);
    expect(wordsOf(found.card)).toContain("「王芳」不止一位");
    expect(parts.find(({ kind }) => kind === "choice")).toMatchObject({
      name: "nominee",
      options: [
        { value: team.wangA.id, text: "王芳 · 1005 · 一组" },
        { value: team.wangB.id, text: "王芳 · 1006 · 二组" },
      ],
    });
    expect(parts).toContainEqual(expect.objectContaining({ name: "award", chosen: "complaint-expert" }));
    expect(parts).toContainEqual(expect.objectContaining({ name: "reason", text: "帮新人顶班" }));
  });

  it("is asked for a name when nobody is called so, or nobody known was mentioned", async () => {
    const found = await find(team.hong, "张三 帮新人顶班");
    const stranger = await find(team.hong, "@外人 帮新人顶班", [
      { ...team.lei, employeeNo: "0", name: "外人" },
    ]);

    for (const [one, name] of [
      [found, "张三"],
      [stranger, "外人"],
    ] as const) {
      if (!("card" in one)) throw new Error("it was clear");
      expect(wordsOf(one.card)).toContain(`没有找到「${name}」`);
      expect(formOf(one.card).parts).toContainEqual(expect.objectContaining({ name: "name", text: name }));
      expect(formOf(one.card).parts).toContainEqual(
        expect.objectContaining({ name: "reason", text: "帮新人顶班" }),
      );
    }
  });
});

describe("who was named by nobody", () => {
  it("is listed for supervisors and managers three working days before the month ends, and not before", async () => {
    expect(await listUnnamed(deps, { date: "2026-11-24" })).toBe(0);
    expect(await messages("nomination-gaps:")).toEqual([]);

    await opened.store.people.save(
      [{ ...team.wangA, employeeNo: "1009", name: "周末", team: "三组", managerNo: null }],
      NOW,
    );
    await listUnnamed(deps, { date: "2026-11-25" });
    await listUnnamed(deps, { date: "2026-11-26" });

    const lists = await messages("nomination-gaps:2026-11:");
    const of = (person: Person) =>
      lists.filter(({ personId }) => personId === person.id).map(({ card }) => wordsOf(card));
    expect(of(team.manager)).toEqual([expect.stringMatching(/三组[^]*周末/)]);
    expect(of(team.manager)[0]).not.toContain("李雷");
    // Of the supervisor's team everybody was named.
    expect(of(team.supervisor)).toEqual([]);
  });
});
