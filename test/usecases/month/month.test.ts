import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import type { Person } from "#domain/person";
import type { Policy } from "#policy/policy";
import { applyCorrections } from "#usecases/month/apply-corrections";
import { chaseMonths } from "#usecases/month/chase-months";
import { closeMonth } from "#usecases/month/close-month";
import type { MonthDeps } from "#usecases/month/deps";
import { enterMarks } from "#usecases/month/enter-marks";
import { finaliseMonths } from "#usecases/month/finalise-months";
import { finishReview } from "#usecases/month/finish-review";
import { monthSaid } from "#usecases/month/find-month";
import type { MonthView } from "#usecases/month/month-view";
import { publishedMonthOf } from "#usecases/month/published-month";
import { publishMonth } from "#usecases/month/publish-month";
import { remarkResult } from "#usecases/month/remark-result";
import { rollUpPeriod } from "#usecases/month/roll-up-period";
import { showMonth } from "#usecases/month/show-month";
import { readPeriod } from "#domain/month-roll-up";
import { actionsOf, wordsOf } from "../../cards/facts.ts";
import { evaluate, measuredMonth, monthTeam, type MonthTeam } from "../../support/month-team.ts";
import { on } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

/** A Wednesday, the second working day of December. */
const NOW = "2026-12-02T02:00:00Z";
type Deps = Awaited<ReturnType<typeof monthTeam>>["deps"];

let opened: TestStore;
let deps: Deps;
let team: MonthTeam;
let tasks: readonly string[];

beforeAll(async () => {
  opened = await openTestStore();
  ({ deps, team } = await monthTeam(opened, new Date(NOW)));
  const november = { scorer: team.supervisor, month: "2026-11", policyId: deps.policyId };
  tasks = await measuredMonth(
    opened,
    { ...november, agent: team.agent },
    { csat: 4.5, scores: [90, 90, 90, 90, 95] },
  );
  await measuredMonth(
    opened,
    { ...november, agent: team.colleague },
    { csat: 5, scores: [80, 80, 80, 80, 80] },
  );
  await measuredMonth(opened, { ...november, agent: team.english }, { csat: 4, scores: [70, 70] });
  for (const person of [team.agent, team.colleague, team.english])
    await mark(person, { knowledge: "80", attitude: "85" });
});
afterAll(() => opened.close());

const mark = (person: Person, form: Record<string, string>, month = "2026-11") =>
  enterMarks(deps, { by: team.trainer, month, person: person.employeeNo, form });
const close = (month = "2026-11", by = team.manager) => closeMonth(deps, { month, by });
const publish = (anyway = false, by = team.manager) =>
  publishMonth(deps, { of: { month: "2026-11" }, by, anyway });
const review = async ({ close: { id } }: Pick<MonthView, "close">, by: Person) => {
  const reviews = await opened.store.months.reviews(id);
  const revision = reviews.find(({ supervisorId }) => supervisorId === by.id)?.revision ?? 0;
  return { closeId: id, by, revision };
};
const finish = async (view: Pick<MonthView, "close">, by: Person) =>
  finishReview(deps, await review(view, by));
const cards = async (prefix: string): Promise<{ personId: string | null; card: Card }[]> =>
  opened.database.sql.query(
    `SELECT "personId", card FROM "OutboxMessage" WHERE key LIKE $1 ORDER BY "createdAt", id`,
    `${prefix}%`,
  );
const told = async ({ close: { id } }: Pick<MonthView, "close">) =>
  (await cards(`month:${id}:result:`)).map(({ personId }) => personId);
const did = async (id: string) =>
  (
    await opened.database.sql.query<{ did: string; whoId: string | null }>(
      `SELECT did, "whoId" FROM "AuditEntry" WHERE what = $1 ORDER BY id`,
      id,
    )
  ).map(({ did: verb, whoId }) => [verb, whoId]);
const standing = async () => (await opened.store.months.standing("2026-11"))!;
const changed = (change: (policy: Policy) => Policy): MonthDeps => ({ ...deps, policy: change(deps.policy) });

describe("what cannot be closed", () => {
  it.each([
    [
      "a month that is not over",
      () => close("2026-12"),
      { code: "bad-input", facts: { what: "month-not-over" } },
    ],
    ["by a supervisor", () => close("2026-11", team.supervisor), { code: "not-allowed" }],
    [
      "a month without a number",
      () => close("2026-09"),
      { code: "bad-input", facts: { what: "month-empty" } },
    ],
    [
      "under a policy whose required target is blank",
      () =>
        closeMonth(
          changed((policy) => ({
            ...policy,
            indicators: policy.indicators.map((one) =>
              one.id === "satisfaction" ? { ...one, target: { required: true, value: null } } : one,
            ),
          })),
          { month: "2026-11", by: team.manager },
        ),
      { code: "setting-missing", facts: { setting: "indicators.satisfaction.target" } },
    ],
    [
      "with a target in percent for what is rated from 1 to 5",
      () =>
        closeMonth(
          changed((policy) => ({
            ...policy,
            indicators: policy.indicators.map((one) =>
              one.id === "satisfaction" ? { ...one, target: { required: true, value: 90 } } : one,
            ),
          })),
          { month: "2026-11", by: team.manager },
        ),
      { code: "policy-invalid", facts: { what: "target-scale", target: 90, from: 1, to: 5 } },
    ],
    [
      "under a policy that runs no month",
      () =>
        closeMonth(
          changed(({ month: _month, ...policy }) => policy),
          { month: "2026-11", by: team.manager },
        ),
      { code: "setting-missing", facts: { setting: "month" } },
    ],
  ])("%s", async (_, attempt, refusal) => {
    await expect(attempt()).rejects.toMatchObject(refusal);
    expect(await opened.store.months.latest("2026-11")).toBeNull();
  });

  it("is not published either", async () => {
    await expect(publish()).rejects.toMatchObject({ code: "not-found", facts: { what: "month-not-closed" } });
  });

  it("is asked for on the policy's working day, once, with what stands in its way", async () => {
    const early = await chaseMonths(deps, { date: "2026-12-01" });
    const due = await chaseMonths(deps, { date: "2026-12-02" });
    await chaseMonths(deps, { date: "2026-12-03" });
    const elsewhere = await chaseMonths(deps, { date: "2026-11-03" });

    expect([early, due, elsewhere]).toEqual([0, 1, 0]);
    const asked = await cards("month:2026-11:ask:");
    expect(asked.map(({ personId }) => personId)).toEqual([team.manager.id]);
    expect(wordsOf(asked[0]!.card)).toContain("2026-11 已经结束");
  });
});

describe("a closed month", () => {
  let draft: MonthView;
  beforeAll(async () => {
    draft = await close();
  });

  it("is a draft with everybody's parts, out of measures that are kept", async () => {
    const results = await opened.store.months.resultsOf(draft.close.id);
    const [agent, , english] = results;

    expect(draft.close).toMatchObject({ month: "2026-11", version: 1, state: "draft" });
    expect(agent?.parts.map(({ id, value, count, source }) => [id, value, count, source])).toEqual([
      ["knowledge", 80, null, "import"],
      ["skill", 91, 5, "evaluations"],
      ["attitude", 85, null, "import"],
      ["performance", 100, null, "indicators"],
    ]);
    expect(agent?.total).toBeCloseTo(0.2 * 80 + 0.3 * 91 + 0.2 * 85 + 0.3 * 100, 10);
    expect(agent).toMatchObject({ grade: "excellent", factor: 1.2, reviewerId: team.supervisor.id });
    expect(english).toMatchObject({ total: null, held: "missing-part", reviewerId: team.other.id });
    expect(english?.parts[1]).toMatchObject({ value: null, count: 2, why: "too-few" });
    expect(agent?.measures.find(({ metric }) => metric === "satisfaction")).toMatchObject({
      value: 4.5,
      count: 5,
    });
    expect(await did(draft.close.id)).toEqual([
      ["freeze-month", team.manager.id],
      ["draft-month", team.manager.id],
    ]);
  });

  it("goes to each supervisor with their own people only, all parts, and nothing to edit", async () => {
    const sent = await cards(`month:${draft.close.id}:review:`);
    const [own] = sent
      .filter(({ personId }) => personId === team.supervisor.id)
      .map(({ card }) => wordsOf(card));

    expect(sent.map(({ personId }) => personId).sort()).toEqual([team.supervisor.id, team.other.id].sort());
    expect(own).toContain("李雷");
    expect(own).not.toContain("Ann");
    for (const part of [
      "知识 80.00",
      "技能 91.00（5 次）",
      "态度 85.00",
      "客户满意度 4.5（5 次），目标 4.5 → 100.00",
    ])
      expect(own).toContain(part);
  });

  it("closed again without anything new makes no second version", async () => {
    await expect(close()).rejects.toMatchObject({
      code: "already-done",
      facts: { what: "month-closed", version: 1 },
    });
    expect(await opened.store.months.versions("2026-11")).toHaveLength(1);
  });

  it("is not published while a review is open, and by nobody but a manager", async () => {
    await expect(publish()).rejects.toMatchObject({
      code: "closed",
      facts: { what: "month-in-review", count: 2 },
    });
    await expect(publish(false, team.supervisor)).rejects.toMatchObject({ code: "not-allowed" });
  });

  it("takes a remark or a hold from the person's own supervisor, once for each card", async () => {
    const { agent, colleague, english, supervisor, manager } = team;
    const about = {
      ...(await review(draft, supervisor)),
      personId: colleague.id,
      kind: "hold",
      text: "录音缺失",
    };

    const card = await remarkResult(deps, about);
    const again = remarkResult(deps, about);
    const next = await review(draft, supervisor);
    const foreign = remarkResult(deps, { ...next, personId: english.id, kind: "hold", text: "x1" });
    const silent = remarkResult(deps, { ...next, personId: agent.id, kind: "remark", text: " " });
    const stranger = remarkResult(deps, {
      ...next,
      by: manager,
      personId: agent.id,
      kind: "remark",
      text: "好",
    });

    expect(wordsOf(card)).toContain("暂缓 · 录音缺失");
    await expect(again).rejects.toMatchObject({ code: "already-done" });
    await expect(foreign).rejects.toMatchObject({ facts: { what: "month-person" } });
    await expect(silent).rejects.toMatchObject({ facts: { what: "reason" } });
    await expect(stranger).rejects.toMatchObject({ code: "wrong-person" });
    const manager_ = wordsOf(
      await showMonth(deps, { closeId: draft.close.id, reader: manager, as: "month" }),
    );
    expect(manager_).toContain("小红 录音缺失");
    expect(manager_).toContain("Ann 缺少成绩项");
  });

  it("is closed again with what came in: only that supervisor looks again, what the others wrote stays", async () => {
    await finish(draft, team.supervisor);
    await mark(team.english, { skill: "75" });

    const second = await close();

    const [own, other] = await Promise.all(
      [team.supervisor, team.other].map(async ({ id }) =>
        (await opened.store.months.reviews(second.close.id)).find(({ supervisorId }) => supervisorId === id),
      ),
    );
    expect(second.close).toMatchObject({ version: 2, state: "draft", cause: "closed-again" });
    expect([own?.state, other?.state]).toEqual(["done", "open"]);
    expect((await opened.store.months.remarks(second.close.id)).map(({ text }) => text)).toEqual([
      "录音缺失",
    ]);
    expect((await opened.store.months.version(draft.close.id))?.state).toBe("replaced");
    const old = await remarkResult(deps, {
      ...(await review(draft, team.other)),
      personId: team.english.id,
      kind: "remark",
      text: "好",
    }).catch((error: unknown) => error);
    expect(old).toMatchObject({ code: "closed", facts: { what: "month-review" } });
    draft = second;
  });

  it("reminds whoever it waits for on the day of publishing", async () => {
    const day = await chaseMonths(deps, { date: "2026-12-07" });
    await chaseMonths(deps, { date: "2026-12-08" });

    expect(day).toBe(2);
    const reminded = await cards(`month:${draft.close.id}:remind-`);
    expect(reminded.map(({ personId }) => personId).sort()).toEqual([team.manager.id, team.other.id].sort());
  });

  it("is published without those who are held when the manager says so, each told in private, once", async () => {
    await finish(draft, team.other);
    await expect(publish()).rejects.toMatchObject({
      code: "closed",
      facts: { what: "month-held", count: 1 },
    });

    const published = await publish(true);
    const again = publish(true);

    expect(published.close).toMatchObject({ state: "published", appealUntil: "2026-12-09" });
    await expect(again).rejects.toMatchObject({ code: "already-done", facts: { what: "month-published" } });
    const sent = await cards(`month:${draft.close.id}:result:`);
    expect(sent).toHaveLength(3);
    const [agent, colleague, english] = ["1001", "1002", "1003"].map((no) =>
      wordsOf(
        sent.find(
          ({ personId }) => personId === Object.values(team).find((one) => one.employeeNo === no)!.id,
        )!.card,
      ),
    );
    expect(agent).toContain("90.30 优秀");
    expect(agent).toMatch(/技能 30%[^]*91\.00（5 次）[^]*来自随机质检 · 003 三\(二\)2/);
    expect(agent).toContain("2026-12-09（含）前申诉");
    expect(colleague).toMatch(/暂缓[^]*录音缺失/);
    expect(english).toMatch(/75\.00[^]*entered or imported/);
  });

  it("stands below one's scores and opens for nobody else", async () => {
    const { agent, manager } = team;
    const closeId = (await standing()).id;

    expect(await publishedMonthOf(deps, agent)).toMatchObject({
      closeId,
      outcome: "90.30 优秀",
      periods: [],
    });
    expect(wordsOf(await showMonth(deps, { closeId, reader: agent, as: "result" }))).toContain("90.30 优秀");
    const stranger = showMonth(deps, { closeId, reader: manager, as: "result" });
    await expect(stranger).rejects.toMatchObject({ code: "not-found" });
    await expect(showMonth(deps, { closeId, reader: agent, as: "month" })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("keeps what was published: the database refuses to change it", async () => {
    const change = opened.database.sql.run(`UPDATE "MonthResult" SET total = 99 WHERE total IS NOT NULL`);

    await expect(change).rejects.toThrow("never changed");
  });

  it("is corrected by a ruling once, tells only the person, and moves nothing else", async () => {
    const before = await standing();
    const [taskId = "", contactId = ""] = tasks[0]!.split(" ");
    const about = { agent: team.agent, scorer: team.other, policyId: deps.policyId, localDate: "2026-11-10" };
    await evaluate(opened, { ...about, taskId, contactId, score: 100, revision: 2 });
    await measuredMonth(
      opened,
      { agent: team.agent, scorer: team.other, month: "2026-11", policyId: deps.policyId },
      { csat: 1, scores: [] },
    );
    // What nobody has ruled on, nor looked through, must not come in with it.
    await mark(team.agent, { knowledge: "10" });
    const cause = { month: "2026-11", personId: team.agent.id, cause: "appeal:1" };
    const asked = [
      await opened.store.months.requestCorrection(cause, new Date(NOW)),
      await opened.store.months.requestCorrection(cause, new Date(NOW)),
    ];

    const [corrected] = await applyCorrections(deps);
    const nothing = await applyCorrections(deps);
    await mark(team.agent, { knowledge: "80" });

    expect(asked).toEqual([true, false]);
    expect(nothing).toEqual([]);
    expect(corrected?.close).toMatchObject({ version: 3, state: "published", cause: "correction" });
    expect(await told(corrected!)).toEqual([team.agent.id]);
    const [card] = await cards(`month:${corrected!.close.id}:result:`);
    expect(wordsOf(card!.card)).toContain("90.30 优秀 → 90.90 优秀");
    expect((await opened.store.months.version(before.id))?.state).toBe("replaced");
    const results = await opened.store.months.results("2026-11");
    expect(results.map(({ held }) => held)).toEqual([null, "supervisor", null]);
  });

  it("closed again after publishing asks and tells only those whose result changed", async () => {
    await mark(team.english, { knowledge: "100" });

    const again = await close();

    expect(again.close).toMatchObject({ version: 4, state: "draft" });
    expect((await standing()).version).toBe(3);
    // The hold of the last version is looked at again, since the numbers alone would give a result.
    expect(again.reviews.map(({ supervisorId }) => supervisorId).sort()).toEqual(
      [team.supervisor.id, team.other.id].sort(),
    );
    await finish(again, team.supervisor);
    await finish(again, team.other);
    const published = await publish();
    expect((await told(published)).sort()).toEqual([team.colleague.id, team.english.id].sort());
  });

  it("is final after the last day for appeals, unless a correction waits, and then only a ruling changes it", async () => {
    const later = on(deps, "2026-12-10T02:00:00Z");
    const early = await finaliseMonths(later, { date: "2026-12-09" });
    const cause = { month: "2026-11", personId: team.english.id, cause: "appeal:2" };
    await opened.store.months.requestCorrection(cause, new Date(NOW));
    const waiting = await finaliseMonths(later, { date: "2026-12-10" });
    await applyCorrections(later);

    const finalised = [
      await finaliseMonths(later, { date: "2026-12-10" }),
      await finaliseMonths(later, { date: "2026-12-10" }),
    ];

    expect([early, waiting, ...finalised]).toEqual([0, 0, 1, 0]);
    expect((await standing()).state).toBe("final");
    expect((await did((await standing()).id)).at(-1)).toEqual(["finalise-month", null]);
    await expect(close()).rejects.toMatchObject({ code: "closed", facts: { what: "month-final" } });
  });
});

describe("a year", () => {
  const year = { period: readPeriod("2026") };

  it("is rolled up by a manager from its final months when it is over, with the review at its end", async () => {
    const next = on(deps, "2027-01-06T02:00:00Z");
    const early = rollUpPeriod(deps, { ...year, by: team.manager });
    await expect(early).rejects.toMatchObject({ facts: { what: "month-not-over", month: "2026" } });
    const open = rollUpPeriod(next, { ...year, by: team.manager });
    await expect(open).rejects.toMatchObject({ code: "closed", facts: { months: "2026-12" } });
    await mark(team.agent, { knowledge: "60", skill: "60", attitude: "60", "year-review": "100" }, "2026-12");
    await closeMonth(
      { ...next, policy: { ...next.policy, month: { ...next.policy.month!, missingPart: "reweight" } } },
      { month: "2026-12", by: team.manager },
    );
    await publishMonth(next, { of: { month: "2026-12" }, by: team.manager, anyway: true });
    await finaliseMonths(on(deps, "2027-01-20T02:00:00Z"), { date: "2027-01-20" });

    const { results, card } = await rollUpPeriod(next, { ...year, by: team.manager });

    const own = results.people.get(team.agent.id)!;
    expect(own).toMatchObject({ count: 2, review: 100, grade: "good" });
    expect(own.total).toBeCloseTo(0.8 * ((90.9 + 60) / 2) + 0.2 * 100, 10);
    expect(results.people.get(team.colleague.id)).toMatchObject({ count: 1, review: null });
    expect(wordsOf(card)).toContain("2 个月中有 1 个月有成绩");
    expect((await publishedMonthOf(next, team.agent))?.periods).toMatchObject([{ period: "2026" }]);
  });

  it.each([
    ["of somebody who is no manager", "2026", () => team.agent, { code: "not-allowed" }],
    ["of a cycle that the policy does not run", "2026Q4", () => team.manager, { code: "setting-missing" }],
    [
      "of months that nobody closed",
      "2024",
      () => team.manager,
      { code: "not-found", facts: { what: "period" } },
    ],
  ])("is none %s", async (_, period, by, refusal) => {
    const next = on(deps, "2027-01-06T02:00:00Z");

    await expect(rollUpPeriod(next, { period: readPeriod(period), by: by() })).rejects.toMatchObject(refusal);
  });
});

describe("marks", () => {
  it.each([
    ["nobody", { person: "9999" }, { what: "nobody" }],
    ["no number", { form: { knowledge: "八十" } }, { what: "mark" }],
    ["a year's review in November", { form: { "year-review": "90" } }, { what: "year-review" }],
  ])("of %s are refused", async (_, change, facts) => {
    const about = {
      by: team.trainer,
      month: "2026-11",
      person: "1001",
      form: { knowledge: "80" },
      ...change,
    };

    await expect(enterMarks(deps, about)).rejects.toMatchObject({ code: "bad-input", facts });
  });

  it("are entered by trainers, by name too; a month that is closed is said to be", async () => {
    const agent = enterMarks(deps, {
      by: team.agent,
      month: "2026-11",
      person: "1002",
      form: { knowledge: "99" },
    });
    await expect(agent).rejects.toMatchObject({ code: "not-allowed" });

    const card = await enterMarks(deps, {
      by: team.trainer,
      month: "2026-11",
      person: "小红",
      form: { skill: "70" },
    });

    expect(wordsOf(card)).toMatch(/已录入 小红 · 技能 70\.00[^]*2026-11 已经月结/);
    expect(actionsOf(card).map((action) => action.do)).toEqual(["month.enter-marks"]);
  });
});

describe("a month that somebody writes", () => {
  it.each([
    ["", "2026-11"],
    ["2026-10", "2026-10"],
    ["２０２６年９月", "2026-09"],
    ["202608", "2026-08"],
    ["11月", "2026-11"],
    ["12月", "2025-12"],
  ])("%j is %s", (text, month) => {
    expect(monthSaid(deps, text)).toBe(month);
  });

  it.each(["13月", "上个月", "2026-13"])("%j is none", (text) => {
    expect(() => monthSaid(deps, text)).toThrow(expect.objectContaining({ facts: { what: "month" } }));
  });
});
