import { setMaxListeners } from "node:events";
import { type Job, Worker } from "bullmq";
import type { Jobs } from "#ports/jobs";
import type { OpenBackend } from "./backend.ts";
import type { JobDefinition } from "./define-job.ts";
import { outcomeOf, retryDelayMilliseconds } from "./outcome.ts";
import { errorLogger, type QueueLog } from "./queue-log.ts";
import { scheduledName } from "./schedule.ts";
import { withinLimit } from "./time-limit.ts";

export type WorkerOptions = {
  /** Jobs at once; default 8. */
  readonly concurrency?: number;
  /** After this long without a sign of life from its worker a job may be taken over; default 15 s. */
  readonly lockMilliseconds?: number;
  /** How often such jobs are looked for; a take-over needs two looks; default 5 s. */
  readonly stalledCheckMilliseconds?: number;
  /** How long `close` waits for running jobs; default 10 s. */
  readonly closeLimitMilliseconds?: number;
  /** For the jitter of retries, uniform in [0, 1). */
  readonly chance?: () => number;
};

export type WorkerHandle = {
  /** Takes no new job and waits for the running ones; what does not end in time is left for another worker. */
  close(): Promise<void>;
};

/** While a release is rolled out an old worker may get a new job: it goes back until a new worker has it. */
const UNKNOWN_JOB = { attempts: 20, backoffMilliseconds: 2_000 };

/** A killed worker must not use up a job's chances too soon, and a job that kills workers must end some day. */
const TAKE_OVERS = 10;

const FETCH_AGAIN_MILLISECONDS = 1_000;

type Surroundings = { readonly jobs: Jobs; readonly log: QueueLog; readonly queueName: string };

export async function startWorker<Deps>(
  backend: OpenBackend,
  definitions: readonly JobDefinition<Deps>[],
  deps: Deps,
  options: WorkerOptions,
  around: Surroundings,
): Promise<WorkerHandle> {
  const byName = definitionsByName(definitions);
  const closing = new AbortController();
  // Every message that waits its turn listens to it: fifty at once are no leak.
  setMaxListeners(0, closing.signal);
  const chance = options.chance ?? Math.random;

  const run = async (job: Job): Promise<void> => {
    const wakes = scheduledName(job.name);
    if (wakes !== undefined) return around.jobs.wake(wakes);
    const definition = byName.get(job.name);
    if (definition === undefined) throw new Error(`this worker knows no job ${job.name}`);
    await definition.run(deps, job.data, { attempt: job.attemptsMade + 1, closing: closing.signal });
  };
  const retryAfter = (
    failures: number,
    _type?: string,
    error?: Error,
    job?: { readonly name: string },
  ): number => {
    const { attempts, backoffMilliseconds } = byName.get(job?.name ?? "") ?? UNKNOWN_JOB;
    const isOver = failures >= attempts || outcomeOf(error) === "stop";
    return isOver ? -1 : retryDelayMilliseconds(backoffMilliseconds, failures, chance());
  };

  const worker = new AbandonableWorker(
    around.queueName,
    run,
    {
      connection: backend.connection,
      prefix: backend.prefix,
      concurrency: options.concurrency ?? 8,
      lockDuration: options.lockMilliseconds ?? 15_000,
      stalledInterval: options.stalledCheckMilliseconds ?? 5_000,
      maxStalledCount: TAKE_OVERS,
      runRetryDelay: FETCH_AGAIN_MILLISECONDS,
      settings: { backoffStrategy: retryAfter },
    },
    backend.factory,
  );
  logWhatGoesWrong(worker, around.log);
  await worker.waitUntilReady();
  return { close: () => closeWorker(worker, closing, options.closeLimitMilliseconds ?? 10_000, around.log) };
}

class AbandonableWorker extends Worker {
  /** Stops renewing the locks and cuts the connections, so that the running jobs count as stalled soon. */
  async abandonRunningJobs(): Promise<void> {
    await this.lockManager.close();
    await this.backend.close(true);
  }
}

function definitionsByName<Deps>(
  definitions: readonly JobDefinition<Deps>[],
): Map<string, JobDefinition<Deps>> {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  if (byName.size < definitions.length) throw new Error("two jobs have the same name");
  return byName;
}

function logWhatGoesWrong(worker: Worker, log: QueueLog): void {
  worker.on("error", errorLogger(log, "queue: worker"));
  worker.on("stalled", (jobId) => log.warn({ jobId }, "queue: a job was taken over from a lost worker"));
  worker.on("failed", (job, error) => {
    const facts = { job: job?.name, jobId: job?.id, attempts: job?.attemptsMade, error: error.message };
    if (job?.finishedOn === undefined) log.warn(facts, "job failed, it will be tried again");
    else log.error(facts, "job failed for good");
  });
}

async function closeWorker(
  worker: AbandonableWorker,
  closing: AbortController,
  limitMilliseconds: number,
  log: QueueLog,
): Promise<void> {
  closing.abort();
  try {
    await withinLimit(worker.close(), limitMilliseconds, "closing the worker");
  } catch (error) {
    log.warn({ error: (error as Error).message }, "queue: running jobs are left to another worker");
    await worker.abandonRunningJobs();
  }
}
