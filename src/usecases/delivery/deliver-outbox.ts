import { groupBy } from "#domain/group-by";
import type { ChatPlatform, Delivery } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { App, OutboxMessage, OutboxOutcome, Store } from "#ports/store";
import { createPace, destinationOf, type Pace, type Pauses } from "./pace.ts";
import { isUncertain, outcomeOf } from "./settle-delivery.ts";

const BATCH = 60;
const WINDOW_MILLISECONDS = 60_000;
/** A window that is full of what is under way has a place again as soon as one of those is over. */
const LOOK_AGAIN_MILLISECONDS = 100;
/** What may go so soon is waited for here; anything later wakes the worker anew, and other things go meanwhile. */
const LINGER_MILLISECONDS = 2_000;
/** Whoever has no account for so long has left, or was never in the app: old cards would only puzzle them. */
const UNBOUND_MILLISECONDS = 14 * 24 * 3_600_000;

export type DeliverOutboxDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly platforms: readonly ChatPlatform[];
  /** One for all runs of this process. */
  readonly pauses: Pauses;
  /** Uniform in [0, 1). */
  readonly chance: () => number;
};

export type DeliveryReport = { readonly tried: number; readonly nextDueAt: Date | null };

/**
 * Sends everything that is due, within the platforms' limits. One process at a time does it, so what stands as
 * `sending` when the section is entered was left by a dead one, or by one that has lost the section and sends no more.
 * Answers "taken" when another process is at it.
 */
export async function deliverOutbox(
  deps: DeliverOutboxDeps,
  closing: AbortSignal,
): Promise<DeliveryReport | "taken"> {
  if (deps.platforms.length === 0) return { tried: 0, nextDueAt: null };
  return deps.store.exclusively("delivery", async (lost) => {
    const { store, clock } = deps;
    const signal = AbortSignal.any([closing, lost]);
    const start = clock.now();
    await store.outbox.recoverInterrupted(start);
    await store.outbox.dropHopeless(start, before(start, UNBOUND_MILLISECONDS));
    const pace = createPace(tightestLimits(deps.platforms), deps.pauses);
    const earlier = await store.outbox.triesSince(before(start, WINDOW_MILLISECONDS));
    for (const { verb, destination, at } of earlier) pace.record(verb, destination, at.getTime());

    let tried = 0;
    for (;;) {
      const messages = await store.outbox.take(appsOf(deps.platforms), clock.now(), BATCH);
      tried += messages.length;
      await deliverBatch(deps, pace, messages, signal);
      if (signal.aborted) break;
      if (messages.length > 0) continue;
      const next = await store.outbox.nextDueAfter(clock.now());
      const wait = next === null ? Number.POSITIVE_INFINITY : next.getTime() - clock.now().getTime();
      if (wait > LINGER_MILLISECONDS) break;
      await clock.wait(wait, signal);
    }
    return { tried, nextDueAt: await store.outbox.nextDueAfter(clock.now()) };
  });
}

const before = (at: Date, milliseconds: number): Date => new Date(at.getTime() - milliseconds);

/** Each destination is a lane of its own: what goes there goes one after the other, and a slow one holds up nobody. */
async function deliverBatch(
  deps: DeliverOutboxDeps,
  pace: Pace,
  messages: readonly OutboxMessage[],
  signal: AbortSignal,
): Promise<void> {
  const settler = createSettler(deps);
  const lanes = [...groupBy(messages, destinationOf).values()];
  // All lanes end before the section is left, also when one of them breaks.
  const ended = await Promise.allSettled(lanes.map((lane) => deliverLane(deps, pace, lane, settler, signal)));
  await settler.end();
  for (const lane of ended) if (lane.status === "rejected") throw lane.reason;
}

async function deliverLane(
  deps: DeliverOutboxDeps,
  pace: Pace,
  lane: readonly OutboxMessage[],
  settler: Settler,
  signal: AbortSignal,
): Promise<void> {
  const { clock } = deps;
  const putBack = (from: number, dueAt: Date): void => {
    for (const { id, attempts } of lane.slice(from))
      settler.add({ id, attempts, state: "waiting", dueAt, isUntried: true });
  };
  for (const [place, message] of lane.entries()) {
    const turn = await takeTurn(deps, pace, message, signal);
    if (turn.end === null) return putBack(place, new Date(clock.now().getTime() + turn.waitMilliseconds));
    try {
      const outcome = await deliverOne(deps, pace, message);
      settler.add(outcome);
      // What follows would overtake it.
      if (outcome.state === "waiting" && outcome.dueAt !== undefined)
        return putBack(place + 1, outcome.dueAt);
    } finally {
      turn.end(clock.now().getTime());
    }
  }
}

type Turn =
  { readonly end: ReturnType<Pace["begin"]> } | { readonly end: null; readonly waitMilliseconds: number };

/** Waits for a place in the app's windows, if there is one soon, and takes it before another lane can see it. */
async function takeTurn(
  { clock }: DeliverOutboxDeps,
  pace: Pace,
  message: OutboxMessage,
  signal: AbortSignal,
): Promise<Turn> {
  for (;;) {
    const { app, destination } = pace.waits(message, clock.now().getTime());
    if (signal.aborted || destination > 0 || app > LINGER_MILLISECONDS)
      return { end: null, waitMilliseconds: Math.max(app, destination) };
    if (app === 0) return { end: pace.begin(message) };
    await clock.wait(Math.min(app, LOOK_AGAIN_MILLISECONDS), signal);
  }
}

type Settler = { add(outcome: OutboxOutcome): void; end(): Promise<void> };

/** Writes outcomes down as they come; those that come while a statement is under way go together in the next one. */
function createSettler({ store, clock }: DeliverOutboxDeps): Settler {
  const waiting: OutboxOutcome[] = [];
  const failures: unknown[] = [];
  let writing: Promise<void> | null = null;
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      // What a failed statement would have noted is found again as interrupted; the next one may go well.
      await store.outbox
        .settle(waiting.splice(0), clock.now())
        .catch((error: unknown) => failures.push(error));
    }
    writing = null;
  };
  return {
    add: (outcome) => {
      waiting.push(outcome);
      writing ??= Promise.resolve().then(write);
    },
    end: async () => {
      await writing;
      if (failures.length > 0) throw failures[0];
    },
  };
}

async function deliverOne(
  deps: DeliverOutboxDeps,
  pace: Pace,
  message: OutboxMessage,
): Promise<OutboxOutcome> {
  const { clock, platforms } = deps;
  const { id, attempts } = message;
  const platform = platforms.find(({ name, appId }) => name === message.platform && appId === message.appId);
  if (platform === undefined)
    throw new Error(`A message for ${message.platform} was taken without that platform.`);
  if (isUncertain(message, platform, clock.now())) {
    return {
      id,
      attempts,
      state: "uncertain",
      reason: "It may have arrived, and the platform no longer says.",
    };
  }
  if (message.unreachableReason !== null) {
    return { id, attempts, state: "unreachable", reason: message.unreachableReason };
  }
  const delivery = await speak(platform, message);
  await noteReachability(deps, message, delivery);
  const outcome = outcomeOf(message, delivery, clock.now(), deps.chance());
  if (!delivery.delivered && delivery.problem.kind === "retry" && outcome.dueAt !== undefined)
    pace.pause(message, delivery.problem.holdsUp, outcome.dueAt.getTime());
  return outcome;
}

/** A message that breaks its renderer is refused: thrown on, it would hold up its lane for ever. */
async function speak(platform: ChatPlatform, message: OutboxMessage): Promise<Delivery> {
  try {
    return await say(platform, message);
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown";
    return { delivered: false, problem: { kind: "refused", code: "cannot-be-sent", reason } };
  }
}

function say(platform: ChatPlatform, message: OutboxMessage): Promise<Delivery> {
  const { verb, card, aboutMessageId, destination, id } = message;
  if (verb === "patch" && aboutMessageId !== null) return platform.patch(aboutMessageId, card);
  if (verb === "reply" && aboutMessageId !== null) return platform.reply(aboutMessageId, card, id);
  if (destination?.kind === "chat") return platform.send({ kind: "chat", chatId: destination.id }, card, id);
  if (destination?.kind === "user") return platform.send({ kind: "user", userId: destination.id }, card, id);
  throw new Error(`Outbox message ${id} says nowhere where to go.`);
}

async function noteReachability(
  { store, clock }: DeliverOutboxDeps,
  message: OutboxMessage,
  delivery: Delivery,
): Promise<void> {
  const { platform, appId, destination } = message;
  if (destination === null) return;
  const user = { platform, appId, userId: destination.id };
  if (delivery.delivered) {
    if (message.wasUnreachable && destination.kind === "user")
      await store.identities.markReachable(user, clock.now());
    return;
  }
  if (delivery.problem.kind !== "unreachable") return;
  const reason = `${delivery.problem.code} ${delivery.problem.reason}`;
  if (destination.kind === "user") await store.identities.markUnreachable(user, reason, clock.now());
  else await store.chats.markUnreachable(platform, appId, destination.id, reason, clock.now());
}

/** One set of windows serves all platforms, so the tightest limits hold. */
function tightestLimits(platforms: readonly ChatPlatform[]): ChatPlatform["limits"] {
  const least = (limit: keyof ChatPlatform["limits"]): number =>
    Math.min(...platforms.map(({ limits }) => limits[limit]));
  return {
    perSecond: least("perSecond"),
    perMinute: least("perMinute"),
    perDestinationPerSecond: least("perDestinationPerSecond"),
  };
}

const appsOf = (platforms: readonly ChatPlatform[]): App[] =>
  platforms.map(({ name, appId }) => ({ platform: name, appId }));
