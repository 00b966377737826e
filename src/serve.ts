import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { HandleKeptDeps } from "#bot/handle-kept";
import { createApp } from "#http/app";
import { createLarkReceiver } from "#http/lark";
import { createMetrics, type Metrics } from "#http/metrics";
import { createNodeListener } from "#http/node-listener";
import { INBOX, JOBS, OUTBOX, TICK, type JobDeps } from "#jobs/jobs";
import { pglitePool } from "#jobs/pglite-pool";
import { postgresPool } from "#jobs/postgres-pool";
import { createQueue, type Queue, type QueueOptions } from "#jobs/queue";
import { createRhythmPauses } from "#jobs/rhythm-pauses";
import { findScene } from "#policy/policy";
import type { Hono } from "hono";
import { coalesce } from "./coalesce.ts";
import type { Config } from "./config.ts";
import { connectToLark, larkIntake, larkWebhook } from "./lark-entrance.ts";
import { listenProblem } from "./listen-error.ts";
import type { Program } from "./program.ts";
import { nameOf, watchOver, type Watch } from "./watch.ts";

const TICK_MILLISECONDS = 30_000;
/** A first event wakes the worker at once, the rest of a storm this much later. */
const WAKE_PAUSE_MILLISECONDS = 50;
/** Work of a killed worker is taken over within 10 s. Doing it twice by mistake would cost nothing but time. */
const TAKE_OVER = { lockMilliseconds: 5_000, stalledCheckMilliseconds: 2_000 };

export type Serving = {
  readonly url: string | null;
  readonly queue: Queue;
  /** Starts the worker. */
  work(): Promise<void>;
  /** Stops taking requests and jobs, lets what runs end, closes everything but the program. */
  close(): Promise<void>;
};

/** Puts the application behind an address. */
export type Listen = (app: Hono) => Promise<{ readonly url: string; close(): Promise<void> }>;

export type ServeOptions = {
  readonly http: boolean;
  readonly worker: boolean;
  /** Who listens: by default this process on the configured port. */
  readonly listen?: Listen;
};

/** Opens the queue and, when wanted, the HTTP server. @throws AppError `unavailable` when the port cannot be had. */
export async function serve(program: Program, options: ServeOptions): Promise<Serving> {
  const queue = await openQueue(program);
  try {
    return await serveOn(queue, program, options);
  } catch (error) {
    await queue.close();
    throw error;
  }
}

async function serveOn(queue: Queue, program: Program, options: ServeOptions): Promise<Serving> {
  const { store } = program;
  const metrics = createMetrics({
    outbox: () => store.outbox.countByState(),
    inbox: () => store.inbox.countByState(),
    queue: () => queue.counts(),
    quality: {
      tasks: () => store.tasks.countByState(),
      scores: () => store.evaluations.count(),
      draws: () => store.draws.count(),
    },
  });
  const watch = watchOver(program.log, metrics);
  const kept: HandleKeptDeps = { ...program, ...watch };
  const wake = wakers(program, queue);
  const server = options.http ? await startHttp(program, queue, metrics, kept, wake, options) : null;
  const stopListening = program.clock.onMove(wake.tick);
  return {
    url: server?.url ?? null,
    queue,
    work: async () => {
      await startWork(queue, jobDeps(program, queue, watch));
      // What a process that died has left lying is looked for at once.
      wake.tick();
    },
    close: async () => {
      stopListening();
      await server?.close();
      await queue.close();
    },
  };
}

async function startWork(queue: Queue, deps: JobDeps): Promise<void> {
  await queue.start(JOBS, deps, TAKE_OVER);
  await queue.every(TICK, TICK_MILLISECONDS);
}

export async function openQueue(program: Program, options: Partial<QueueOptions> = {}): Promise<Queue> {
  const { config, database, log } = program;
  return createQueue(
    config.redisUrl !== null
      ? { kind: "redis", url: config.redisUrl }
      : {
          kind: "postgres",
          pool:
            database.prepared === null
              ? postgresPool(databaseUrlOf(config))
              : await pglitePool(database.prepared),
        },
    { log, ...options },
  );
}

function databaseUrlOf(config: Config): string {
  if (config.databaseUrl === null) throw new Error("An embedded database has no address.");
  return config.databaseUrl;
}

function jobDeps(program: Program, queue: Queue, watch: Watch): JobDeps {
  return {
    ...program,
    ...watch,
    drawBoard: program.pictures.board,
    jobs: queue.jobs,
    pauses: new Map(),
    chance: Math.random,
    rhythmPauses: createRhythmPauses(),
  };
}

type Wakers = { readonly tick: () => void; readonly inbox: () => void; readonly outbox: () => void };

function wakers(program: Program, queue: Queue): Wakers {
  const waker = (job: string): (() => void) =>
    coalesce(
      () => queue.jobs.wake(job),
      WAKE_PAUSE_MILLISECONDS,
      // The tick finds it all the same.
      (error) => program.log.warn({ job, error: nameOf(error) }, "a wake-up was lost"),
    );
  return { tick: waker(TICK), inbox: waker(INBOX), outbox: waker(OUTBOX) };
}

async function startHttp(
  program: Program,
  queue: Queue,
  metrics: Metrics,
  kept: HandleKeptDeps,
  wake: Wakers,
  options: ServeOptions,
): ReturnType<Listen> {
  const { config, log } = program;
  const onError = (error: Error): void => log.error({ error: nameOf(error) }, "a request failed");
  const intake = larkIntake(program, metrics, kept, wake);
  const lark = larkWebhook(program, intake);
  const app = createApp({
    ...program,
    zone: program.policy.zone,
    sceneName: (scene) => bothNames(program, scene),
    signLink: program.secrets.signLink,
    apiToken: config.apiToken,
    onError,
    metrics,
    lark,
    isDatabaseReachable: async () => (await program.database.sql.query("SELECT 1")).length === 1,
    isQueueReachable: () => queue.isReachable(),
    openBoard: queue.openBoard,
  });
  const receiveLark = lark === null ? null : createLarkReceiver(lark);
  const listen: Listen =
    options.listen ?? (() => listenOn(config.port, createNodeListener({ app, receiveLark, onError })));
  const server = await listen(app);
  program.setPublicUrl(server.url);
  const connection = connectToLark(program, intake, onError);
  return {
    url: server.url,
    close: async () => {
      await connection?.close();
      await server.close();
    },
  };
}

async function listenOn(port: number, listener: RequestListener): ReturnType<Listen> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenProblem(error, port) ?? error));
    server.listen(port, resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => closeServer(server),
  };
}

/** Who opens the page is not known, so it names the scene in both languages. */
function bothNames({ policy }: Program, scene: string | null): string | null {
  const name = scene === null ? undefined : findScene(policy, scene)?.name;
  return name === undefined ? scene : `${name.zh} ${name.en}`;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
