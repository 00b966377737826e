import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFailed } from "vitest";
import { Redis } from "ioredis";
import { eventually } from "../support/eventually.ts";
import { furnishDatabase, openKillableTown, type KillableTown } from "../support/killable-town.ts";
import { freePort, redisServer } from "../support/redis-server.ts";
import { testPostgres, type TestPostgres } from "../support/services.ts";
import { endProgramSessions, lockTable } from "../support/table-lock.ts";
import { cardsOf, choicesOf, submitOf, type Card } from "../support/town.ts";

const PLAN = { agents: 2, scorers: 1, contactsPerAgent: 1 };
const DRAW_TIME = new Date("2026-11-20T01:10:00Z");
/** The work of a killed worker is taken over after 10 s, on a busy machine somewhat later. */
const WITHIN_MILLISECONDS = 50_000;

const furnished = await testPostgres();
const redis = await redisServer();

describe.skipIf(furnished === undefined)("the program killed", { timeout: 120_000 }, () => {
  let database: TestPostgres;
  let town: KillableTown;

  beforeAll(() => furnishDatabase(furnished!.url, PLAN));
  afterAll(() => furnished!.drop());
  beforeEach(async () => {
    database = await furnished!.copy();
    town = await openKillableTown(database.url, PLAN);
    onTestFailed(() => console.error(town.printed()));
  });
  afterEach(async () => {
    await town.close();
    await database.drop();
  });

  it("after an event was kept and before it is handled: it is answered once", async () => {
    await town.start();
    const lock = await lockTable(database.url, "bullmq.job");
    const typed = town.emulator.lark.type("ou_agent_1", "帮助");
    await eventually(() => typed.delivery?.state === "delivered");

    await town.kill();
    const kept = await inboxStates();
    await endProgramSessions(database.url);
    await lock.release();
    await startAgain();

    expect(kept).toEqual(["new"]);
    expect(titlesOf("ou_agent_1")).toEqual(["星评能做什么"]);
    expect(await inboxStates()).toEqual(["handled"]);
  });

  it("while it handles an event: it is answered once, though the platform sends it again", async () => {
    await town.start();
    const lock = await lockTable(database.url, `"OutboxMessage"`, "everything");
    const typed = town.emulator.lark.type("ou_agent_1", "帮助");
    await lock.waitedFor();

    await town.kill();
    await lock.release();
    await startAgain();
    await town.emulator.lark.deliveries.redeliver(typed.delivery!.eventId);
    await quiet();

    expect(titlesOf("ou_agent_1")).toEqual(["星评能做什么"]);
    expect(await inboxStates()).toEqual(["handled"]);
  });

  it("inside a score's transaction: the score is stored once, the card and the agent follow", async () => {
    const card = await firstTaskCard();
    const lock = await lockTable(database.url, `"AuditEntry"`);
    const pressing = submit(card);
    await lock.waitedFor();

    await town.kill();
    const pressed = await pressing;
    await lock.release();
    await startAgain();

    expect(pressed.errorToast?.kind).toBe("connection");
    await expectScoredOnce(card);
  });

  it("inside a score's transaction, and the scorer presses again: nothing is stored or said twice", async () => {
    const card = await firstTaskCard();
    const lock = await lockTable(database.url, `"AuditEntry"`);
    const pressing = submit(card);
    await lock.waitedFor();

    await town.kill();
    await pressing;
    await lock.release();
    await town.start();
    const again = await submit(card);
    await startedQuiet();

    expect(again.toast?.type).toBe("success");
    expect(await inboxStates()).toEqual(["handled", "handled"]);
    await expectScoredOnce(card);
  });

  it("after a score was committed and before the queue knows: the agent is told once", async () => {
    const card = await firstTaskCard();
    const lock = await lockTable(database.url, "bullmq.job");
    const pressed = await submit(card);

    await town.kill();
    const waiting = await outboxStates();
    await endProgramSessions(database.url);
    await lock.release();
    await startAgain();

    expect(pressed.toast?.type).toBe("success");
    expect(waiting).toMatchObject({ waiting: 2 });
    await expectScoredOnce(card);
  });

  it("after the draw was committed and before the queue knows: every card is sent once", async () => {
    await town.start();
    const inside = await lockTable(database.url, `"AuditEntry"`);
    town.emulator.clock.moveTo(DRAW_TIME);
    await inside.waitedFor();
    const behind = await lockTable(database.url, "bullmq.job");
    await inside.release();
    await eventually(async () => (await outboxStates())["waiting"] === 4);

    await town.kill();
    await endProgramSessions(database.url);
    await behind.release();
    await startAgain();

    expect(titlesOf("ou_scorer_1")).toEqual(["今日质检抽样 2026-11-20", "质检任务 1/2", "质检任务 2/2"]);
    expect(titlesOf("ou_manager")).toEqual(["今日质检抽样 2026-11-20"]);
    expect(await town.query(`SELECT id FROM "Draw"`)).toHaveLength(1);
  });

  it("after the platform took a message and before that was written down: it is not shown twice", async () => {
    await town.start();
    town.emulator.faults.add({ method: "POST", path: "im/v1/messages", withhold: true, times: 1 });
    town.emulator.lark.type("ou_agent_1", "帮助");
    await town.emulator.until(() => town.emulator.faults.withheld().length === 1);

    await town.kill();
    const shown = titlesOf("ou_agent_1");
    const stands = await outboxStates();
    town.emulator.faults.release();
    await startAgain();

    expect(shown).toEqual(["星评能做什么"]);
    expect(stands).toEqual({ sending: 1 });
    expect(titlesOf("ou_agent_1")).toEqual(["星评能做什么"]);
    expect(await outboxStates()).toEqual({ sent: 1 });
    expect(requestsTo("im/v1/messages")).toBe(2);
  });

  it("while a card is being replaced: the newest card stands in the end", async () => {
    const card = await firstTaskCard();
    town.emulator.faults.add({ method: "PATCH", path: "im/v1/messages/*", withhold: true, times: 1 });
    await submit(card);
    await town.emulator.until(() => town.emulator.faults.withheld().length === 1);
    await town.emulator.lark.press("ou_scorer_1", card.messageId, { text: "更正评分" });
    const form = taskCards()[0]!;
    await submit(form, 1);
    const newest = taskCards()[0]!;

    await town.kill();
    town.emulator.faults.release();
    await startAgain();

    expect(newest.text).not.toBe(form.text);
    expect(taskCards()[0]!.text).toBe(newest.text);
    expect(await town.query(`SELECT 1 FROM "Evaluation"`)).toHaveLength(2);
  });

  describe.skipIf(redis === undefined)("with its queue in Redis", () => {
    let port: number;

    beforeEach(async () => {
      port = await freePort();
      await redis!.start({ port: String(port) });
      await town.close();
      town = await openKillableTown(database.url, PLAN, { REDIS_URL: `redis://127.0.0.1:${port}` });
    });
    afterEach(async () => {
      await town.kill();
      await redis!.stop();
    });

    it("after a score was committed while Redis takes nothing: the agent is told once", async () => {
      const card = await firstTaskCard();
      await askRedis((client) => client.call("CLIENT", "PAUSE", "100000", "WRITE"));
      const pressed = await submit(card);

      await town.kill();
      const waiting = await outboxStates();
      await askRedis((client) => client.call("CLIENT", "UNPAUSE"));
      await startAgain();

      expect(pressed.toast?.type).toBe("success");
      expect(waiting).toMatchObject({ waiting: 2 });
      await expectScoredOnce(card);
    });

    it("after FLUSHALL while work waits: every event is answered once", async () => {
      await town.start();
      town.emulator.faults.add({ method: "POST", path: "im/v1/messages", withhold: true, times: 1 });
      town.emulator.lark.type("ou_agent_1", "帮助");
      await town.emulator.until(() => town.emulator.faults.withheld().length === 1);
      town.emulator.lark.type("ou_agent_2", "帮助");
      await eventually(async () => (await outboxStates())["waiting"] === 1);

      await askRedis((client) => client.flushall());
      await town.kill();
      town.emulator.faults.release();
      await startAgain();

      expect(titlesOf("ou_agent_1")).toEqual(["星评能做什么"]);
      expect(titlesOf("ou_agent_2")).toEqual(["星评能做什么"]);
    });

    it("not at all, but its Redis emptied while work waits: every event is answered once", async () => {
      await town.start();
      town.emulator.faults.add({ method: "POST", path: "im/v1/messages", withhold: true, times: 1 });
      town.emulator.lark.type("ou_agent_1", "帮助");
      await town.emulator.until(() => town.emulator.faults.withheld().length === 1);
      town.emulator.lark.type("ou_agent_2", "帮助");
      await eventually(async () => (await outboxStates())["waiting"] === 1);

      await askRedis((client) => client.flushall());
      town.emulator.faults.release();
      await startedQuiet();

      expect(titlesOf("ou_agent_1")).toEqual(["星评能做什么"]);
      expect(titlesOf("ou_agent_2")).toEqual(["星评能做什么"]);
    });

    async function askRedis(ask: (client: Redis) => Promise<unknown>): Promise<void> {
      const client = new Redis(port, "127.0.0.1");
      await ask(client);
      client.disconnect();
    }
  });

  /** Draws and answers the first card; the program runs and has nothing left to do. */
  async function firstTaskCard(): Promise<Card> {
    await town.start();
    town.emulator.clock.moveTo(DRAW_TIME);
    await eventually(() => taskCards().length === 2, { withinMilliseconds: WITHIN_MILLISECONDS });
    await quiet();
    return taskCards()[0]!;
  }

  function taskCards(): Card[] {
    return cardsOf(town.emulator, "ou_scorer_1").filter(({ title }) => title.includes("任务"));
  }

  /** Gives every item the option at this place of its list, or its last one. */
  function submit(card: Card, choice = 0) {
    const fields = choicesOf(card.content).map(({ name, options }) => [
      name,
      options[choice] ?? options.at(-1)!,
    ]);
    return town.emulator.lark.submit(
      "ou_scorer_1",
      card.messageId,
      submitOf(card.content),
      Object.fromEntries(fields) as Record<string, string>,
    );
  }

  async function expectScoredOnce(card: Card): Promise<void> {
    const evaluations = await town.query(`SELECT revision, "isCurrent" FROM "Evaluation"`);
    const audits = await town.query(`SELECT 1 FROM "AuditEntry" WHERE did = 'score'`);
    const told = ["ou_agent_1", "ou_agent_2"].flatMap(titlesOf);
    const after = taskCards().find(({ messageId }) => messageId === card.messageId)!;
    expect(evaluations).toEqual([{ revision: 1, isCurrent: true }]);
    expect(audits).toHaveLength(1);
    expect(told).toHaveLength(1);
    expect(titlesOf("ou_scorer_1")).toHaveLength(3);
    expect(after.text).toContain("更正评分");
  }

  async function startAgain(): Promise<void> {
    await town.start();
    await startedQuiet();
  }

  /** The clock's move makes the program look for what was left lying. */
  async function startedQuiet(): Promise<void> {
    town.emulator.clock.forward(31);
    await quiet();
    expect(town.emulator.logs.violations()).toEqual([]);
  }

  async function quiet(): Promise<void> {
    await town.emulator.lark.deliveries.settled();
    await eventually(
      async () => {
        const [inbox, outbox] = [await inboxStates(), await outboxStates()];
        if (inbox.includes("new") || outbox["waiting"] || outbox["sending"])
          throw new Error(JSON.stringify({ inbox, outbox }));
      },
      { withinMilliseconds: WITHIN_MILLISECONDS, what: "a quiet program" },
    );
  }

  const titlesOf = (person: string): string[] => cardsOf(town.emulator, person).map(({ title }) => title);

  const requestsTo = (path: string): number =>
    town.emulator.logs.requests().filter((request) => request.path === path).length;

  const inboxStates = async (): Promise<string[]> =>
    (await town.query<{ state: string }>(`SELECT state FROM "InboxEvent" ORDER BY id`)).map(
      ({ state }) => state,
    );

  async function outboxStates(): Promise<Record<string, number>> {
    const rows = await town.query<{ state: string; count: number }>(
      `SELECT state, count(*)::int AS count FROM "OutboxMessage" GROUP BY state`,
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }
});
