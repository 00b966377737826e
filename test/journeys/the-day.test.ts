import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillForm, numbersFrom } from "../support/scripted-scorer.ts";
import { exported, post } from "../support/talk.ts";
import {
  conversation,
  newestCard,
  openTeamTown,
  pass,
  SCORERS,
  taskCards,
  OPENING_MILLISECONDS,
} from "../support/team.ts";
import { choicesOf, submitOf, type Card, type Town } from "../support/town.ts";

const bestOf = (card: Card): Record<string, string> =>
  Object.fromEntries(choicesOf(card.content).map(({ name, options }) => [name, options[0]!]));

/** One working day of two scorers and three agents, from the draw to the next morning. */
describe("a working day", () => {
  let town: Town;
  const press = (person: string, card: Card, text: string) =>
    town.emulator.lark.press(person, card.messageId, { text });
  const submit = (person: string, card: Card, fields: Record<string, string>) =>
    town.emulator.lark.submit(person, card.messageId, submitOf(card.content), fields);
  const cardAgain = (person: string, { messageId }: Card): Card =>
    town.cardsOf(person).find((card) => card.messageId === messageId)!;
  const statesOf = async () => (await exported(town, "tasks")).map(({ state }) => state).sort();

  beforeAll(async () => {
    town = await openTeamTown();
    await post(town, "/api/contacts", [
      conversation("C-1", "1001", "2026-11-19T10:00:00+08:00"),
      conversation("C-2", "1002", "2026-11-18T15:00:00+08:00"),
      conversation("C-3", "1003", "2026-11-17T11:00:00+08:00"),
    ]);
    await town.moveTo("2026-11-20T01:10:00Z");
  }, OPENING_MILLISECONDS);
  afterAll(() => town?.close());

  it("skips a conversation with a reason, after a look at the reasons and back", async () => {
    const [{ scorer, card }] = taskCards(town) as [{ scorer: string; card: Card }];

    const asked = await press(scorer, card, "跳过");
    const reasons = cardAgain(scorer, card);
    await press(scorer, reasons, "返回评分");
    const formAgain = cardAgain(scorer, card);
    await press(scorer, formAgain, "跳过");
    const skipped = await submit(scorer, reasons, { reason: "not-service", note: "测试电话 13800138000" });
    await pass(town, 10);

    expect(asked.cardReplaced).toBe(true);
    expect(reasons.title).toMatch(/^跳过 · 质检任务 \d\/\d$/);
    expect(choicesOf(formAgain.content).length).toBeGreaterThan(10);
    expect(skipped).toMatchObject({ toast: { type: "success", content: "已跳过" }, cardReplaced: true });
    const closed = cardAgain(scorer, card);
    expect(closed.text).toContain("不是客户服务会话");
    expect(closed.text).not.toContain("13800138000");
    expect(await statesOf()).toEqual(["open", "open", "skipped"]);
    const [row] = (await exported(town, "tasks")).filter(({ state }) => state === "skipped");
    expect(row?.["closedReason"]).toContain("不是客户服务会话");
  });

  it("hands one over to the other scorer, who gets a card of their own and a place in the queue", async () => {
    const [{ scorer, card }] = taskCards(town) as [{ scorer: string; card: Card }];
    const other = SCORERS.find((each) => each !== scorer)!;
    const cardsBefore = town.cardsOf(other).length;

    await press(scorer, card, "移交");
    const asking = cardAgain(scorer, card);
    const withoutReason = await submit(scorer, asking, { person: other });
    const moved = await submit(scorer, asking, { person: other, reason: "今天外出培训，找我打 13800138001" });
    await pass(town, 10);

    expect(withoutReason).toMatchObject({ clientWarning: "有必填项未填写", missing: ["reason"] });
    expect(moved).toMatchObject({ toast: { type: "success", content: "已移交" }, cardReplaced: true });
    const nameOfOther = other === "ou_scorer" ? "韩梅梅" : "林涛";
    expect(cardAgain(scorer, card).text).toContain(`已移交给 ${nameOfOther}`);
    expect(cardAgain(scorer, card).text).toContain("今天外出培训");
    expect(cardAgain(scorer, card).text).not.toContain("13800138001");
    expect(choicesOf(cardAgain(scorer, card).content)).toEqual([]);
    const arrived = town.cardsOf(other).slice(cardsBefore);
    expect(arrived.map(({ title }) => title)).toEqual([expect.stringMatching(/^质检任务 (\d)\/\1$/)]);
    const tasks = await exported(town, "tasks");
    const theirs = tasks.filter(({ scorer: who }) => who === (other === "ou_scorer" ? "2001" : "2002"));
    expect(theirs.map(({ position }) => position)).toEqual([
      ...new Set(theirs.map(({ position }) => position)),
    ]);
    expect(tasks.map(({ handOvers }) => handOvers).sort()).toEqual([0, 0, 1]);
  });

  it("reminds who has open tasks at 16:30, and nobody else", async () => {
    const busy = new Set(taskCards(town).map(({ scorer }) => scorer));

    await town.moveTo("2026-11-20T08:29:00Z");
    const early = SCORERS.flatMap((scorer) => town.cardsOf(scorer)).filter(
      ({ title }) => title === "质检提醒",
    );
    await town.moveTo("2026-11-20T08:30:00Z");

    expect(early).toEqual([]);
    for (const scorer of SCORERS) {
      const reminders = town.cardsOf(scorer).filter(({ title }) => title === "质检提醒");
      expect(reminders).toHaveLength(busy.has(scorer) ? 1 : 0);
      for (const { text } of reminders) expect(text).toContain("18:00 截止");
    }
  });

  it("opens a task from the reminder, and keeps a score although the program is started anew", async () => {
    const [{ scorer }] = taskCards(town) as [{ scorer: string; card: Card }];
    const reminder = newestCard(town, scorer, "质检提醒");
    const buttons = /第 \d 个/g;
    const [first] = reminder.text.match(buttons)!;

    await press(scorer, reminder, first);
    const opened = cardAgain(scorer, reminder);
    const scored = await submit(scorer, opened, bestOf(opened));
    await town.restart();
    await pass(town, 10);

    expect(scored).toMatchObject({ toast: { type: "success", content: "评分已保存" }, cardReplaced: true });
    expect(await statesOf()).toEqual(["open", "scored", "skipped"]);
    const original = town.cardsOf(scorer).filter(({ title }) => /^质检任务 \d\/\d · 已评分$/.test(title));
    expect(original.length, "both the reminder and the card of the morning show the result").toBe(2);
    expect(town.emulator.logs.violations()).toEqual([]);
  });

  it("tells the manager at 18:10 what is late", async () => {
    const before = town.cardsOf("ou_manager").length;

    await town.moveTo("2026-11-20T10:10:00Z");

    const [list] = town.cardsOf("ou_manager").slice(before);
    expect(list?.title).toBe("逾期质检任务 1 个");
    expect(list?.text).toMatch(/(韩梅梅|林涛)\*\* 已完成 \d\/\d/);
    expect(list?.text).toContain("已完成 2/3");
  });

  it("lets a score be corrected until the day ends, as a revision that the agent is told of", async () => {
    const { scorer, card } = await scoreLast(town, submit);
    const told = new Set(agentsTold(town).map(({ messageId }) => messageId));

    await press(scorer, cardAgain(scorer, card), "更正评分");
    const correcting = cardAgain(scorer, card);
    const worst = Object.fromEntries(
      choicesOf(correcting.content).map(({ name, options }) => [
        name,
        name === "item-greeting" ? "0" : options[0]!,
      ]),
    );
    const comment = "客户 13800138002 没有得到问候。";
    const corrected = await submit(scorer, correcting, { ...worst, comment });
    await pass(town, 10);

    expect(correcting.text).not.toContain("跳过");
    expect(corrected).toMatchObject({ toast: { content: "更正已保存" }, cardReplaced: true });
    const fresh = agentsTold(town).filter(({ messageId }) => !told.has(messageId));
    expect(fresh).toHaveLength(1);
    expect(fresh[0]!.text).toMatch(/已更正|Corrected/);
    expect(fresh[0]!.text).toContain("客户 138****8002 没有得到问候。");
    const evaluations = await exported(town, "evaluations");
    const taskId = evaluations.find(({ revision }) => revision === 2)?.["taskId"];
    const ofTask = evaluations.filter((row) => row["taskId"] === taskId);
    expect(ofTask.map(({ revision, isCurrent }) => [revision, isCurrent])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(Number(ofTask[1]!["score"])).toBeLessThan(Number(ofTask[0]!["score"]));
  });

  it("corrects nothing after midnight", async () => {
    const { scorer, card } = scoredCard(town);
    const before = await exported(town, "evaluations");

    await town.moveTo("2026-11-20T16:00:05Z");
    const refused = await press(scorer, card, "更正评分");
    await pass(town, 10);

    expect(refused).toMatchObject({ status: 200, cardReplaced: false, toast: { type: "info" } });
    expect(refused.toast?.content).toContain("已经结束");
    expect(await exported(town, "evaluations")).toEqual(before);
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});

type Submit = (person: string, card: Card, fields: Record<string, string>) => Promise<unknown>;

/** Scores the last open task, whoever has it. */
async function scoreLast(town: Town, submit: Submit): Promise<{ scorer: string; card: Card }> {
  const [{ scorer, card }] = taskCards(town) as [{ scorer: string; card: Card }];
  await submit(scorer, card, { ...fillForm(card.content, numbersFrom(7)).fields, ...bestOf(card) });
  await pass(town, 10);
  return { scorer, card };
}

function scoredCard(town: Town): { scorer: string; card: Card } {
  const found = SCORERS.flatMap((scorer) =>
    town
      .cardsOf(scorer)
      .filter(({ content }) => JSON.stringify(content).includes('"do":"score.correct"'))
      .map((card) => ({ scorer, card })),
  );
  return found[0]!;
}

const agentsTold = (town: Town): Card[] =>
  ["ou_agent", "ou_agent_2", "ou_ann"]
    .flatMap((agent) => town.cardsOf(agent))
    .filter(({ title }) => /^(质检结果|QA result)/.test(title));
