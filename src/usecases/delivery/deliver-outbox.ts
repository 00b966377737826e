import { groupBy } from "#domain/group-by";
import type { ChatPlatform, Delivery } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { App, OutboxMessage, OutboxOutcome, Store } from "#ports/store";
import { createPace, destinationOf, type Pace } from "./pace.ts";
import { isUncertain, outcomeOf } from "./settle-delivery.ts";

const BATCH = 60;
const WINDOW_MILLISECONDS = 60_000;
/** A window that is full of what is under way has a place again as soon as one of those is over. */
const LOOK_AGAIN_MILLISECONDS = 100;
/** What is due again so soon is waited for here; anything later wakes the worker anew. */
const LINGER_MILLISECONDS = 2_000;

export type DeliverOutboxDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly platforms: readonly ChatPlatform[];
  /** Uniform in [0, 1). */
  readonly chance: () => number;
};

export type DeliveryReport = { readonly tried: number; readonly nextDueAt: Date | null };

/**
 * Sends everything that is due, within the platforms' limits. One process at a time does it, so what stands as
 * `sending` when the section is entered was left by a dead one. Answers "taken" when another process is at it.
 */
export async function deliverOutbox(
  deps: DeliverOutboxDeps,
  signal: AbortSignal,
): Promise<DeliveryReport | "taken"> {
  if (deps.platforms.length === 0) return { tried: 0, nextDueAt: null };
  return deps.store.exclusively("delivery", async () => {
    const { store, clock } = deps;
    const start = clock.now();
    await store.outbox.recoverInterrupted(start);
    await store.outbox.dropHopelessPatches(start);
    const pace = createPace(tightestLimits(deps.platforms));
    const earlier = await store.outbox.triesSince(new Date(start.getTime() - WINDOW_MILLISECONDS));
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

/** Each destination is a lane of its own: what goes there goes in order, and a slow one holds up nobody else. */
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
  for (const [place, message] of lane.entries()) {
    let wait = pace.waits(message, clock.now().getTime());
    while (wait.app > 0 && !signal.aborted) {
      await clock.wait(Math.min(wait.app, LOOK_AGAIN_MILLISECONDS), signal);
      wait = pace.waits(message, clock.now().getTime());
    }
    if (signal.aborted || wait.destination > 0) {
      const later = new Date(clock.now().getTime() + wait.destination);
      for (const rest of lane.slice(place))
        settler.add({ id: rest.id, state: "waiting", dueAt: later, isUntried: true });
      return;
    }
    const end = pace.begin(message);
    try {
      settler.add(await deliverOne(deps, message));
    } finally {
      end(clock.now().getTime());
    }
  }
}

type Settler = { add(outcome: OutboxOutcome): void; end(): Promise<void> };

/** Writes outcomes down as they come; those that come while a statement is under way go together in the next one. */
function createSettler({ store, clock }: DeliverOutboxDeps): Settler {
  let waiting: OutboxOutcome[] = [];
  let writing: Promise<void> | null = null;
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      await store.outbox.settle(group, clock.now());
    }
    writing = null;
  };
  return {
    add: (outcome) => {
      waiting.push(outcome);
      // A failure is thrown by end(); until then nothing more is lost than a note that can be made again.
      writing ??= Promise.resolve().then(write);
      writing.catch(() => undefined);
    },
    end: async () => {
      await writing;
    },
  };
}

async function deliverOne(deps: DeliverOutboxDeps, message: OutboxMessage): Promise<OutboxOutcome> {
  const { clock, platforms } = deps;
  const platform = platforms.find(({ name, appId }) => name === message.platform && appId === message.appId);
  if (platform === undefined)
    throw new Error(`A message for ${message.platform} was taken without that platform.`);
  if (isUncertain(message, platform, clock.now())) {
    return {
      id: message.id,
      state: "uncertain",
      reason: "It may have arrived, and the platform no longer says.",
    };
  }
  if (message.unreachableReason !== null) {
    return { id: message.id, state: "unreachable", reason: message.unreachableReason };
  }
  const delivery = await speak(platform, message);
  await noteReachability(deps, message, delivery);
  return outcomeOf(message, delivery, clock.now(), deps.chance());
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
    if (message.wasUnreachable && destination.kind === "user") await store.identities.markReachable(user);
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
