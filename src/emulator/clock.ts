import { AppError } from "#domain/error";

/** `now` is ISO 8601, `offsetMs` what is added to the system clock, `version` grows with every move. */
export type ClockReading = { now: string; offsetMs: number; version: number };

export type EmulatorClock = {
  nowMs(): number;
  now(): Date;
  reading(): ClockReading;
  /** Forward only; fires everything that became due. Throws `bad-input` for a move back or no date. */
  moveTo(to: Date): ClockReading;
  forward(seconds: number): ClockReading;
  /** Runs `work` once the clock has reached `dueMs`, by waiting or by a move. Returns its cancellation. */
  at(dueMs: number, work: () => void): () => void;
  /** Answers when the version is above `version`, or after `waitMs` of real time with what there is. */
  waitBeyond(version: number, waitMs: number, signal?: AbortSignal): Promise<ClockReading>;
  cancelAll(): void;
  close(): void;
};

type Task = { dueMs: number; work: () => void };

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The system clock plus an offset that only grows. */
export function createClock(startAt?: Date, onMove: () => void = () => undefined): EmulatorClock {
  let offsetMs = startAt ? startAt.getTime() - Date.now() : 0;
  let version = 1;
  let timer: NodeJS.Timeout | undefined;
  let tasks: Task[] = [];
  const pollers = new Set<() => void>();
  const nowMs = (): number => Date.now() + offsetMs;
  const reading = (): ClockReading => ({ now: new Date(nowMs()).toISOString(), offsetMs, version });

  function fireDue(): void {
    const due = tasks.filter((task) => task.dueMs <= nowMs()).sort((a, b) => a.dueMs - b.dueMs);
    tasks = tasks.filter((task) => !due.includes(task));
    for (const task of due) task.work();
    wind();
  }
  function wind(): void {
    clearTimeout(timer);
    if (tasks.length === 0) return;
    const soonestMs = Math.min(...tasks.map((task) => task.dueMs)) - nowMs();
    timer = setTimeout(fireDue, Math.min(Math.max(soonestMs, 1), LONGEST_TIMER_MS));
    timer.unref();
  }
  function forwardMs(stepMs: number): ClockReading {
    if (!Number.isFinite(stepMs)) throw new AppError("bad-input", "the clock needs a date or seconds");
    if (stepMs < 0) throw new AppError("bad-input", "the emulator's clock moves only forward");
    offsetMs += stepMs;
    version += 1;
    for (const wake of pollers) wake();
    onMove();
    fireDue();
    return reading();
  }
  function at(dueMs: number, work: () => void): () => void {
    const task = { dueMs, work };
    tasks.push(task);
    wind();
    return () => {
      tasks = tasks.filter((other) => other !== task);
      wind();
    };
  }
  function waitBeyond(seen: number, waitMs: number, signal?: AbortSignal): Promise<ClockReading> {
    if (version > seen) return Promise.resolve(reading());
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(patience);
        pollers.delete(wake);
        signal?.removeEventListener("abort", wake);
        resolve(reading());
      };
      const patience = setTimeout(wake, waitMs);
      pollers.add(wake);
      signal?.addEventListener("abort", wake);
    });
  }
  function cancelAll(): void {
    tasks = [];
    clearTimeout(timer);
  }
  return {
    nowMs,
    now: () => new Date(nowMs()),
    reading,
    moveTo: (to) => forwardMs(to.getTime() - nowMs()),
    forward: (seconds) => forwardMs(seconds * 1000),
    at,
    waitBeyond,
    cancelAll,
    close: () => {
      cancelAll();
      for (const wake of pollers) wake();
    },
  };
}
