import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFailed } from "vitest";
import { eventually } from "../support/eventually.ts";
import { furnishDatabase, openKillableTown, type KillableTown } from "../support/killable-town.ts";
import {
  DRAW_TIME,
  PLAN,
  expectScoredOnce,
  firstTaskCard,
  inboxStates,
  outboxStates,
  quiet,
  startAgain,
  caughtUp,
  submit,
  taskCards,
  titlesOf,
} from "../support/small-day.ts";
import { testPostgres, type TestPostgres } from "../support/services.ts";
import { endProgramSessions, lockTable } from "../support/table-lock.ts";

const furnished = await testPostgres();

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
    const kept = await inboxStates(town);
    await endProgramSessions(database.url);
    await lock.release();
    await startAgain(town);

    expect(kept).toEqual(["new"]);
    expect(titlesOf(town, "ou_agent_1")).toEqual(["星评能做什么"]);
    expect(await inboxStates(town)).toEqual(["handled"]);
  });

  it("while it handles an event: it is answered once, though the platform sends it again", async () => {
    await town.start();
    const lock = await lockTable(database.url, `"OutboxMessage"`, "everything");
    const typed = town.emulator.lark.type("ou_agent_1", "帮助");
    await lock.waitedFor();

    await town.kill();
    await lock.release();
    await startAgain(town);
    await town.emulator.lark.deliveries.redeliver(typed.delivery!.eventId);
    await quiet(town);

    expect(titlesOf(town, "ou_agent_1")).toEqual(["星评能做什么"]);
    expect(await inboxStates(town)).toEqual(["handled"]);
  });

  it("inside a score's transaction: the score is stored once, the card and the agent follow", async () => {
    const card = await firstTaskCard(town);
    const lock = await lockTable(database.url, `"AuditEntry"`);
    const pressing = submit(town, card);
    await lock.waitedFor();

    await town.kill();
    const pressed = await pressing;
    await lock.release();
    await startAgain(town);

    expect(pressed.errorToast?.kind).toBe("connection");
    await expectScoredOnce(town, card);
  });

  it("inside a score's transaction, and the scorer presses again: nothing is stored or said twice", async () => {
    const card = await firstTaskCard(town);
    const lock = await lockTable(database.url, `"AuditEntry"`);
    const pressing = submit(town, card);
    await lock.waitedFor();

    await town.kill();
    await pressing;
    await lock.release();
    await town.start();
    const again = await submit(town, card);
    await caughtUp(town);

    expect(again.toast?.type).toBe("success");
    expect(await inboxStates(town)).toEqual(["handled", "handled"]);
    await expectScoredOnce(town, card);
  });

  it("after a score was committed and before the queue knows: the agent is told once", async () => {
    const card = await firstTaskCard(town);
    const lock = await lockTable(database.url, "bullmq.job");
    const pressed = await submit(town, card);

    await town.kill();
    const waiting = await outboxStates(town);
    await endProgramSessions(database.url);
    await lock.release();
    await startAgain(town);

    expect(pressed.toast?.type).toBe("success");
    expect(waiting).toMatchObject({ waiting: 2 });
    await expectScoredOnce(town, card);
  });

  it("after the draw was committed and before the queue knows: every card is sent once", async () => {
    await town.start();
    const inside = await lockTable(database.url, `"AuditEntry"`);
    town.emulator.clock.moveTo(DRAW_TIME);
    await inside.waitedFor();
    const behind = await lockTable(database.url, "bullmq.job");
    await inside.release();
    await eventually(async () => (await outboxStates(town))["waiting"] === 4);

    await town.kill();
    await endProgramSessions(database.url);
    await behind.release();
    await startAgain(town);

    expect(titlesOf(town, "ou_scorer_1")).toEqual([
      "今日质检抽样 2026-11-20",
      "质检任务 1/2",
      "质检任务 2/2",
    ]);
    expect(titlesOf(town, "ou_manager")).toEqual(["今日质检抽样 2026-11-20"]);
    expect(await town.query(`SELECT id FROM "Draw"`)).toHaveLength(1);
  });

  it("after the platform took a message and before that was written down: it is not shown twice", async () => {
    await town.start();
    town.emulator.faults.add({ method: "POST", path: "im/v1/messages", withhold: true, times: 1 });
    town.emulator.lark.type("ou_agent_1", "帮助");
    await town.emulator.until(() => town.emulator.faults.withheld().length === 1);

    await town.kill();
    const shown = titlesOf(town, "ou_agent_1");
    const stands = await outboxStates(town);
    town.emulator.faults.release();
    await startAgain(town);

    expect(shown).toEqual(["星评能做什么"]);
    expect(stands).toEqual({ sending: 1 });
    expect(titlesOf(town, "ou_agent_1")).toEqual(["星评能做什么"]);
    expect(await outboxStates(town)).toEqual({ sent: 1 });
    expect(town.emulator.logs.counts()["POST im/v1/messages"]).toBe(2);
  });

  it("while a card is being replaced: the newest card stands in the end", async () => {
    const card = await firstTaskCard(town);
    town.emulator.faults.add({ method: "PATCH", path: "im/v1/messages/*", withhold: true, times: 1 });
    await submit(town, card);
    await town.emulator.until(() => town.emulator.faults.withheld().length === 1);
    await town.emulator.lark.press("ou_scorer_1", card.messageId, { text: "更正评分" });
    const form = taskCards(town)[0]!;
    await submit(town, form, 1);
    const newest = taskCards(town)[0]!;

    await town.kill();
    town.emulator.faults.release();
    await startAgain(town);

    expect(newest.text).not.toBe(form.text);
    expect(taskCards(town)[0]!.text).toBe(newest.text);
    expect(await town.query(`SELECT 1 FROM "Evaluation"`)).toHaveLength(2);
  });
});
