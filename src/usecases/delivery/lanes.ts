import type { Clock } from "#ports/clock";
import type { OutboxMessage, OutboxOutcome, Store } from "#ports/store";
import { destinationOf, type Pace } from "./pace.ts";

/** A window that is full of what is under way has a place again as soon as one of those is over. */
const LOOK_AGAIN_MILLISECONDS = 100;
/** What may go so soon is waited for; anything later is put back, so that other things go meanwhile. */
export const LINGER_MILLISECONDS = 2_000;

/** Each destination is a lane of its own: what goes there goes one after the other, and a slow one holds up nobody. */
export type Lanes = {
  add(message: OutboxMessage): void;
  /** Messages that were added and have not ended. */
  underWay(): number;
  /** Resolves when half of them have ended, or soon, since more may have become due. */
  halfEnd(): Promise<void>;
  /**
   * What became of those that have ended is written down; true when there was any since the last call. Throws what
   * broke a lane or the writing: its messages stay as they are and are found again as interrupted.
   */
  written(): Promise<boolean>;
};

type LanesDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly pace: Pace;
  /** Once it is aborted nothing more is begun. */
  readonly signal: AbortSignal;
  readonly deliver: (message: OutboxMessage) => Promise<OutboxOutcome>;
};

export function createLanes({ store, clock, pace, signal, deliver }: LanesDeps): Lanes {
  const queues = new Map<string, OutboxMessage[]>();
  const failures: unknown[] = [];
  const settler = createSettler({ store, clock, failures });
  const lookAgain = sharedWait(clock, signal);
  const turns = createTurns({ clock, pace, signal, lookAgain });
  let underWay = 0;
  let awaited = { atMost: -1, tell: (): void => undefined };

  const end = (outcomes: readonly OutboxOutcome[], count: number): void => {
    settler.add(outcomes);
    underWay -= count;
    if (underWay <= awaited.atMost) awaited.tell();
  };
  const putBack = (messages: readonly OutboxMessage[], dueAt: Date): void =>
    end(
      messages.map(({ id, attempts }) => ({ id, attempts, state: "waiting", dueAt, isUntried: true })),
      messages.length,
    );
  const run = async (destination: string, queue: OutboxMessage[]): Promise<void> => {
    try {
      for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
        const turn = await turns.take(message);
        if (turn.isOver === null) {
          const dueAt = new Date(clock.now().getTime() + turn.waitMilliseconds);
          return putBack([message, ...queue.splice(0)], dueAt);
        }
        const outcome = await deliver(message).finally(turn.isOver);
        end([outcome], 1);
        // What follows would overtake it.
        if (outcome.state === "waiting" && outcome.dueAt !== undefined)
          putBack(queue.splice(0), outcome.dueAt);
      }
    } catch (error) {
      failures.push(error);
      end([], 1 + queue.splice(0).length);
    } finally {
      queues.delete(destination);
    }
  };

  return {
    add: (message) => {
      underWay += 1;
      const destination = destinationOf(message);
      const open = queues.get(destination);
      if (open !== undefined) return void open.push(message);
      const queue = [message];
      queues.set(destination, queue);
      void run(destination, queue);
    },
    underWay: () => underWay,
    halfEnd: async () => {
      const end = new Promise<void>((tell) => (awaited = { atMost: Math.floor(underWay / 2), tell }));
      // Cut off at once, a wait would only be asked for again.
      await (signal.aborted ? end : Promise.race([end, lookAgain(LOOK_AGAIN_MILLISECONDS)]));
    },
    written: () => settler.written(),
  };
}

type Turn = { readonly isOver: () => void } | { readonly isOver: null; readonly waitMilliseconds: number };

/** Who may send now: waits for a place in the app's windows, if there is one soon. */
function createTurns({
  clock,
  pace,
  signal,
  lookAgain,
}: Pick<LanesDeps, "clock" | "pace" | "signal"> & { readonly lookAgain: LookAgain }) {
  return {
    take: async (message: OutboxMessage): Promise<Turn> => {
      for (;;) {
        const { app, destination } = pace.waits(message, clock.now().getTime());
        if (signal.aborted || destination > 0 || app > LINGER_MILLISECONDS)
          return { isOver: null, waitMilliseconds: Math.max(app, destination) };
        if (app === 0) {
          // Begun before another lane can see the place.
          const end = pace.begin(message);
          return { isOver: () => end(clock.now().getTime()) };
        }
        await lookAgain(Math.min(app, LOOK_AGAIN_MILLISECONDS));
      }
    },
  };
}

type LookAgain = (milliseconds: number) => Promise<void>;

/** Sixty that wait for the same moment need one timer. */
function sharedWait(clock: Clock, signal: AbortSignal): LookAgain {
  let waiting: Promise<void> | null = null;
  return (milliseconds) =>
    (waiting ??= clock.wait(milliseconds, signal).finally(() => {
      waiting = null;
    }));
}

/** Writes outcomes down as they come; those that come while a statement is under way go together in the next one. */
function createSettler({
  store,
  clock,
  failures,
}: Pick<LanesDeps, "store" | "clock"> & { failures: unknown[] }) {
  const waiting: OutboxOutcome[] = [];
  let writing: Promise<void> | null = null;
  let isChanged = false;
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      await store.outbox
        .settle(waiting.splice(0), clock.now())
        .catch((error: unknown) => failures.push(error));
    }
    writing = null;
  };
  return {
    add: (outcomes: readonly OutboxOutcome[]): void => {
      waiting.push(...outcomes);
      isChanged = true;
      writing ??= Promise.resolve().then(write);
    },
    written: async (): Promise<boolean> => {
      await writing;
      if (failures.length > 0) throw failures[0];
      const wasChanged = isChanged;
      isChanged = false;
      return wasChanged;
    },
  };
}
