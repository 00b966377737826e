import type { Clock } from "#ports/clock";
import type { OutboxMessage, OutboxOutcome } from "#ports/delivery";
import type { OutcomeWriter } from "./outcome-writer.ts";
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
  /** Destinations whose window is full for a moment: more of theirs would only be put back. */
  resting(): readonly string[];
  /** Milliseconds until the first of them may be sent to again; null when none rests. */
  restMilliseconds(): number | null;
};

type LanesParts = {
  readonly clock: Clock;
  readonly pace: Pace;
  /** Once it is aborted nothing more is begun. */
  readonly signal: AbortSignal;
  readonly deliver: (message: OutboxMessage) => Promise<OutboxOutcome>;
  readonly writer: OutcomeWriter;
  /** A lane that breaks leaves its messages as they are: they are found again as interrupted. */
  readonly onBroken: (error: unknown) => void;
  readonly onWait: (heldUpBy: "app" | "destination", milliseconds: number) => void;
};

export function createLanes(parts: LanesParts): Lanes {
  const { clock, pace, signal, deliver, writer, onBroken, onWait } = parts;
  const queues = new Map<string, OutboxMessage[]>();
  const restsUntil = new Map<string, number>();
  const lookAgain = sharedWait(clock, signal);
  let underWay = 0;
  let awaited = { atMost: -1, tell: (): void => undefined };

  const finish = (outcomes: readonly OutboxOutcome[], count: number): void => {
    writer.add(outcomes);
    underWay -= count;
    if (underWay <= awaited.atMost) awaited.tell();
  };
  const putBack = (messages: readonly OutboxMessage[], dueAt: Date | null): void =>
    finish(
      messages.map(({ id, attempts }) => ({
        id,
        attempts,
        state: "waiting",
        isUntried: true,
        ...(dueAt && { dueAt }),
      })),
      messages.length,
    );
  /** Waits for a place in the app's windows, if there is one soon, and takes it. Answers how to give it back. */
  const takeTurn = async (message: OutboxMessage): Promise<Turn> => {
    for (;;) {
      const now = clock.now().getTime();
      const { app, destination, isPaused } = pace.waits(message, now);
      if (signal.aborted) return { giveBack: null, dueAt: null };
      if (isPaused || app > LINGER_MILLISECONDS) {
        const wait = Math.max(app, destination);
        onWait(destination > app ? "destination" : "app", wait);
        return { giveBack: null, dueAt: new Date(now + wait) };
      }
      if (destination > 0) {
        onWait("destination", destination);
        // It stays due, so that it keeps its place before what was written later.
        restsUntil.set(destinationOf(message), now + destination);
        return { giveBack: null, dueAt: null };
      }
      if (app === 0) {
        // Taken before another lane can see it.
        const end = pace.begin(message);
        return { giveBack: () => end(clock.now().getTime()) };
      }
      const wait = Math.min(app, LOOK_AGAIN_MILLISECONDS);
      onWait("app", wait);
      await lookAgain(wait);
    }
  };
  const run = async (destination: string, queue: OutboxMessage[]): Promise<void> => {
    try {
      for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
        const turn = await takeTurn(message);
        if (turn.giveBack === null) return putBack([message, ...queue.splice(0)], turn.dueAt);
        finish([await deliver(message).finally(turn.giveBack)], 1);
      }
    } catch (error) {
      onBroken(error);
      finish([], 1 + queue.splice(0).length);
    } finally {
      queues.delete(destination);
    }
  };
  const forgetRested = (): void => {
    const now = clock.now().getTime();
    for (const [destination, until] of restsUntil) if (until <= now) restsUntil.delete(destination);
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
      const half = new Promise<void>((tell) => (awaited = { atMost: Math.floor(underWay / 2), tell }));
      // Cut off at once, a wait would only be asked for again.
      await (signal.aborted ? half : Promise.race([half, lookAgain(LOOK_AGAIN_MILLISECONDS)]));
    },
    resting: () => {
      forgetRested();
      return [...restsUntil.keys()];
    },
    restMilliseconds: () => {
      forgetRested();
      const now = clock.now().getTime();
      return restsUntil.size === 0 ? null : Math.max(1, Math.min(...restsUntil.values()) - now);
    },
  };
}

/** A message that gets no turn is due again at `dueAt`, or as it was. */
type Turn = { readonly giveBack: () => void } | { readonly giveBack: null; readonly dueAt: Date | null };

type LookAgain = (milliseconds: number) => Promise<void>;

/** Sixty that wait for the same moment need one timer. */
function sharedWait(clock: Clock, signal: AbortSignal): LookAgain {
  let waiting: Promise<void> | null = null;
  return (milliseconds) =>
    (waiting ??= clock.wait(milliseconds, signal).finally(() => {
      waiting = null;
    }));
}
