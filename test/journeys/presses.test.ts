import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pressByHand } from "../support/callback.ts";
import { taskIdOf } from "../support/scored-day.ts";
import { exported, metric, post } from "../support/talk.ts";
import { conversation, openTeamTown, pass, taskCards, OPENING_MILLISECONDS } from "../support/team.ts";
import { choicesOf, submitOf, type Card, type Town } from "../support/town.ts";

const bestOf = (content: unknown): Record<string, string> =>
  Object.fromEntries(choicesOf(content).map(({ name, options }) => [name, options[0]!]));

describe("a press that cannot count", () => {
  let town: Town;
  let task: { scorer: string; card: Card };
  const refusals = (reason: string) => metric(town, "xingping_refusals_total", { entrance: "bot", reason });
  const submitAction = (revision = 0) => ({
    do: "score.submit",
    task: taskIdOf(task.card.content),
    revision,
  });
  /** Everything that a press could have changed. */
  const stored = async () => ({
    tasks: await exported(town, "tasks"),
    evaluations: await exported(town, "evaluations"),
    outbox: (await exported(town, "outbox")).length,
  });

  beforeAll(async () => {
    town = await openTeamTown();
    await post(town, "/api/contacts", [
      conversation("C-1", "1001", "2026-11-19T10:00:00+08:00"),
      conversation("C-2", "1002", "2026-11-18T15:00:00+08:00"),
    ]);
    await town.moveTo("2026-11-20T01:10:00Z");
    task = taskCards(town)[0]!;
  }, OPENING_MILLISECONDS);
  afterAll(() => town?.close());

  it("is stopped by the client when an item is missing", async () => {
    const answers = Object.entries(bestOf(task.card.content));
    const withoutGreeting = Object.fromEntries(answers.filter(([name]) => name !== "item-greeting"));

    const pressed = await town.emulator.lark.submit(
      task.scorer,
      task.card.messageId,
      submitOf(task.card.content),
      withoutGreeting,
    );

    expect(pressed).toMatchObject({
      status: null,
      clientWarning: "有必填项未填写",
      missing: ["item-greeting"],
    });
  });

  describe("when it gets past the client", () => {
    const form = (change: Record<string, string>) => ({ ...bestOf(task.card.content), ...change });
    const cases: {
      what: string;
      code: string;
      says: RegExp;
      press: () => Parameters<typeof pressByHand>[1];
    }[] = [
      {
        what: "with a step that the scale does not have names item and scale",
        code: "outside-scale",
        says: /「倾听不打断」只能选 0 到 2/,
        press: () => ({ ...mine(), value: submitAction(), form: form({ "item-listening": "7" }) }),
      },
      {
        what: "with words for a step names item and scale",
        code: "outside-scale",
        says: /「倾听不打断」只能选 0 到 2/,
        press: () => ({ ...mine(), value: submitAction(), form: form({ "item-listening": "很好" }) }),
      },
      {
        what: "with a turn that was never said names the turn and how many there are",
        code: "bad-turn-number",
        says: /证据轮次「9」不对，这段会话共 4 轮/,
        press: () => ({ ...mine(), value: submitAction(), form: form({ "evidence-need": "2, 9" }) }),
      },
      {
        what: "for a task that nobody has says that it was not found",
        code: "not-found",
        says: /没有这个质检任务/,
        press: () => ({ ...mine(), value: { ...submitAction(), task: randomUUID() }, form: form({}) }),
      },
      {
        what: "for a task that is no id at all says that it was not found",
        code: "not-found",
        says: /没有这个质检任务/,
        press: () => ({ ...mine(), value: { ...submitAction(), task: "1' OR '1'='1" }, form: form({}) }),
      },
      {
        what: "from a card that knows of a score that does not exist says that the card is out of date",
        code: "bad-input",
        says: /卡片已过期.*打开最新的卡片/,
        press: () => ({ ...mine(), value: submitAction(3), form: form({}) }),
      },
      {
        what: "from a card that knows of no revision says that the card is out of date",
        code: "bad-input",
        says: /卡片已过期.*打开最新的卡片/,
        press: () => ({ ...mine(), value: { ...submitAction(), revision: "" }, form: form({}) }),
      },
      {
        what: "with not applicable where it is not allowed names the item",
        code: "bad-input",
        says: /「倾听不打断」不能选「不适用」/,
        press: () => ({ ...mine(), value: submitAction(), form: form({ "item-listening": "na" }) }),
      },
      {
        what: "of a button that nobody knows says so",
        code: "bad-input",
        says: /无法使用/,
        press: () => ({ ...mine(), value: { do: "task.delete-all" } }),
      },
      {
        what: "by the other scorer says that it is somebody else's",
        code: "wrong-person",
        says: /已分派给别的同事/,
        press: () => ({ ...mine(), by: otherScorer(), value: submitAction(), form: form({}) }),
      },
      {
        what: "by an agent says that the role does not include it",
        code: "not-allowed",
        says: /您的角色不能做这件事/,
        press: () => ({ ...mine(), by: "ou_agent", value: submitAction(), form: form({}) }),
      },
      {
        what: "by an English-speaking agent says it in English",
        code: "not-allowed",
        says: /Your role does not include this/,
        press: () => ({ ...mine(), by: "ou_ann", value: submitAction(), form: form({}) }),
      },
      {
        what: "by somebody unknown says how to be known",
        code: "unknown-person",
        says: /我还不认识您.*绑定/s,
        press: () => ({ ...mine(), by: "ou_stranger", value: submitAction(), form: form({}) }),
      },
    ];
    const mine = () => ({ by: task.scorer, messageId: task.card.messageId });
    const otherScorer = () => (task.scorer === "ou_scorer" ? "ou_scorer_2" : "ou_scorer");

    const named = cases.map((each) => [each.what, each] as const);
    it.each(named)("%s; nothing is stored, and it is counted", async (_, { code, says, press }) => {
      const [before, countedBefore] = [await stored(), await refusals(code)];

      const reply = await pressByHand(town, press());

      expect(reply).toMatchObject({ status: 200, hasCard: false });
      expect(reply.toast?.content).toMatch(says);
      expect(reply.toast?.type).toBe("error");
      expect(await stored()).toEqual(before);
      expect(await refusals(code)).toBe(countedBefore + 1);
    });
  });

  it("from a card that lacks an item gets a newly drawn card, with what was answered so far", async () => {
    const { "item-greeting": _, ...form } = bestOf(task.card.content);
    const before = await stored();

    const reply = await pressByHand(town, {
      by: task.scorer,
      messageId: task.card.messageId,
      value: { do: "score.submit", task: taskIdOf(task.card.content), revision: 0 },
      form,
    });

    expect(reply).toMatchObject({ status: 200, hasCard: true, toast: { type: "error" } });
    expect(reply.toast?.content).toMatch(/还有项目没有评分：企业名称、工号、问候语/);
    expect((await stored()).evaluations).toEqual(before.evaluations);
  });

  it("counts once when it is sent twice at the same moment, each with its own toast", async () => {
    const send = () =>
      town.emulator.lark.submit(
        task.scorer,
        task.card.messageId,
        submitOf(task.card.content),
        bestOf(task.card.content),
      );

    const both = await Promise.all([send(), send()]);
    await pass(town, 10);

    const toasts = both.map(({ toast }) => toast?.type).sort();
    expect(toasts).toEqual(["info", "success"]);
    const evaluations = await exported(town, "evaluations");
    expect(evaluations).toHaveLength(1);
    expect(agentCards(town)).toHaveLength(1);
  });

  it("is answered without effect when the platform delivers the same callback again", async () => {
    const delivered = town.emulator.lark.deliveries.list().findLast(({ state }) => state === "delivered")!;
    const before = await stored();

    const again = await town.emulator.lark.deliveries.redeliver(delivered.eventId);

    expect(again).toMatchObject({ status: 200, body: "{}" });
    expect(await stored()).toEqual(before);
  });

  it("on a task that was skipped meanwhile says that it is closed", async () => {
    const other = taskCards(town)[0]!;
    const id = taskIdOf(other.card.content);
    const answers = bestOf(other.card.content);
    await pressByHand(town, {
      by: other.scorer,
      messageId: other.card.messageId,
      value: { do: "score.skip", task: id, revision: 0 },
      form: { reason: "broken" },
    });
    await pass(town, 10);
    const before = await stored();

    const late = await pressByHand(town, {
      by: other.scorer,
      messageId: other.card.messageId,
      value: { do: "score.submit", task: id, revision: 0 },
      form: answers,
    });

    expect(late.toast).toMatchObject({ type: "info", content: expect.stringContaining("已经结束") });
    expect(await stored()).toEqual(before);
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});

const agentCards = (town: Town): Card[] =>
  ["ou_agent", "ou_agent_2"]
    .flatMap((agent) => town.cardsOf(agent))
    .filter(({ title }) => title.startsWith("质检结果"));
