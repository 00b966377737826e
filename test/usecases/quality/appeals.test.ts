import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import { itemFieldName } from "#cards/score-form";
import type { Evaluation } from "#domain/task";
import { askSecondHearing } from "#usecases/quality/ask-second-hearing";
import { chaseAppeals } from "#usecases/quality/chase-appeals";
import { fileAppeal } from "#usecases/quality/file-appeal";
import { openAppeal } from "#usecases/quality/open-appeal";
import { openTask } from "#usecases/quality/open-task";
import { reissueAppealCards } from "#usecases/quality/reissue-appeal-cards";
import { ruleAppeal } from "#usecases/quality/rule-appeal";
import { scoreContact } from "#usecases/quality/score-contact";
import { showAppealForm } from "#usecases/quality/show-appeal-form";
import { showAppeals } from "#usecases/quality/show-appeals";
import { showEvaluation } from "#usecases/quality/show-my-scores";
import { actionsOf, formOf, wordsOf } from "../../cards/facts.ts";
import { type AppealDeps, appealTeam, type AppealTeam, aScoreOf } from "../../support/appeal-team.ts";
import { on } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

/** Friday, 20 November 2026, 10:00 in Shanghai. */
const NOW = new Date("2026-11-20T02:00:00Z");
const REASON = "第 4 轮已经复述了关键信息";

let opened: TestStore;
let deps: AppealDeps;
let team: AppealTeam;

beforeAll(async () => {
  opened = await openTestStore();
  ({ deps, team } = await appealTeam(opened, NOW));
});
afterAll(() => opened.close());

const scored = (ratings: Parameters<typeof aScoreOf>[3] = { restating: 0 }) =>
  aScoreOf(opened, deps, { agent: team.agent, scorer: team.scorer }, ratings);
const file = async (evaluation: Evaluation, change: Partial<Parameters<typeof fileAppeal>[1]> = {}) => {
  const input = { agent: team.agent, evaluationId: evaluation.id, itemId: "restating", proposed: "2" };
  const card = await fileAppeal(deps, { ...input, reason: REASON, ...change });
  const number = Number(/#(\d+)/.exec(card.title)![1]);
  return { card, appeal: (await opened.store.appeals.byNumber(number))! };
};
const rule = (appealId: string, change: Partial<Parameters<typeof ruleAppeal>[1]> = {}, at = deps) =>
  ruleAppeal(at, {
    appealId,
    revision: 0,
    by: team.judge,
    ruling: "keep",
    value: "",
    reason: "没有听到复述，原评分恰当",
    ...change,
  });
type Row = { key: string; card: Card; personId: string | null };
const messages = (prefix: string): Promise<Row[]> =>
  opened.database.sql.query<Row>(
    `SELECT key, card, "personId" FROM "OutboxMessage" WHERE key LIKE $1 ORDER BY id`,
    `${prefix}%`,
  );
const current = async (evaluation: Evaluation) =>
  (await opened.store.evaluations.current(evaluation.taskId))!;
const news = async (number: number) =>
  (await messages(`appeal:${number}:news:`)).map(({ personId, card }) => [personId, card.title]);

type Refused<Input> = [string, Partial<Input> & { readonly who?: keyof AppealTeam }, string, string][];

describe("an appeal that comes in", () => {
  it("gets a receipt with number and until-date at once, and goes to another supervisor than the scorer", async () => {
    const evaluation = await scored();

    const { card, appeal } = await file(evaluation);

    expect(wordsOf(card)).toContain(`已收到，编号 #${appeal.number}，2026-11-25（含）前答复。`);
    expect(appeal).toMatchObject({ judgeId: team.judge.id, level: "first", windowUntil: "2026-11-27" });
    const [message] = await messages(`appeal:${appeal.number}:card:`);
    expect(message!.personId).toBe(team.judge.id);
    expect(wordsOf(message!.card)).toContain(REASON);
    expect(wordsOf(message!.card)).toContain("002 需求沟通");
    expect(wordsOf(message!.card)).toMatch(/原评分: 0 · 未复述\n申请改为: 2/);
  });

  it("shows its judge the masked conversation, but neither who scored nor whose it is", async () => {
    const { appeal } = await file(await scored(), { reason: "客户 13812345678 在第 4 轮确认过" });

    const card = await openAppeal(deps, { reader: team.judge, of: { appealId: appeal.id } });

    expect(card.blocks.some(({ kind }) => kind === "conversation")).toBe(true);
    expect(wordsOf(card)).toContain("138****5678");
    expect(wordsOf(card)).not.toMatch(/13812345678|韩梅梅|李雷/);
  });

  it("is offered on the card of a score with its last day, by item, then by step and reason", async () => {
    const evaluation = await scored({ restating: 1, record: 0 });

    const [told] = await messages(`evaluation:${evaluation.taskId}:`);
    const first = await showAppealForm(deps, { agent: team.agent, evaluationId: evaluation.id });
    const second = await showAppealForm(deps, {
      agent: team.agent,
      evaluationId: evaluation.id,
      itemId: "record",
    });

    expect(wordsOf(told!.card)).toContain("2026-11-27（含）前可以申诉");
    expect(actionsOf(told!.card)).toContainEqual({ do: "appeal.ask", evaluation: evaluation.id });
    expect(formOf(first).parts).toEqual([
      expect.objectContaining({
        options: [
          expect.objectContaining({ value: "restating" }),
          expect.objectContaining({ value: "record" }),
        ],
      }),
    ]);
    expect(formOf(second).parts[0]).toMatchObject({ options: [{ value: "2" }, { value: "1" }] });
  });

  it("goes up at once when nobody of the policy's role may hear it", async () => {
    const evaluation = await aScoreOf(opened, deps, { agent: team.agent, scorer: team.judge }, { record: 0 });
    await opened.store.people.save([{ ...team.scorer, status: "left" }], NOW);

    const { appeal } = await file(evaluation, { itemId: "record" });
    await opened.store.people.save([{ ...team.scorer, status: "active" }], NOW);

    expect(appeal).toMatchObject({ judgeId: team.manager.id, level: "escalated", answerBy: "2026-11-24" });
  });

  it("goes to the role that the policy names", async () => {
    const other = await openTestStore();
    const { deps: theirs, team: people } = await appealTeam(other, NOW, (policy) => ({
      ...policy,
      appeal: { ...policy.appeal!, judge: "inspector" },
    }));
    const evaluation = await aScoreOf(
      other,
      theirs,
      { agent: people.agent, scorer: people.scorer },
      { record: 0 },
    );

    await fileAppeal(theirs, {
      agent: people.agent,
      evaluationId: evaluation.id,
      itemId: "record",
      proposed: "1",
      reason: REASON,
    });

    expect((await other.store.appeals.byNumber(1))!.judgeId).toBe(people.inspector.id);
    await other.close();
  });

  it.each([
    ["somebody else's score", { who: "english" }, "wrong-person", "appeal-own"],
    ["a short reason", { reason: "不对" }, "bad-input", "appeal-reason"],
    ["an item that is perfect", { itemId: "tone" }, "not-found", "appeal-item"],
    ["an item that is none", { itemId: "singing" }, "not-found", "appeal-item"],
    ["the same score", { proposed: "0" }, "bad-input", "appeal-lower"],
    ["no score", { proposed: "" }, "bad-input", "appeal-value"],
  ] as Refused<Parameters<typeof fileAppeal>[1]>)(
    "is refused for %s, and nothing is stored",
    async (_, { who, ...change }, code, what) => {
      const evaluation = await scored();

      const filing = file(evaluation, { ...change, ...(who && { agent: team[who] }) });

      await expect(filing).rejects.toMatchObject({ code, facts: { what } });
      expect(await opened.store.appeals.ofSubject(`evaluation:${evaluation.taskId}`)).toEqual([]);
    },
  );

  it("is refused off the scale, in the item's words", async () => {
    await expect(file(await scored(), { proposed: "9" })).rejects.toMatchObject({
      code: "outside-scale",
      facts: { item: "复述确认关键信息", max: 2 },
    });
  });

  it("is refused a second time, on the day after its window, and to whom is no agent", async () => {
    const evaluation = await scored();
    const { appeal } = await file(evaluation);
    const late = await scored();

    await expect(file(evaluation, { itemId: "record" })).rejects.toMatchObject({
      code: "already-done",
      facts: { what: "appeal", appeal: appeal.number },
    });
    const input = {
      agent: team.agent,
      evaluationId: late.id,
      itemId: "restating",
      proposed: "2",
      reason: REASON,
    };
    await expect(fileAppeal(on(deps, "2026-11-27T16:00:00Z"), input)).rejects.toMatchObject({
      code: "closed",
      facts: { what: "appeal-window", until: "2026-11-27" },
    });
    await expect(fileAppeal(on(deps, "2026-11-27T15:59:00Z"), input)).resolves.toBeDefined();
    await expect(file(evaluation, { agent: team.scorer })).rejects.toMatchObject({ code: "not-allowed" });
  });

  it("is one of two that are sent at the same moment", async () => {
    const evaluation = await scored();

    const both = await Promise.allSettled([file(evaluation), file(evaluation)]);

    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await opened.store.appeals.ofSubject(`evaluation:${evaluation.taskId}`)).toHaveLength(1);
  });

  it("keeps its scorer from correcting the score meanwhile", async () => {
    const evaluation = await scored();
    const { appeal } = await file(evaluation);
    const appealed = { code: "closed", facts: { what: "appealed", appeal: appeal.number } };

    const { taskId } = evaluation;
    const correcting = scoreContact(deps, {
      taskId,
      revision: 1,
      scorer: team.scorer,
      form: { [itemFieldName("restating")]: "2" },
    });

    await expect(correcting).rejects.toMatchObject(appealed);
    await expect(openTask(deps, { taskId, reader: team.scorer, as: "correct" })).rejects.toMatchObject(
      appealed,
    );
  });
});

describe("a ruling", () => {
  it("that takes the proposal writes a new revision, and agent and scorer are told the reasons", async () => {
    const evaluation = await scored();
    const { appeal } = await file(evaluation);

    const card = await rule(appeal.id, { ruling: "proposed", reason: "第 4 轮确实复述了订单号" });

    const after = await current(evaluation);
    expect(after).toMatchObject({ revision: 2, scorerId: team.scorer.id, localDate: evaluation.localDate });
    expect(after.ruledScore).toBe(100);
    expect(await opened.store.evaluations.get(evaluation.id)).toMatchObject({
      isCurrent: false,
      revision: 1,
    });
    expect(await news(appeal.number)).toEqual([
      [team.agent.id, `申诉 #${appeal.number} · 申诉成立，按申请的分数更正`],
      [team.scorer.id, `申诉 #${appeal.number} · 申诉成立，按申请的分数更正`],
    ]);
    const [told] = await messages(`appeal:${appeal.number}:news:`);
    expect(wordsOf(told!.card)).toContain("第 4 轮确实复述了订单号");
    expect(wordsOf(told!.card)).toContain("→ 100 分");
    expect(card.blocks.some(({ kind }) => kind === "form")).toBe(false);
    expect(wordsOf(await showEvaluation(deps, { person: team.agent, evaluationId: after.id }))).toContain(
      `申诉 #${appeal.number}`,
    );
  });

  it("that keeps the score writes none, and offers one second hearing with its date", async () => {
    const evaluation = await scored();
    const { appeal } = await file(evaluation);

    await rule(appeal.id);

    expect(await current(evaluation)).toMatchObject({ id: evaluation.id, revision: 1 });
    const [told] = await messages(`appeal:${appeal.number}:news:`);
    expect(wordsOf(told!.card)).toContain("不同意可以在 2026-11-27（含）前申请一次复审。");
  });

  it("may set a third score, but none below the given", async () => {
    const evaluation = await scored({ restating: 1, record: 0 });
    const { appeal } = await file(evaluation, { itemId: "record", proposed: "2" });

    const below = rule(appeal.id, { ruling: "other", value: "-1" });
    await expect(below).rejects.toMatchObject({ code: "bad-input", facts: { what: "ruling-value" } });
    await rule(appeal.id, { ruling: "other", value: "1", reason: "记录了一半，缺少回访电话" });

    expect((await current(evaluation)).items.find(({ itemId }) => itemId === "record")).toMatchObject({
      rating: 1,
      why: "ruled",
    });
    expect((await opened.store.appeals.get(appeal.id))!.ruled).toMatchObject({ ruling: "other", value: 1 });
  });

  it("below the given score is refused with its sentence, and nothing changes", async () => {
    const evaluation = await scored({ restating: 1 });
    const { appeal } = await file(evaluation);

    const below = rule(appeal.id, { ruling: "other", value: "0", reason: "其实完全没有复述过信息" });

    await expect(below).rejects.toMatchObject({ code: "bad-input", facts: { what: "ruling-lower" } });
    expect((await opened.store.appeals.get(appeal.id))!.ruled).toBeNull();
    expect((await current(evaluation)).id).toBe(evaluation.id);
  });

  it("of a critical item takes its cap away and keeps the arithmetic", async () => {
    const evaluation = await scored({ "no-overpromise": 0, restating: 1 });
    const { appeal } = await file(evaluation, { itemId: "no-overpromise", proposed: "1" });

    await rule(appeal.id, { ruling: "proposed", reason: "退款时限在授权范围之内" });

    const after = await current(evaluation);
    expect(evaluation.ruledScore).toBe(60);
    expect(after.criticalFailures).toEqual([]);
    expect(after.ruledScore).toBe(after.score);
    expect(after.score).toBeGreaterThan(evaluation.score!);
  });

  it.each([
    ["without a reason", { reason: "" }, "bad-input", "appeal-reason"],
    ["that is none", { ruling: "maybe" }, "bad-input", "ruling"],
    ["of another score without one", { ruling: "other" }, "bad-input", "ruling-value"],
    ["by the scorer", { who: "scorer" }, "wrong-person", "appeal-judge"],
    ["by a manager to whom it has not moved up", { who: "manager" }, "wrong-person", "appeal-judge"],
    ["on a card that never was", { revision: 7 }, "bad-input", "appeal-card"],
  ] as Refused<Parameters<typeof ruleAppeal>[1]>)(
    "%s is refused",
    async (_, { who, ...change }, code, what) => {
      const { appeal } = await file(await scored());

      const ruling = rule(appeal.id, { ...change, ...(who && { by: team[who] }) });

      await expect(ruling).rejects.toMatchObject({ code, facts: { what } });
    },
  );

  it("comes once", async () => {
    const { appeal } = await file(await scored());
    await rule(appeal.id);

    await expect(rule(appeal.id)).rejects.toMatchObject({ code: "already-done" });
    expect(await news(appeal.number)).toHaveLength(2);
  });
});

describe("the second hearing", () => {
  const again = (appealId: string, at = deps) =>
    askSecondHearing(at, { agent: team.agent, appealId, reason: "裁决没有提到第 4 轮的复述" });

  it("goes to the role above, to somebody who has not heard it, and its ruling is final", async () => {
    const evaluation = await scored();
    const { appeal } = await file(evaluation);
    await rule(appeal.id);

    const card = await again(appeal.id);

    const second = (await opened.store.appeals.secondOf(appeal.id))!;
    expect(second).toMatchObject({ level: "second", judgeId: team.manager.id, answerBy: "2026-11-24" });
    expect(wordsOf(card)).toContain(`这是申诉 #${appeal.number} 的复审`);
    await rule(second.id, { by: team.manager, ruling: "proposed", reason: "第 4 轮有完整复述，应给满分" });
    expect((await current(evaluation)).ruledScore).toBe(100);
    await expect(again(second.id)).rejects.toMatchObject({ code: "already-done" });
    await expect(again(appeal.id)).rejects.toMatchObject({ code: "already-done" });
  });

  it("starts from what the first ruling left, which it never lowers", async () => {
    const evaluation = await scored({ record: 0 });
    const { appeal } = await file(evaluation, { itemId: "record", proposed: "2" });
    await rule(appeal.id, { ruling: "other", value: "1", reason: "记录了一半，缺少回访电话" });

    await again(appeal.id);

    const second = (await opened.store.appeals.secondOf(appeal.id))!;
    expect(second).toMatchObject({ given: 1, proposed: 2 });
    const below = rule(second.id, {
      by: team.manager,
      ruling: "other",
      value: "0",
      reason: "应当一分都不给才对",
    });
    await expect(below).rejects.toMatchObject({ facts: { what: "ruling-lower" } });
  });

  it("is refused before the ruling, after a full one, after its window, and to others", async () => {
    const [open, granted, old] = [await scored(), await scored(), await scored()];
    const first = await file(open);
    const second = await file(granted);
    await rule(second.appeal.id, { ruling: "proposed", reason: "第 4 轮确实复述了订单号" });
    const third = await file(old);
    await rule(third.appeal.id);

    await expect(again(first.appeal.id)).rejects.toMatchObject({ facts: { what: "appeal-open" } });
    await expect(again(second.appeal.id)).rejects.toMatchObject({ facts: { what: "appeal-granted" } });
    await expect(again(third.appeal.id, on(deps, "2026-11-30T02:00:00Z"))).rejects.toMatchObject({
      facts: { what: "second-window", until: "2026-11-27" },
    });
    const others = askSecondHearing(deps, { agent: team.english, appealId: third.appeal.id, reason: REASON });
    await expect(others).rejects.toMatchObject({ code: "wrong-person" });
  });
});

describe("time", () => {
  it("reminds the judge on the last day, moves a late case up, and at last rules for the agent", async () => {
    const evaluation = await scored();
    const { appeal } = await file(evaluation);
    const at = async (date: string) => {
      await chaseAppeals(on(deps, `${date}T02:00:00Z`), { date });
      return (await opened.store.appeals.get(appeal.id))!;
    };

    const onLastDay = await at("2026-11-25");
    const reminded = await messages(`appeal:${appeal.number}:reminder:`);
    const late = await at("2026-11-26");
    const stillOpen = await at("2026-11-30");
    const ruled = await at("2026-12-01");

    expect(onLastDay.level).toBe("first");
    expect(reminded.map(({ personId }) => personId)).toEqual([team.judge.id]);
    expect(late).toMatchObject({ level: "escalated", judgeId: team.manager.id, answerBy: "2026-11-30" });
    expect(stillOpen.ruled).toBeNull();
    expect(ruled.ruled).toMatchObject({ ruling: "proposed", byId: null, reason: null, workingDays: 7 });
    expect((await current(evaluation)).ruledScore).toBe(100);
    const told = await messages(`appeal:${appeal.number}:news:`);
    expect(wordsOf(told[0]!.card)).toContain("逾期未裁决，已上报，新期限 2026-11-30");
    expect(wordsOf(told[1]!.card)).toContain("两次逾期未裁决，按您申请的分数更正。");
    expect(told.map(({ personId }) => personId)).toEqual([team.agent.id, team.agent.id, team.scorer.id]);
    const cards = await messages(`appeal:${appeal.number}:card:1:${team.judge.id}:`);
    expect(wordsOf(cards[0]!.card)).toContain("这件申诉已转给别的同事。");
  });

  it("does nothing twice when a morning runs again", async () => {
    const { appeal } = await file(await scored());
    const morning = () => chaseAppeals(on(deps, "2026-11-26T02:00:00Z"), { date: "2026-11-26" });

    await morning();
    await morning();

    expect(await messages(`appeal:${appeal.number}:news:`)).toHaveLength(1);
    expect((await opened.store.appeals.get(appeal.id))!.revision).toBe(1);
  });

  it("after which the first judge can no longer rule on the old card", async () => {
    const { appeal } = await file(await scored());
    await chaseAppeals(on(deps, "2026-11-26T02:00:00Z"), { date: "2026-11-26" });

    await expect(rule(appeal.id)).rejects.toMatchObject({ code: "wrong-person" });
    await expect(rule(appeal.id, { by: team.manager, revision: 1 })).resolves.toBeDefined();
  });

  it("finds another judge for one who has left, by the date that the agent was told", async () => {
    const { appeal } = await file(await scored());
    await opened.store.people.save([{ ...team.judge, status: "left" }], NOW);

    await chaseAppeals(on(deps, "2026-11-23T02:00:00Z"), { date: "2026-11-23" });
    await opened.store.people.save([{ ...team.judge, status: "active" }], NOW);

    expect(await opened.store.appeals.get(appeal.id)).toMatchObject({
      judgeId: team.manager.id,
      level: "escalated",
      cardIssue: 2,
    });
  });

  it("renews a card before it grows too old to be pressed", async () => {
    const { appeal } = await file(await scored());

    await reissueAppealCards(on(deps, "2026-12-03T02:00:00Z"));

    const cards = await messages(`appeal:${appeal.number}:card:2:${team.judge.id}`);
    expect(wordsOf(cards[0]!.card)).toContain("这件申诉还在等您裁决。");
    expect(await reissueAppealCards(on(deps, "2026-12-03T02:00:00Z"))).toBe(0);
  });
});

describe("申诉", () => {
  it("shows an agent what can still be appealed, and their appeals", async () => {
    const evaluation = await aScoreOf(
      opened,
      deps,
      { agent: team.english, scorer: team.scorer },
      { record: 0 },
    );

    const before = await showAppeals(deps, { person: team.english });
    await file(evaluation, { agent: team.english, itemId: "record" });
    const after = await showAppeals(deps, { person: team.english });
    const late = await showAppeals(on(deps, "2026-11-28T02:00:00Z"), { person: team.english });

    expect(actionsOf(before)).toEqual([{ do: "appeal.ask", evaluation: evaluation.id }]);
    expect(wordsOf(before)).toContain("can be appealed until 2026-11-27");
    expect(actionsOf(after).map(({ do: what }) => what)).toEqual(["appeal.open"]);
    expect(wordsOf(late)).toContain("Classified and recorded completely");
    expect(actionsOf(late).map(({ do: what }) => what)).toEqual(["appeal.open"]);
  });

  it("shows a judge what waits, and a manager how it goes by scorer and item", async () => {
    const judge = await showAppeals(deps, { person: team.judge });
    const manager = await showAppeals(deps, { person: team.manager });

    expect(wordsOf(judge)).toContain("等您裁决：");
    expect(wordsOf(manager)).toMatch(/按评分人\n韩梅梅 \d+ 件，改分 \d+ 件，平均 [\d.]+ 个工作日裁决/);
    expect(wordsOf(manager)).toMatch(/按项目\n[^]*复述确认关键信息 \d+ 件/);
    expect(wordsOf(manager)).toMatch(/共 \d+ 件，已裁决 \d+ 件，改分 \d+ 件，逾期自动成立 \d+ 件/);
  });

  it("shows an appeal to nobody whom it does not concern, and to its scorer only once it is ruled", async () => {
    const { appeal } = await file(await scored());
    const open = (reader: keyof AppealTeam) =>
      openAppeal(deps, { reader: team[reader], of: { appealId: appeal.id } });

    await expect(open("english")).rejects.toMatchObject({ code: "wrong-person" });
    await expect(open("scorer")).rejects.toMatchObject({ code: "wrong-person" });
    expect(actionsOf(await open("manager"))).toEqual([]);
    await rule(appeal.id);
    expect(wordsOf(await open("scorer"))).toContain("没有听到复述，原评分恰当");
  });
});
