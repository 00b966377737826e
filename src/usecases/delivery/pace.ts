import { SlidingWindow } from "#domain/rate-window";
import type { ChatPlatform, DeliveryProblem } from "#ports/chat";
import type { OutboxMessage } from "#ports/delivery";

/** The share of a platform's limits that we use: its clock and ours do not run quite alike. */
const SHARE_PER_SECOND = 0.9;
const SHARE_PER_MINUTE = 0.985;

/**
 * Until when, in milliseconds since 1970, the platform wants nothing more of a kind. It outlives one delivery run: the
 * next one must not begin by knocking again.
 */
export type Pauses = Map<string, number>;

/** Which windows a message counts in: its verb for the whole app, and its own person, chat or message. */
export type Pace = {
  /** Milliseconds until the app, and until this destination, may be tried again. */
  waits(message: OutboxMessage, now: number): Waits;
  /** A try of this message begins; call what is answered with the instant at which it is over. */
  begin(message: OutboxMessage): (at: number) => void;
  /** A try that is over. */
  record(verb: string, destination: string, at: number): void;
  /** The platform refused this message, and would refuse more until then; true when nobody had noticed before. */
  pause(message: OutboxMessage, holdsUp: HoldsUp, until: number): boolean;
};

export type Waits = {
  readonly app: number;
  readonly destination: number;
  /** The destination waits because of a refusal, not because its window is full. */
  readonly isPaused: boolean;
};

type HoldsUp = Extract<DeliveryProblem, { kind: "retry" }>["holdsUp"];

export function createPace(limits: ChatPlatform["limits"], pauses: Pauses = new Map()): Pace {
  const apps = new Map<string, SlidingWindow>();
  const destinations = new Map<string, SlidingWindow>();
  const appWindow = (verb: string): SlidingWindow =>
    find(apps, verb, () => [
      { count: shareOf(limits.perSecond, SHARE_PER_SECOND), milliseconds: 1_000 },
      { count: shareOf(limits.perMinute, SHARE_PER_MINUTE), milliseconds: 60_000 },
    ]);
  const destinationWindow = (destination: string): SlidingWindow =>
    find(destinations, destination, () => [
      { count: shareOf(limits.perDestinationPerSecond, SHARE_PER_SECOND), milliseconds: 1_000 },
    ]);
  const pauseLeft = (key: string, now: number): number => {
    const left = Math.max(0, (pauses.get(key) ?? 0) - now);
    if (left === 0) pauses.delete(key);
    return left;
  };
  return {
    waits: (message, now) => {
      const destination = destinationOf(message);
      const pause = pauseLeft(`to ${destination}`, now);
      return {
        app: Math.max(appWindow(message.verb).waitMilliseconds(now), pauseLeft(`app ${message.verb}`, now)),
        destination: Math.max(destinationWindow(destination).waitMilliseconds(now), pause),
        isPaused: pause > 0,
      };
    },
    begin: (message) => {
      const windows = [appWindow(message.verb), destinationWindow(destinationOf(message))];
      for (const window of windows) window.begin();
      return (at) => {
        for (const window of windows) window.end(at);
        if (destinations.size > 10_000) forgetIdle(destinations, at);
      };
    },
    record: (verb, destination, at) => {
      appWindow(verb).record(at);
      destinationWindow(destination).record(at);
    },
    pause: (message, holdsUp, until) => {
      const key = holdsUp === "app" ? `app ${message.verb}` : `to ${destinationOf(message)}`;
      const known = pauses.get(key);
      pauses.set(key, Math.max(until, known ?? 0));
      return known === undefined;
    },
  };
}

const shareOf = (limit: number, share: number): number => Math.max(1, Math.floor(limit * share));

export function destinationOf(message: OutboxMessage): string {
  return message.destination?.id ?? message.aboutMessageId ?? "";
}

function find(
  windows: Map<string, SlidingWindow>,
  key: string,
  limits: () => ConstructorParameters<typeof SlidingWindow>[0],
): SlidingWindow {
  const known = windows.get(key);
  if (known !== undefined) return known;
  const made = new SlidingWindow(limits());
  windows.set(key, made);
  return made;
}

function forgetIdle(windows: Map<string, SlidingWindow>, now: number): void {
  for (const [key, window] of windows)
    if (window.waitMilliseconds(now) === 0 && window.isEmpty) windows.delete(key);
}
