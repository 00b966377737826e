import { randomBytes } from "node:crypto";
import { z } from "zod";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { AppError } from "#domain/error";
import type { Backend } from "#jobs/backend";
import { defineJob, type JobContext, type JobDefinition } from "#jobs/define-job";
import { createQueue, type Queue, type QueueOptions } from "#jobs/queue";
import { eventually } from "../support/eventually.ts";
import { gate } from "../support/gate.ts";
import { type KilledBackend, startWorkerProcess } from "./worker-process.ts";

/** One place where queues live, for a whole test file. */
export type QueueStore = {
  /** A way in of its own, as another process would have. */
  backend(): Promise<Backend>;
  /** Forgets all queues, while they are in use. */
  empty(): Promise<void>;
  /** Jobs of this queue that the store still knows, finished ones included. */
  storedJobs(queueName: string): Promise<number>;
  /** For the process that gets killed, and the way in of whoever comes after it. */
  killed(): Promise<{ readonly during: KilledBackend; after(): Promise<Backend> }>;
  drop(): Promise<void>;
};

const STEADY = { chance: () => 0 };
/** Only where a worker is lost: on a busy machine a lock this short may run out under a healthy one. */
const SHORT_LOCKS = { ...STEADY, lockMilliseconds: 400, stalledCheckMilliseconds: 100 };

type Runs = { job: JobDefinition<unknown>; seen: string[]; contexts: JobContext[]; startedAt: number[] };

/** What every queue promises, whatever it is kept in. `undefined`: the store is not there, the suite is skipped. */
export function jobsContract(name: string, store: QueueStore | undefined): void {
  describe.skipIf(store === undefined)(`jobs on ${name}`, () => {
    const open: Queue[] = [];
    let queueName = newName();

    afterEach(async () => {
      await Promise.all(open.splice(0).map((queue) => queue.close()));
      queueName = newName();
    });
    afterAll(() => store?.drop());

    async function openQueue(options: Partial<QueueOptions> = {}, backend?: Backend): Promise<Queue> {
      const queue = await createQueue(backend ?? (await store!.backend()), {
        log: noLog,
        name: queueName,
        ...options,
      });
      open.push(queue);
      return queue;
    }

    test("runs one job per key while the first waits or runs, and a new one afterwards", async () => {
      const hold = gate();
      const runs = recorder({ run: () => hold.opened });
      const queue = await openQueue();
      await queue.jobs.enqueue("work", { item: "first" }, { key: "a:1" });
      await queue.jobs.enqueue("work", { item: "second" }, { key: "a:1" });
      await queue.start([runs.job], undefined, STEADY);
      await eventually(() => runs.seen.length === 1);
      await queue.jobs.enqueue("work", { item: "third" }, { key: "a:1" });
      const whileRunning = await queue.counts();
      hold.open();
      await eventually(async () => (await queue.counts()).active === 0);

      await queue.jobs.enqueue("work", { item: "fourth" }, { key: "a:1" });

      await eventually(() => runs.seen.length === 2);
      expect(whileRunning).toEqual({ waiting: 0, active: 1, delayed: 0, failed: 0 });
      expect(runs.seen).toEqual(["first", "fourth"]);
    });

    test("keeps jobs of other keys and other names apart", async () => {
      const queue = await openQueue();

      await queue.jobs.enqueue("work", { item: "1" }, { key: "a" });
      await queue.jobs.enqueue("work", { item: "2" }, { key: "b" });
      await queue.jobs.enqueue("other", { item: "3" }, { key: "a" });

      expect(await queue.counts()).toMatchObject({ waiting: 3 });
    });

    test("keeps a delay", async () => {
      const runs = recorder({});
      const queue = await openQueue();
      await queue.start([runs.job], undefined, STEADY);
      const askedAt = Date.now();

      await queue.jobs.enqueue("work", { item: "later" }, { key: "a", delayMilliseconds: 400 });

      const before = await queue.counts();
      await eventually(() => runs.seen.length === 1);
      expect(before).toMatchObject({ delayed: 1, waiting: 0 });
      expect(runs.startedAt[0]! - askedAt).toBeGreaterThanOrEqual(395);
    });

    test("tries again with a growing pause, and tells the run which attempt it is", async () => {
      const runs = recorder({
        attempts: 3,
        backoffMilliseconds: 200,
        run: failing(2, new Error("no answer")),
      });
      const queue = await openQueue();
      await queue.start([runs.job], undefined, STEADY);

      await queue.jobs.enqueue("work", { item: "x" }, { key: "a" });

      await eventually(() => runs.seen.length === 3);
      await eventually(async () => (await queue.counts()).active === 0);
      expect(runs.contexts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
      expect(runs.startedAt[1]! - runs.startedAt[0]!).toBeGreaterThanOrEqual(98);
      expect(runs.startedAt[2]! - runs.startedAt[1]!).toBeGreaterThanOrEqual(198);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
    });

    test("does not try again when a rule refuses, and frees the key", async () => {
      const error = new AppError("closed", "the month is closed");
      const runs = recorder({ attempts: 5, backoffMilliseconds: 10, run: failing(1, error) });
      const queue = await openQueue();
      await queue.start([runs.job], undefined, STEADY);
      await queue.jobs.enqueue("work", { item: "x" }, { key: "a" });
      await eventually(async () => (await queue.counts()).failed === 1);

      await queue.jobs.enqueue("work", { item: "again" }, { key: "a" });

      await eventually(() => runs.seen.length === 2);
      expect(runs.seen).toEqual(["x", "again"]);
    });

    test("gives up after the last attempt and keeps a bounded number of failures", async () => {
      const runs = recorder({ attempts: 2, backoffMilliseconds: 2, run: failing(100, new Error("broken")) });
      const queue = await openQueue({ keptFailures: 3 });
      // One at a time: in PostgreSQL jobs that fail at the same moment do not see each other when the old are dropped.
      await queue.start([runs.job], undefined, { ...STEADY, concurrency: 1 });

      for (const item of ["1", "2", "3", "4", "5"]) await queue.jobs.enqueue("work", { item }, { key: item });

      await eventually(() => runs.seen.length === 10);
      await eventually(async () =>
        expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 3 }),
      );
      expect(runs.seen.length).toBe(10);
    });

    test("never runs a job whose data is not what the schema says", async () => {
      const runs = recorder({ attempts: 5, backoffMilliseconds: 2 });
      const queue = await openQueue();
      await queue.start([runs.job], undefined, STEADY);

      await queue.jobs.enqueue("work", { item: 7 }, { key: "a" });

      await eventually(async () => (await queue.counts()).failed === 1);
      expect(runs.seen).toEqual([]);
    });

    test("gives a job that one worker does not know to one that does", async () => {
      const runs = recorder({});
      const oldRelease = await openQueue();
      const newRelease = await openQueue();
      await oldRelease.start([], undefined, STEADY);
      await newRelease.jobs.enqueue("work", { item: "new" }, { key: "a" });
      await eventually(async () => (await newRelease.counts()).delayed === 1);
      await oldRelease.close();

      await newRelease.start([runs.job], undefined, STEADY);

      await eventually(() => runs.seen.length === 1);
      expect(runs.contexts[0]!.attempt).toBe(2);
    });

    test("lets another worker take over what a closing one could not finish in time", async () => {
      const stuck = recorder({ run: () => new Promise(() => undefined) });
      const runs = recorder({});
      const leaving = await openQueue();
      const staying = await openQueue();
      const worker = await leaving.start([stuck.job], undefined, {
        ...SHORT_LOCKS,
        closeLimitMilliseconds: 20,
      });
      await leaving.jobs.enqueue("work", { item: "x" }, { key: "a" });
      await eventually(() => stuck.seen.length === 1);

      await worker.close();
      await staying.start([runs.job], undefined, SHORT_LOCKS);

      await eventually(() => runs.seen.length === 1);
      expect(runs.seen).toEqual(["x"]);
    });

    test("runs what a killed worker had begun, and the wake that came meanwhile", async () => {
      const place = await store!.killed();
      const killed = await startWorkerProcess(place.during, queueName);
      await killed.kill();
      const runs = recorder({});
      const woken = recorder({ name: "woken" });
      const queue = await openQueue({}, await place.after());
      await queue.jobs.wake("woken");

      await queue.start([runs.job, woken.job], undefined, SHORT_LOCKS);

      await eventually(() => runs.seen.length === 1 && woken.seen.length === 2, {
        withinMilliseconds: 20_000,
      });
      await eventually(async () => (await queue.counts()).active === 0);
      expect(runs.seen).toEqual(["begun"]);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
    });

    test("closes without losing or repeating a job", async () => {
      const items = Array.from({ length: 40 }, (_, index) => `item-${index}`);
      const first = recorder({});
      const second = recorder({});
      const closing = await openQueue();
      for (const item of items) await closing.jobs.enqueue("work", { item }, { key: item });
      await closing.start([first.job], undefined, { ...STEADY, concurrency: 3 });
      await eventually(() => first.seen.length >= 5);

      await closing.close();
      const next = await openQueue();
      const left = await next.counts();
      await next.start([second.job], undefined, STEADY);

      await eventually(() => first.seen.length + second.seen.length >= items.length);
      expect(left).toMatchObject({ active: 0, waiting: items.length - first.seen.length });
      expect([...first.seen, ...second.seen].toSorted()).toEqual(items.toSorted());
    });

    test("keeps nothing of a job that is done", async () => {
      const runs = recorder({});
      const queue = await openQueue();
      await queue.start([runs.job], undefined, STEADY);
      await queue.jobs.enqueue("work", { item: "x" }, { key: "a" });
      await eventually(() => runs.seen.length === 1);

      await queue.close();

      expect(await store!.storedJobs(queueName)).toBe(0);
    });

    test("tells a running job that the worker closes, and waits for it", async () => {
      let hasEnded = false;
      const runs = recorder({
        run: async ({ closing }) => {
          await new Promise((resolve) => closing.addEventListener("abort", resolve));
          hasEnded = true;
        },
      });
      const queue = await openQueue();
      const worker = await queue.start([runs.job], undefined, STEADY);
      await queue.jobs.enqueue("work", { item: "long" }, { key: "a" });
      await eventually(() => runs.seen.length === 1);

      await worker.close();

      expect(hasEnded).toBe(true);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
    });

    test("makes one run of many wakes that come before it", async () => {
      const runs = recorder({ name: "drain" });
      const queue = await openQueue();
      await Promise.all(Array.from({ length: 20 }, () => queue.jobs.wake("drain")));
      const before = await queue.counts();

      await queue.start([runs.job], undefined, STEADY);

      await eventually(async () => runs.seen.length === 1 && (await queue.counts()).active === 0);
      expect(before).toMatchObject({ waiting: 1 });
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
    });

    test("makes one more run, not beside but after the first, of all wakes that come during it", async () => {
      const holds = [gate(), gate(), gate()];
      let running = 0;
      let mostAtOnce = 0;
      const runs = recorder({
        name: "drain",
        run: async () => {
          mostAtOnce = Math.max(mostAtOnce, ++running);
          await holds[runs.seen.length - 1]?.opened;
          running -= 1;
        },
      });
      const queue = await openQueue();
      const other = await openQueue();
      await queue.start([runs.job], undefined, STEADY);
      await other.start([runs.job], undefined, STEADY);
      await queue.jobs.wake("drain");
      await eventually(() => runs.seen.length === 1);

      await Promise.all(Array.from({ length: 10 }, () => other.jobs.wake("drain")));
      holds[0]!.open();
      await eventually(() => runs.seen.length === 2);
      await queue.jobs.wake("drain");
      holds[1]!.open();
      holds[2]!.open();

      await eventually(async () => runs.seen.length === 3 && (await queue.counts()).active === 0);
      expect(mostAtOnce).toBe(1);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
    });

    test("runs once more after a failed run during which a wake came", async () => {
      const hold = gate();
      const runs = recorder({
        name: "drain",
        run: async () => {
          if (runs.seen.length > 1) return;
          await hold.opened;
          throw new AppError("closed", "this run is lost");
        },
      });
      const queue = await openQueue();
      await queue.start([runs.job], undefined, STEADY);
      await queue.jobs.wake("drain");
      await eventually(() => runs.seen.length === 1);

      await queue.jobs.wake("drain");
      hold.open();

      await eventually(() => runs.seen.length === 2);
      await eventually(async () => (await queue.counts()).active === 0);
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 1 });
    });

    test("wakes a job every so often, once for all processes, however often they ask", async () => {
      const ticks = recorder({ name: "tick" });
      const queue = await openQueue();
      const other = await openQueue();
      await queue.start([ticks.job], undefined, STEADY);
      const beganAt = Date.now();
      await Promise.all([queue.every("tick", 150), other.every("tick", 150)]);

      await eventually(async () => {
        await other.ensureSchedules();
        return ticks.startedAt.length >= 6;
      });

      // The first comes at once and the second may follow at once: the pace is set to round times.
      expect(ticks.startedAt[5]! - beganAt).toBeGreaterThanOrEqual(4 * 150);
    });

    test("makes a lost schedule anew, by itself, and goes on working", async () => {
      const ticks = recorder({ name: "tick" });
      const runs = recorder({});
      const queue = await openQueue({ scheduleCheckMilliseconds: 50 });
      await queue.start([ticks.job, runs.job], undefined, STEADY);
      await queue.every("tick", 100);
      await eventually(() => ticks.seen.length >= 2);

      await store!.empty();

      const ticksBefore = ticks.seen.length;
      await eventually(() => ticks.seen.length >= ticksBefore + 3);
      await queue.jobs.enqueue("work", { item: "after" }, { key: "a" });
      await eventually(() => runs.seen.length === 1);
      expect(runs.seen).toEqual(["after"]);
    });

    test("says whether it can be reached, and refuses work once it is closed", async () => {
      const queue = await openQueue();
      const whileOpen = await queue.isReachable();

      await queue.close();

      expect(whileOpen).toBe(true);
      expect(await queue.isReachable()).toBe(false);
      await expect(queue.jobs.wake("drain")).rejects.toMatchObject({ code: "unavailable" });
    });
  });
}

export const noLog = { warn: () => undefined, error: () => undefined };

function newName(): string {
  return `queue-${randomBytes(4).toString("hex")}`;
}

type Recorded = {
  readonly name?: string;
  readonly attempts?: number;
  readonly backoffMilliseconds?: number;
  readonly run?: (context: JobContext) => Promise<unknown>;
};

/** A job that writes down its runs before it does what it is told. */
function recorder({ name = "work", attempts = 1, backoffMilliseconds = 1, run }: Recorded): Runs {
  const runs: Omit<Runs, "job"> = { seen: [], contexts: [], startedAt: [] };
  const job = defineJob({
    name,
    // A woken job has no data.
    schema: z.object({ item: z.string().default("woken") }),
    attempts,
    backoffMilliseconds,
    async run(_deps: unknown, data, context) {
      runs.seen.push(data.item);
      runs.contexts.push(context);
      runs.startedAt.push(Date.now());
      await run?.(context);
    },
  });
  return { job, ...runs };
}

function failing(times: number, error: Error): () => Promise<void> {
  let left = times;
  return async () => {
    if (left-- > 0) throw error;
  };
}
