import { type JobsOptions, Queue as BullQueue } from "bullmq";
import { AppError } from "#domain/error";
import type { Jobs } from "#ports/jobs";
import type { Board } from "./board.ts";
import { type Backend, openBackend, type OpenBackend } from "./backend.ts";
import type { JobDefinition } from "./define-job.ts";
import { errorLogger, type QueueLog } from "./queue-log.ts";
import { ensureSchedule } from "./schedule.ts";
import { withinLimit } from "./time-limit.ts";
import { startWorker, type WorkerHandle, type WorkerOptions } from "./worker.ts";

export type QueueOptions = {
  readonly log: QueueLog;
  readonly name?: string;
  /** After this long an enqueue, a wake or a look gives up with `unavailable`; default 5 s. */
  readonly patienceMilliseconds?: number;
  /** How often lost schedules are looked for; default 10 s. */
  readonly scheduleCheckMilliseconds?: number;
  /** Failed jobs kept for an administrator to look at, give or take the jobs that fail at one moment; default 500. */
  readonly keptFailures?: number;
};

export type JobCounts = {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
};

export type Queue = {
  readonly jobs: Jobs;
  /** May be called in any number of processes, each of which must know the same jobs. */
  start<Deps>(
    definitions: readonly JobDefinition<Deps>[],
    deps: Deps,
    options?: WorkerOptions,
  ): Promise<WorkerHandle>;
  /** Wakes the job at once and then every so often, however many processes ask for it. */
  every(name: string, milliseconds: number): Promise<void>;
  /** Brings back schedules that an emptied store has lost; also done by itself as long as the queue is open. */
  ensureSchedules(): Promise<void>;
  isReachable(): Promise<boolean>;
  counts(): Promise<JobCounts>;
  /** A page that shows the jobs. */
  openBoard(path: string): Promise<Board>;
  /** Closes the workers first, then all connections. Nothing that was enqueued is lost. */
  close(): Promise<void>;
};

/**
 * The number of runs and the back-off are the definition's and decided by the worker, so whoever enqueues needs to
 * know no definitions; this number only has to be larger than any of theirs.
 */
const DECIDED_BY_WORKER = { attempts: 1_000_000, backoff: { type: "by-definition" } };

export async function createQueue(backend: Backend, options: QueueOptions): Promise<Queue> {
  const name = options.name ?? "xingping";
  const open = await openBackend(backend, options.log);
  const bull = openQueue(name, open, options);
  const workers: WorkerHandle[] = [];
  const patience = options.patienceMilliseconds ?? 5_000;
  let isClosed = false;

  const ask = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    // A closed connection never answers at all.
    if (isClosed) throw new AppError("unavailable", "the queue is closed");
    return withinLimit(work(), patience, "the queue");
  };
  const jobs = jobsOver(bull, ask);
  const schedules = keepSchedules(bull, options, ask);

  return {
    jobs,
    every: (job, milliseconds) => schedules.every(job, milliseconds),
    ensureSchedules: schedules.ensureSchedules,
    async start(definitions, deps, workerOptions = {}) {
      const around = { jobs, log: options.log, queueName: name };
      const worker = await startWorker(open, definitions, deps, workerOptions, around);
      workers.push(worker);
      return worker;
    },
    isReachable: () =>
      ask(() => open.ping()).then(
        () => true,
        () => false,
      ),
    counts: () =>
      ask(() => bull.getJobCounts("waiting", "active", "delayed", "failed")) as Promise<JobCounts>,
    openBoard: async (path) => (await import("./board.ts")).createBoard(bull, path),
    async close() {
      if (isClosed) return;
      schedules.stop();
      await Promise.all(workers.map((worker) => worker.close()));
      isClosed = true;
      await bull.close();
      await open.close();
    },
  };
}

function openQueue(name: string, open: OpenBackend, options: QueueOptions): BullQueue {
  const bull = new BullQueue(
    name,
    {
      connection: open.connection,
      prefix: open.prefix,
      defaultJobOptions: {
        ...DECIDED_BY_WORKER,
        removeOnComplete: true,
        removeOnFail: { count: options.keptFailures ?? 500 },
        stackTraceLimit: 3,
      },
      streams: { events: { maxLen: 1_000 } },
    },
    open.factory,
  );
  bull.on("error", errorLogger(options.log, "queue"));
  return bull;
}

type Ask = <Answer>(work: () => Promise<Answer>) => Promise<Answer>;

function jobsOver(bull: BullQueue, ask: Ask): Jobs {
  const add = async (name: string, data: object, added: JobsOptions): Promise<void> => {
    await ask(() => bull.add(name, data, added));
  };
  return {
    // Not a job id: a finished job that is kept because it failed would refuse its own successor.
    enqueue: (name, data, { key, delayMilliseconds = 0 }) =>
      add(name, data, { delay: delayMilliseconds, deduplication: { id: `key/${name}/${key}` } }),
    wake: (name) => add(name, {}, { deduplication: { id: `wake/${name}`, keepLastIfActive: true } }),
  };
}

function keepSchedules(bull: BullQueue, options: QueueOptions, ask: Ask) {
  const wanted = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const ensureSchedules = async (): Promise<void> => {
    for (const [name, milliseconds] of wanted) {
      await ask(() => ensureSchedule(bull, name, milliseconds, Date.now()));
    }
  };
  const ensureOrLog = (): void => {
    ensureSchedules().catch((error: Error) =>
      options.log.error({ error: error.message }, "queue: schedules"),
    );
  };
  return {
    ensureSchedules,
    async every(name: string, milliseconds: number): Promise<void> {
      wanted.set(name, milliseconds);
      timer ??= setInterval(ensureOrLog, options.scheduleCheckMilliseconds ?? 10_000).unref();
      await ensureSchedules();
    },
    stop: () => clearInterval(timer),
  };
}
