import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFailed } from "vitest";
import { eventually } from "../support/eventually.ts";
import { furnishDatabase, openKillableTown, type KillableTown } from "../support/killable-town.ts";
import { freePort, redisServer } from "../support/redis-server.ts";
import { testPostgres, type TestPostgres } from "../support/services.ts";
import {
  PLAN,
  caughtUp,
  expectScoredOnce,
  firstTaskCard,
  outboxStates,
  startAgain,
  submit,
  titlesOf,
} from "../support/small-day.ts";

const redis = await redisServer();
const furnished = redis === undefined ? undefined : await testPostgres();

describe.skipIf(furnished === undefined)(
  "the program with its queue in Redis, killed",
  { timeout: 120_000 },
  () => {
    let database: TestPostgres;
    let town: KillableTown;
    let port: number;

    beforeAll(() => furnishDatabase(furnished!.url, PLAN));
    afterAll(async () => {
      await furnished!.drop();
      await redis!.remove();
    });
    beforeEach(async () => {
      database = await furnished!.copy();
      port = await freePort();
      await redis!.start({ port: String(port) });
      town = await openKillableTown(database.url, PLAN, { REDIS_URL: `redis://127.0.0.1:${port}` });
      onTestFailed(() => console.error(town.printed()));
    });
    afterEach(async () => {
      await town.close();
      await redis!.stop();
      await database.drop();
    });

    it("after a score was committed while Redis takes nothing: the agent is told once", async () => {
      const card = await firstTaskCard(town);
      await askRedis((client) => client.call("CLIENT", "PAUSE", "100000", "WRITE"));
      const pressed = await submit(town, card);

      await town.kill();
      const waiting = await outboxStates(town);
      await askRedis((client) => client.call("CLIENT", "UNPAUSE"));
      await startAgain(town);

      expect(pressed.toast?.type).toBe("success");
      expect(waiting).toMatchObject({ waiting: 2 });
      await expectScoredOnce(town, card);
    });

    it("after FLUSHALL while work waits: every event is answered once", async () => {
      await town.start();
      town.emulator.faults.add({ method: "POST", path: "im/v1/messages", withhold: true, times: 1 });
      town.emulator.lark.type("ou_agent_1", "帮助");
      await town.emulator.until(() => town.emulator.faults.withheld().length === 1);
      town.emulator.lark.type("ou_agent_2", "帮助");
      await eventually(async () => (await outboxStates(town))["waiting"] === 1);

      await askRedis((client) => client.flushall());
      await town.kill();
      town.emulator.faults.release();
      await startAgain(town);

      expect(titlesOf(town, "ou_agent_1")).toEqual(["星评能做什么"]);
      expect(titlesOf(town, "ou_agent_2")).toEqual(["星评能做什么"]);
    });

    it("not at all, but its Redis emptied while work waits: every event is answered once", async () => {
      await town.start();
      town.emulator.faults.add({ method: "POST", path: "im/v1/messages", withhold: true, times: 1 });
      town.emulator.lark.type("ou_agent_1", "帮助");
      await town.emulator.until(() => town.emulator.faults.withheld().length === 1);
      town.emulator.lark.type("ou_agent_2", "帮助");
      await eventually(async () => (await outboxStates(town))["waiting"] === 1);

      await askRedis((client) => client.flushall());
      town.emulator.faults.release();
      await caughtUp(town);

      expect(titlesOf(town, "ou_agent_1")).toEqual(["星评能做什么"]);
      expect(titlesOf(town, "ou_agent_2")).toEqual(["星评能做什么"]);
    });

    async function askRedis(ask: (client: Redis) => Promise<unknown>): Promise<void> {
      const client = new Redis(port, "127.0.0.1");
      await ask(client);
      client.disconnect();
    }
  },
);
