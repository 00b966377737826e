import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "#data/database";
import { migrate } from "#data/migrate";
import { pressByHand } from "../support/callback.ts";
import { eventually } from "../support/eventually.ts";
import { taskIdOf } from "../support/scored-day.ts";
import { testPostgres } from "../support/services.ts";
import { exported, post } from "../support/talk.ts";
import {
  conversation,
  newestCard,
  openTeamTown,
  pass,
  taskCards,
  OPENING_MILLISECONDS,
} from "../support/team.ts";
import { choicesOf, submitOf, type Card, type Town } from "../support/town.ts";

const postgres = await testPostgres();

/** The task is locked from outside, so that the use case stands still while the clients wait. */
describe.skipIf(postgres === undefined)("a press that takes longer than two seconds", () => {
  let town: Town;
  let outside: Client;
  const bestOf = (card: Card) =>
    Object.fromEntries(choicesOf(card.content).map(({ name, options }) => [name, options[0]!]));
  const lock = async (card: Card): Promise<void> => {
    await outside.query("BEGIN");
    await outside.query(`SELECT id FROM "Task" WHERE id = $1::uuid FOR UPDATE`, [taskIdOf(card.content)]);
  };
  const cardAgain = (scorer: string, { messageId }: Card): Card =>
    town.cardsOf(scorer).find((card) => card.messageId === messageId)!;

  beforeAll(async () => {
    const { url } = postgres!;
    const database = await openDatabase({ kind: "postgres", url }, () => undefined);
    await migrate(database);
    await database.close();
    outside = new Client({ connectionString: url });
    await outside.connect();
    const environment = { DATABASE_URL: url, SECRET_KEY: randomBytes(32).toString("base64") };
    town = await openTeamTown({ environment });
    await post(town, "/api/contacts", [
      conversation("C-1", "1001", "2026-11-19T10:00:00+08:00"),
      conversation("C-2", "1002", "2026-11-18T15:00:00+08:00"),
    ]);
    await town.moveTo("2026-11-20T01:10:00Z");
  }, OPENING_MILLISECONDS);
  afterAll(async () => {
    await town?.close();
    await outside?.end();
    await postgres?.drop();
  });

  it("is answered with 处理中 in time, and the card follows when the work is done", async () => {
    const [{ scorer, card }] = taskCards(town) as [{ scorer: string; card: Card }];
    await lock(card);

    const pressed = await town.emulator.lark.submit(
      scorer,
      card.messageId,
      submitOf(card.content),
      bestOf(card),
    );
    const duringTheWait = await exported(town, "evaluations");
    await outside.query("COMMIT");
    await eventually(async () => (await exported(town, "evaluations")).length === 1);
    await pass(town, 10);

    expect(pressed).toMatchObject({ status: 200, cardReplaced: false });
    expect(pressed.toast).toMatchObject({ type: "info", content: expect.stringContaining("处理中") });
    expect(pressed.tookMs).toBeGreaterThanOrEqual(2_000);
    expect(pressed.tookMs).toBeLessThan(3_000);
    expect(duringTheWait).toEqual([]);
    expect(cardAgain(scorer, card).title).toMatch(/· 已评分$/);
    const told = ["ou_agent", "ou_agent_2"].flatMap((agent) => town.cardsOf(agent));
    expect(told.map(({ title }) => title)).toEqual(["质检结果 100 分"]);
  });

  it("pressed a second time while it is worked on, counts once", async () => {
    const [{ scorer, card }] = taskCards(town) as [{ scorer: string; card: Card }];
    await lock(card);
    const send = () =>
      town.emulator.lark.submit(scorer, card.messageId, submitOf(card.content), bestOf(card));

    const toasts = (await Promise.all([send(), send()])).map(({ toast }) => toast?.type);
    await outside.query("COMMIT");
    await eventually(async () => (await exported(town, "evaluations")).length === 2);
    await pass(town, 10);

    expect(toasts).toEqual(["info", "info"]);
    expect(cardAgain(scorer, card).title).toMatch(/· 已评分$/);
    expect(await exported(town, "evaluations")).toHaveLength(2);
    const told = ["ou_agent", "ou_agent_2"].flatMap((agent) => town.cardsOf(agent));
    expect(told.map(({ title }) => title)).toEqual(["质检结果 100 分", "质检结果 100 分"]);
  });

  it("that is refused in the end is told as a message, because no toast is left to say it", async () => {
    await post(town, "/api/contacts", [conversation("C-3", "1003", "2026-11-20T10:00:00+08:00")]);
    await town.moveTo("2026-11-23T01:10:00Z");
    const [{ scorer, card }] = taskCards(town) as [{ scorer: string; card: Card }];
    await lock(card);

    const pressed = await pressByHand(town, {
      by: scorer,
      messageId: card.messageId,
      value: { do: "score.submit", task: taskIdOf(card.content), revision: 0 },
      form: { ...bestOf(card), "item-greeting": "" },
    });
    await outside.query("COMMIT");
    await eventually(() => newestCard(town, scorer).title === "没有完成");
    await town.settled();

    expect(pressed.toast).toMatchObject({ type: "info", content: expect.stringContaining("处理中") });
    expect(newestCard(town, scorer).text).toContain("还有项目没有评分：企业名称、工号、问候语");
    // Still the form of the same task, to be filled in again.
    expect(taskIdOf(cardAgain(scorer, card).content)).toBe(taskIdOf(card.content));
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});
