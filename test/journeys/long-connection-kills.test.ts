import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFailed } from "vitest";
import { eventually } from "../support/eventually.ts";
import { furnishDatabase, openKillableTown, type KillableTown } from "../support/killable-town.ts";
import {
  caughtUp,
  expectScoredOnce,
  firstTaskCard,
  inboxStates,
  PLAN,
  quiet,
  startAgain,
  submit,
  titlesOf,
} from "../support/small-day.ts";
import { testPostgres, type TestPostgres } from "../support/services.ts";
import { endProgramSessions, lockTable } from "../support/table-lock.ts";
import { connectedEnvironment } from "../support/town.ts";

const furnished = await testPostgres();

/** A table is locked from outside, so that the program stands still at one of its steps. */
describe.skipIf(furnished === undefined)("the program on a long connection", { timeout: 120_000 }, () => {
  let database: TestPostgres;
  let town: KillableTown;

  beforeAll(() => furnishDatabase(furnished!.url, PLAN));
  afterAll(() => furnished!.drop());
  beforeEach(async () => {
    database = await furnished!.copy();
    town = await openKillableTown(database.url, PLAN, connectedEnvironment());
    onTestFailed(() => console.error(town.printed()));
  });
  afterEach(async () => {
    await town.close();
    await database.drop();
  });

  it("killed before an event was kept, gets it again and answers it once", async () => {
    await town.start();
    const lock = await lockTable(database.url, `"InboxEvent"`);
    const typed = town.emulator.lark.type("ou_agent_1", "帮助");
    await lock.waitedFor();

    await town.kill();
    await eventually(() => typed.delivery?.tries.length === 1);
    await endProgramSessions(database.url);
    await lock.release();
    const kept = await inboxStates(town);
    await town.start();
    town.emulator.clock.forward(15);
    await eventually(() => typed.delivery?.state === "delivered");
    await caughtUp(town);

    expect(kept).toEqual([]);
    expect(typed.delivery?.tries).toMatchObject([{ status: null, failure: "connection" }, { status: 200 }]);
    expect(titlesOf(town, "ou_agent_1")).toEqual(["星评能做什么"]);
    expect(await inboxStates(town)).toEqual(["handled"]);
  });

  it("killed after it kept an event, answers it once though it comes again", async () => {
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

  it("answers a slow press with 处理中 in time, and the card follows when the work is done", async () => {
    const card = await firstTaskCard(town);
    const lock = await lockTable(database.url, `"Task"`, "everything");

    const pressed = await submit(town, card);
    await lock.release();
    await quiet(town);
    await caughtUp(town);

    expect(pressed).toMatchObject({ status: 200, cardReplaced: false });
    expect(pressed.toast).toMatchObject({ type: "info", content: expect.stringContaining("处理中") });
    expect(pressed.tookMs).toBeGreaterThanOrEqual(2_000);
    expect(pressed.tookMs).toBeLessThan(3_000);
    await expectScoredOnce(town, card);
  });
});
