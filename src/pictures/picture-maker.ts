import { Worker } from "node:worker_threads";
import { AppError } from "#domain/error";
import type { Drawn, PictureMaker } from "#ports/pictures";
import type { Order } from "./draw.ts";

export type Answer =
  { readonly id: number; readonly drawn: Drawn } | { readonly id: number; readonly reason: string };

/** Fonts and canvas take some fifty megabytes: nobody keeps them for a board a month. */
const IDLE_MILLISECONDS = 30_000;
const LONGEST_MILLISECONDS = 30_000;
const MOST_WAITING = 200;

type Waiting = {
  readonly settle: (drawn: Drawn) => void;
  readonly fail: (error: Error) => void;
  readonly limit: NodeJS.Timeout;
};

/**
 * Draws in a thread of its own, since a large board takes a third of a second. It is started for the first picture and
 * ends when none has been asked for a while.
 */
export function createPictureMaker(idleMilliseconds = IDLE_MILLISECONDS): PictureMaker {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let serial = 0;

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = thread;
    thread = null;
    for (const id of waiting.keys()) fail(id, "The program ends.");
    await ending?.terminate();
  };
  const restWhenIdle = (): void => {
    clearTimeout(idle);
    if (waiting.size > 0) return;
    thread?.unref();
    idle = setTimeout(() => void end(), idleMilliseconds).unref();
  };
  const take = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    clearTimeout(found?.limit);
    restWhenIdle();
    return found;
  };
  const fail = (id: number, reason: string): void =>
    take(id)?.fail(
      new AppError("unavailable", `The picture could not be drawn: ${reason}`, { what: "picture" }),
    );
  const open = (): Worker => {
    if (thread !== null) return thread;
    const opened = openThread();
    const lost = (reason: string): void => {
      if (thread !== opened) return;
      thread = null;
      for (const id of waiting.keys()) fail(id, reason);
    };
    opened.on("message", (answer: Answer) => {
      if ("drawn" in answer) take(answer.id)?.settle(answer.drawn);
      else fail(answer.id, answer.reason);
    });
    opened.on("error", (error) => lost(error.message));
    opened.on("exit", () => lost("the drawing thread has ended"));
    thread = opened;
    return opened;
  };
  /** Whatever keeps it so long will not end by itself. */
  const giveUp = (id: number): void => {
    fail(id, "it took too long");
    void end();
  };
  const ask = (order: Order): Promise<Drawn> =>
    new Promise((settle, reject) => {
      if (waiting.size >= MOST_WAITING)
        return reject(new AppError("busy", "Too many pictures wait already.", { what: "picture" }));
      const id = (serial += 1);
      const limit = setTimeout(() => giveUp(id), LONGEST_MILLISECONDS * (1 + waiting.size)).unref();
      waiting.set(id, { settle, fail: reject, limit });
      clearTimeout(idle);
      const opened = open();
      opened.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread of Node's has no origin.
      opened.postMessage({ id, order });
    });

  return {
    board: (view) => ask({ kind: "board", view }),
    certificate: (view) => ask({ kind: "certificate", view }),
    certificatePdf: (view) => ask({ kind: "certificate-pdf", view }),
    close: end,
  };
}

const LIMITS = { maxOldGenerationSizeMb: 256 };

/** Run from its sources, in development and in tests, the thread first has to learn how to read them. */
function openThread(): Worker {
  if (!import.meta.url.endsWith(".ts"))
    return new Worker(new URL("./drawing-thread.js", import.meta.url), { resourceLimits: LIMITS });
  const file = JSON.stringify(new URL("./drawing-thread.ts", import.meta.url).href);
  const read = `import("tsx/esm/api").then(({ register }) => { register(); return import(${file}); });`;
  return new Worker(read, { eval: true, execArgv: ["--conditions=source"], resourceLimits: LIMITS });
}
