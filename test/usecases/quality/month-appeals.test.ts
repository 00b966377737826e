import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MonthClose, MonthResult } from "#domain/month-result";
import type { LocalMonth } from "#domain/working-day";
import { finaliseMonths } from "#usecases/month/finalise-months";
import { chaseAppeals } from "#usecases/quality/chase-appeals";
import { fileMonthAppeal } from "#usecases/quality/file-month-appeal";
import { fileAppeal } from "#usecases/quality/file-appeal";
import { openAppeal } from "#usecases/quality/open-appeal";
import { ruleAppeal } from "#usecases/quality/rule-appeal";
import { showAppeals } from "#usecases/quality/show-appeals";
import { showMonthAppealForm } from "#usecases/quality/show-month-appeal-form";
import { actionsOf, formOf, wordsOf } from "../../cards/facts.ts";
import { type AppealDeps, appealTeam, type AppealTeam, aScoreOf } from "../../support/appeal-team.ts";
import { on } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

/** Friday, 20 November 2026, 10:00 in Shanghai. */
const NOW = new Date("2026-11-20T02:00:00Z");
const REASON = "导入的问卷漏了十一月的三份";

let opened: TestStore;
let deps: AppealDeps;
let team: AppealTeam;

beforeAll(async () => {
  opened = await openTestStore();
  ({ deps, team } = await appealTeam(opened, NOW));
});
afterAll(() => opened.close());

/** A month in which the agent has an imported satisfaction of 88 and no knowledge mark. */
async function aMonth(month: LocalMonth, state: "draft" | "published"): Promise<MonthClose> {
  const isPublished = state === "published";
  const close: MonthClose = {
    id: deps.secrets.newId(),
    month,
    version: 1,
    state,
    policyId: deps.policyId,
    closedById: null,
    frozenAt: NOW,
    publishedById: null,
    cause: null,
    finalAt: null,
    revision: 0,
    cardIssue: 0,
    cardIssuedAt: NOW,
    publishedAt: isPublished ? NOW : null,
    appealUntil: isPublished ? "2026-11-27" : null,
  };
  const satisfaction = {
    metric: "satisfaction",
    value: 88,
    count: 40,
    target: null,
    source: "import",
  } as const;
  const result: MonthResult = {
    personId: team.agent.id,
    team: null,
    reviewerId: team.scorer.id,
    presence: 1,
    measures: [satisfaction],
    parts: [
      {
        id: "knowledge",
        weight: 20,
        value: null,
        count: null,
        source: null,
        why: "not-measured",
        clause: "",
      },
      {
        id: "performance",
        weight: 30,
        value: null,
        count: null,
        source: "indicators",
        why: null,
        clause: "",
        indicators: [
          {
            indicator: "satisfaction",
            weight: 100,
            value: 88,
            count: 40,
            target: 90,
            targetFrom: "policy",
            score: 97,
            source: "import",
            why: null,
            clause: "",
          },
        ],
      },
    ],
    total: null,
    grade: null,
    factor: null,
    held: "missing-part",
    heldReason: null,
  };
  await opened.store.months.add(close, [result], []);
  return close;
}
const file = async (
  month: LocalMonth,
  change: Partial<Parameters<typeof fileMonthAppeal>[1]> = {},
  at = deps,
) => {
  const input = { agent: team.agent, month, metric: "satisfaction", proposed: "92.5 分", reason: REASON };
  const card = await fileMonthAppeal(at, { ...input, ...change });
  return { card, appeal: (await opened.store.appeals.byNumber(Number(/#(\d+)/.exec(card.title)![1])))! };
};
const imported = async (month: LocalMonth) =>
  opened.database.sql.query(
    `SELECT metric, value, count, source FROM "PersonMetric" WHERE month = $1`,
    month,
  );

describe("an appeal against a figure of one's month", () => {
  it("is offered with what can be appealed, heard by another supervisor, and ruled with a value of its own", async () => {
    await aMonth("2026-10", "published");

    const list = await showAppeals(deps, { person: team.agent });
    const choice = await showMonthAppealForm(deps, { agent: team.agent, month: "2026-10" });
    const form = await showMonthAppealForm(deps, {
      agent: team.agent,
      month: "2026-10",
      metric: "satisfaction",
    });
    const { card, appeal } = await file("2026-10");
    await ruleAppeal(deps, {
      appealId: appeal.id,
      revision: 0,
      by: team.judge,
      ruling: "other",
      value: "91",
      reason: "补上三份问卷后是 91%",
    });

    expect(actionsOf(list)).toContainEqual({ do: "appeal.ask-month", month: "2026-10" });
    expect(formOf(choice).parts[0]).toMatchObject({
      options: [{ value: "knowledge" }, { value: "satisfaction" }],
    });
    expect(wordsOf(form)).toContain("原评分: 88 分");
    expect(wordsOf(card)).toContain("申请改为: 92.5 分");
    expect(appeal.judgeId).toBe(team.judge.id);
    expect(await imported("2026-10")).toEqual([
      { metric: "satisfaction", value: 91, count: 40, source: `appeal #${appeal.number}` },
    ]);
    expect(await opened.store.months.waitingCorrections("2026-10")).toMatchObject([
      { personId: team.agent.id, cause: `appeal:${appeal.number}:satisfaction` },
    ]);
    const ruled = await openAppeal(deps, { reader: team.agent, of: { number: appeal.number } });
    expect(wordsOf(ruled)).toMatch(/裁决为: 91 分[^]*补上三份问卷后是 91%/);
  });

  it("may be about a figure that nobody measured, and about a draft", async () => {
    await aMonth("2026-09", "draft");

    const { appeal } = await file("2026-09", { metric: "knowledge", proposed: "85" });

    expect(appeal).toMatchObject({ given: null, proposed: 85 });
    const list = await showAppeals(deps, { person: team.agent });
    expect(actionsOf(list)).toContainEqual({ do: "appeal.ask-month", month: "2026-09" });
  });

  it.each([
    ["a lower value", { proposed: "80" }, "bad-input", "appeal-lower"],
    ["more than there can be", { proposed: "120" }, "bad-input", "appeal-lower"],
    ["no number", { proposed: "很高" }, "bad-input", "appeal-value"],
    ["a figure that the month does not have", { metric: "attitude" }, "not-found", "appeal-figure"],
    ["a month that is not closed", { month: "2026-11" }, "not-found", "appeal-figure"],
    ["a short reason", { reason: "不对" }, "bad-input", "appeal-reason"],
  ])("is refused for %s", async (_, change, code, what) => {
    if ((await opened.store.months.latest("2026-08")) === null) await aMonth("2026-08", "published");

    await expect(file("2026-08", change)).rejects.toMatchObject({ code, facts: { what } });
  });

  it("is refused a second time, to somebody without a result there, and after the month's last day", async () => {
    await aMonth("2026-07", "published");
    const { appeal } = await file("2026-07");

    await expect(file("2026-07")).rejects.toMatchObject({
      code: "already-done",
      facts: { appeal: appeal.number },
    });
    await expect(file("2026-07", { agent: team.english })).rejects.toMatchObject({ code: "not-found" });
    const late = file("2026-07", { metric: "knowledge", proposed: "85" }, on(deps, "2026-11-28T02:00:00Z"));
    await expect(late).rejects.toMatchObject({ code: "closed", facts: { until: "2026-11-27" } });
  });

  it("goes to nobody who reviewed the month, when its judge leaves either", async () => {
    await aMonth("2026-03", "published");
    const { appeal } = await file("2026-03");
    await opened.store.people.save([{ ...team.judge, status: "left" }], NOW);

    await chaseAppeals(on(deps, "2026-11-23T02:00:00Z"), { date: "2026-11-23" });
    await opened.store.people.save([{ ...team.judge, status: "active" }], NOW);

    expect(await opened.store.appeals.get(appeal.id)).toMatchObject({
      judgeId: team.manager.id,
      level: "escalated",
    });
  });

  it("never lowers it, by a third value either", async () => {
    await aMonth("2026-06", "published");
    const { appeal } = await file("2026-06");

    const below = ruleAppeal(deps, {
      appealId: appeal.id,
      revision: 0,
      by: team.judge,
      ruling: "other",
      value: "87",
      reason: "应当比原来更低一些",
    });

    await expect(below).rejects.toMatchObject({ code: "bad-input", facts: { what: "ruling-lower" } });
    expect(await imported("2026-06")).toEqual([]);
  });
});

describe("a month", () => {
  it("is not final while an appeal could still change it", async () => {
    const close = await aMonth("2026-05", "published");
    const { appeal } = await file("2026-05");
    const after = on(deps, "2026-11-30T02:00:00Z");
    const stateNow = async () => (await opened.store.months.version(close.id))!.state;

    await finaliseMonths(after, { date: "2026-11-30" });
    const whileOpen = await stateNow();
    await ruleAppeal(deps, {
      appealId: appeal.id,
      revision: 0,
      by: team.judge,
      ruling: "keep",
      value: "",
      reason: "问卷核对无误，没有遗漏",
    });
    await finaliseMonths(after, { date: "2026-11-30" });

    expect(whileOpen).toBe("published");
    expect(await stateNow()).toBe("final");
  });

  it("is corrected when a ruling changes a score of a contact in it", async () => {
    await aMonth("2026-04", "published");
    const people = { agent: team.agent, scorer: team.scorer };
    const contact = { localDate: "2026-04-30" };
    const evaluation = await aScoreOf(opened, deps, people, { record: 0 }, contact);
    const kept = await aScoreOf(opened, deps, people, { record: 0 }, contact);
    const input = { agent: team.agent, itemId: "record", proposed: "2", reason: REASON };
    const rule = async (evaluationId: string, ruling: string) => {
      await fileAppeal(deps, { ...input, evaluationId });
      const [appeal] = await opened.store.appeals.ofAgent(team.agent.id, 1);
      await ruleAppeal(deps, {
        appealId: appeal!.id,
        revision: 0,
        by: (await opened.store.people.get(appeal!.judgeId!))!,
        ruling,
        value: "",
        reason: "工单里的记录是完整的",
      });
      return appeal!.number;
    };

    await rule(kept.id, "keep");
    const number = await rule(evaluation.id, "proposed");

    expect(await opened.store.months.waitingCorrections("2026-04")).toMatchObject([
      { personId: team.agent.id, cause: `appeal:${number}` },
    ]);
  });
});
