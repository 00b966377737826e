import type { ChatPlatform, Delivery, DeliveryProblem } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { App, OutboxMessage, OutboxOutcome, Store } from "#ports/store";
import { createLanes, LINGER_MILLISECONDS } from "./lanes.ts";
import { createPace, type Pace, type Pauses } from "./pace.ts";
import { isUncertain, outcomeOf } from "./settle-delivery.ts";

const BATCH = 60;
const WINDOW_MILLISECONDS = 60_000;
/** Whoever has no account for so long has left, or was never in the app: old cards would only puzzle them. */
const UNBOUND_MILLISECONDS = 14 * 24 * 3_600_000;

export type DeliverOutboxDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly platforms: readonly ChatPlatform[];
  /** For who runs the program: a message that will not arrive, or a platform that refuses everything for now. */
  readonly onProblem: (problem: DeliveryTrouble) => void;
  /** One for all runs of this process. */
  readonly pauses: Pauses;
  /** Uniform in [0, 1). */
  readonly chance: () => number;
};

export type DeliveryTrouble = {
  readonly messageId: string;
  readonly what: Exclude<OutboxOutcome["state"], "sent"> | "platform-refuses";
  readonly code: string | null;
  readonly reason: string | null;
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
    const failed = new AbortController();
    const signal = AbortSignal.any([closing, lost, failed.signal]);
    const start = clock.now();
    await store.outbox.recoverInterrupted(start);
    await store.outbox.dropHopeless(start, before(start, UNBOUND_MILLISECONDS));
    const pace = createPace(tightestLimits(deps.platforms), deps.pauses);
    const earlier = await store.outbox.triesSince(before(start, WINDOW_MILLISECONDS));
    for (const { verb, destination, at } of earlier) pace.record(verb, destination, at.getTime());

    const lanes = createLanes({
      store,
      clock,
      pace,
      signal,
      deliver: (message) => deliverOne(deps, pace, message),
    });
    let tried = 0;
    try {
      for (;;) {
        const room = signal.aborted ? 0 : BATCH - lanes.underWay();
        const messages = room > 0 ? await store.outbox.take(appsOf(deps.platforms), clock.now(), room) : [];
        tried += messages.length;
        for (const message of messages) lanes.add(message);
        if (lanes.underWay() > 0) await lanes.halfEnd();
        else if (!(await lanes.written()) && !(await isMoreDueSoon(deps, signal))) break;
      }
    } finally {
      // Whatever broke: nobody sends any more when the section is left.
      failed.abort();
      while (lanes.underWay() > 0) await lanes.halfEnd();
    }
    return { tried, nextDueAt: await store.outbox.nextDueAfter(clock.now()) };
  });
}

const before = (at: Date, milliseconds: number): Date => new Date(at.getTime() - milliseconds);

/** Waits for what is due again in a moment. */
async function isMoreDueSoon({ store, clock }: DeliverOutboxDeps, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  const next = await store.outbox.nextDueAfter(clock.now());
  const wait = next === null ? Number.POSITIVE_INFINITY : next.getTime() - clock.now().getTime();
  if (wait > LINGER_MILLISECONDS) return false;
  await clock.wait(wait, signal);
  return true;
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
  if (!delivery.delivered) noteProblem(deps, pace, message, delivery.problem, outcome);
  return outcome;
}

function noteProblem(
  { onProblem }: DeliverOutboxDeps,
  pace: Pace,
  message: OutboxMessage,
  problem: DeliveryProblem,
  { state, dueAt }: OutboxOutcome,
): void {
  const { code, reason } = problem;
  if (state !== "waiting" && state !== "sent")
    onProblem({ messageId: message.id, what: state, code, reason });
  if (problem.kind !== "retry" || dueAt === undefined) return;
  const isNew = pace.pause(message, problem.holdsUp, dueAt.getTime());
  if (isNew && problem.holdsUp === "app")
    onProblem({ messageId: message.id, what: "platform-refuses", code, reason });
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
