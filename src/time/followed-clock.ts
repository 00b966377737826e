import { AppError } from "#domain/error";
import type { Clock } from "#ports/clock";

const RETRY_MILLISECONDS = 1_000;

/** `offsetMs`: what the other clock adds to the machine's, when it says so. */
type Reading = { readonly now: string; readonly offsetMs?: number; readonly version: number };

/** A clock that another program moves; `stop` ends the standing question. */
export type FollowedClock = Clock & { stop(): void };

/**
 * Follows the clock at `url` (`GET` answers `{now, offsetMs, version}`; `?after=VERSION` answers when it was moved):
 * the program keeps the difference to its own clock, so asking the time costs nothing.
 * @throws AppError `unavailable` when the first reading cannot be had: a program that was told to follow a clock must
 * not run on another.
 */
export async function followClock(url: string, onTrouble: (error: Error) => void): Promise<FollowedClock> {
  const stopping = new AbortController();
  const listeners = new Set<() => void>();
  const read = async (question: string): Promise<Reading> => {
    const answer = await fetch(`${url}${question}`, { signal: stopping.signal });
    if (!answer.ok) throw new Error(`The clock at ${url} answered ${answer.status}.`);
    return (await answer.json()) as Reading;
  };

  let reading = await read("").catch(() => {
    throw new AppError(
      "unavailable",
      `The clock at ${url} cannot be read: start what CLOCK_URL names, or remove CLOCK_URL.`,
    );
  });
  let offset = offsetOf(reading);

  const follow = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const next = await read(`?after=${reading.version}`);
        const hasMoved = next.version !== reading.version;
        reading = next;
        offset = offsetOf(next);
        if (hasMoved) for (const listener of listeners) listener();
      } catch (error) {
        if (stopping.signal.aborted) return;
        onTrouble(error instanceof Error ? error : new Error(String(error)));
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS).unref());
      }
    }
  };
  void follow();

  const now = (): Date => new Date(Date.now() + offset);
  const onMove = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { now, onMove, wait: waitOn(now, onMove), stop: () => stopping.abort() };
}

/**
 * Both run on one machine, so the offset is exact. Reckoned from `now` it would be too small by the time that the
 * answer took, another time for each answer, and the clock would jump: too short a second breaks a platform's limit.
 */
function offsetOf({ now, offsetMs }: Reading): number {
  return offsetMs ?? Date.parse(now) - Date.now();
}

/**
 * What the clock at `url` says at this moment, as a clock that nobody follows.
 * @throws when it says nothing in time
 */
export async function readClock(url: string, patienceMilliseconds: number): Promise<{ now(): Date }> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMilliseconds) });
  const offset = offsetOf((await answer.json()) as Reading);
  if (Number.isNaN(offset)) throw new Error(`The clock at ${url} told no time.`);
  return { now: () => new Date(Date.now() + offset) };
}

/** Waits on a clock that may jump: the rest is reckoned anew after each move. */
function waitOn(now: () => Date, onMove: Clock["onMove"]): Clock["wait"] {
  return (milliseconds, signal) =>
    new Promise((resolve) => {
      const end = now().getTime() + milliseconds;
      let timer: NodeJS.Timeout | undefined;
      const finish = (): void => {
        clearTimeout(timer);
        stopListening();
        signal?.removeEventListener("abort", finish);
        resolve();
      };
      const check = (): void => {
        clearTimeout(timer);
        const rest = end - now().getTime();
        if (rest <= 0 || signal?.aborted) finish();
        else timer = setTimeout(check, rest);
      };
      const stopListening = onMove(check);
      signal?.addEventListener("abort", finish);
      check();
    });
}
