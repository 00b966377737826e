import { Redis } from "ioredis";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { defineJob } from "#jobs/define-job";
import { createQueue, type Queue } from "#jobs/queue";
import { eventually } from "../support/eventually.ts";
import { redisServer } from "../support/redis-server.ts";

const server = await redisServer();

describe.skipIf(server === undefined)("a queue on Redis", () => {
  let queue: Queue;
  let runs: string[];
  let warnings: unknown[];

  beforeEach(async () => {
    await server!.start();
    runs = [];
    warnings = [];
    queue = await openQueue();
  });
  afterEach(async () => {
    await queue.close();
    await server!.stop();
  });
  afterAll(() => server?.remove());

  test("has its schedules and its work back after FLUSHALL", async () => {
    await queue.start([recording("tick"), recording("work")], undefined);
    await queue.every("tick", 100);
    await eventually(() => runs.includes("tick"));

    await flushAll();

    runs.length = 0;
    await queue.jobs.enqueue("work", {}, { key: "a" });
    await eventually(() => runs.includes("work"));
    await eventually(() => runs.filter((name) => name === "tick").length >= 3);
    expect(runs).toContain("work");
  });

  test("says that it is away while Redis is down, and works on when it is back", async () => {
    await queue.start([recording("work")], undefined);
    await server!.stop();
    const isReachableWhileDown = await queue.isReachable();
    await expect(queue.jobs.enqueue("work", {}, { key: "lost" })).rejects.toMatchObject({
      code: "unavailable",
    });

    await server!.start();

    await eventually(() => queue.isReachable());
    await queue.jobs.enqueue("work", {}, { key: "a" });
    await eventually(() => runs.includes("work"));
    expect(isReachableWhileDown).toBe(false);
  });

  test("warns when Redis may throw jobs away", async () => {
    const before = [...warnings];
    await queue.close();
    await server!.stop();
    await server!.start({ "maxmemory-policy": "allkeys-lru" });

    queue = await openQueue();

    await eventually(() => warnings.length > 0);
    expect(before).toEqual([]);
    expect(warnings).toEqual([{ policy: "allkeys-lru" }]);
  });

  function openQueue(): Promise<Queue> {
    return createQueue(
      { kind: "redis", url: server!.url },
      {
        log: { warn: (facts) => warnings.push(facts), error: () => undefined },
        patienceMilliseconds: 200,
        scheduleCheckMilliseconds: 50,
      },
    );
  }

  function recording(name: string) {
    return defineJob({
      name,
      schema: z.object({}),
      attempts: 1,
      backoffMilliseconds: 1,
      run: async () => void runs.push(name),
    });
  }

  async function flushAll(): Promise<void> {
    const redis = new Redis(server!.url);
    await redis.flushall();
    redis.disconnect();
  }
});
