import type { ChatPlatform, Delivery } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { App, OutboxMessage, OutboxOutcome, Store } from "#ports/store";
import { createPace, destinationOf, type Pace } from "./pace.ts";
import { isUncertain, outcomeOf } from "./settle-delivery.ts";

const BATCH = 60;
const WINDOW_MILLISECONDS = 60_000;

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
    const pace = createPace(tightestLimits(deps.platforms));
    const earlier = await store.outbox.triesSince(new Date(start.getTime() - WINDOW_MILLISECONDS));
    for (const { verb, destination, at } of earlier) pace.record(verb, destination, at.getTime());

    let tried = 0;
    while (!signal.aborted) {
      const messages = await store.outbox.take(appsOf(deps.platforms), clock.now(), BATCH);
      if (messages.length === 0) break;
      tried += messages.length;
      await deliverBatch(deps, pace, messages, signal);
    }
    return { tried, nextDueAt: await store.outbox.nextDueAt() };
  });
}

async function deliverBatch(
  deps: DeliverOutboxDeps,
  pace: Pace,
  messages: readonly OutboxMessage[],
  signal: AbortSignal,
): Promise<void> {
  const { clock, store } = deps;
  let underway: Promise<OutboxOutcome>[] = [];
  const settle = async (): Promise<void> => {
    const outcomes = await Promise.all(underway);
    underway = [];
    await store.outbox.settle(outcomes, clock.now());
  };
  for (const message of messages) {
    const wait = pace.waits(message, clock.now().getTime());
    if (wait.app > 0) {
      // What is done is written down before a wait that may last most of a minute.
      await settle();
      await clock.wait(wait.app, signal);
    }
    if (signal.aborted || wait.destination > wait.app) {
      underway.push(Promise.resolve(postponed(message, clock.now(), wait.destination)));
      continue;
    }
    pace.record(message.verb, destinationOf(message), clock.now().getTime());
    underway.push(deliverOne(deps, message));
  }
  await settle();
}

/** A message that only has to wait its turn. */
const postponed = (message: OutboxMessage, now: Date, milliseconds: number): OutboxOutcome => ({
  id: message.id,
  state: "waiting",
  dueAt: new Date(now.getTime() + milliseconds),
});

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

function speak(platform: ChatPlatform, message: OutboxMessage): Promise<Delivery> {
  const { verb, card, aboutMessageId, destination, id } = message;
  if (verb === "patch" && aboutMessageId !== null) return platform.patch(aboutMessageId, card);
  if (verb === "reply" && aboutMessageId !== null) return platform.reply(aboutMessageId, card, id);
  if (destination?.kind === "chat") return platform.send({ kind: "chat", chatId: destination.id }, card, id);
  if (destination?.kind === "user") return platform.send({ kind: "user", userId: destination.id }, card, id);
  throw new Error(`Outbox message ${id} says nowhere where to go.`);
}

async function noteReachability(
  deps: DeliverOutboxDeps,
  message: OutboxMessage,
  delivery: Delivery,
): Promise<void> {
  const { store, clock } = deps;
  const { platform, appId, destination } = message;
  if (destination === null || delivery.delivered || delivery.problem.kind !== "unreachable") return;
  const reason = `${delivery.problem.code} ${delivery.problem.reason}`;
  if (destination.kind === "chat") {
    await store.chats.markUnreachable(platform, appId, destination.id, reason, clock.now());
  } else {
    await store.identities.markUnreachable({ platform, appId, userId: destination.id }, reason, clock.now());
  }
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
