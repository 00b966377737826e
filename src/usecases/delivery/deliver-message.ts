import type { ChatPlatform, Delivery, DeliveryProblem } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { OutboxMessage, OutboxOutcome } from "#ports/delivery";
import type { Store } from "#ports/store";
import type { Pace } from "./pace.ts";
import { isUncertain, outcomeOf } from "./settle-delivery.ts";
import { picturesOf, type Uploads } from "./uploads.ts";

export type DeliveryTrouble = {
  readonly messageId: string;
  readonly what: Exclude<OutboxOutcome["state"], "sent"> | "platform-refuses" | "drawing";
  readonly code: string | null;
  readonly reason: string | null;
};

export type DeliverMessageDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly platforms: readonly ChatPlatform[];
  /** For who runs the program: a message that will not arrive, or a platform that refuses everything for now. */
  readonly onProblem: (problem: DeliveryTrouble) => void;
  /** Uniform in [0, 1). */
  readonly chance: () => number;
};

/** Tries one message, and says what became of it. */
export async function deliverMessage(
  deps: DeliverMessageDeps,
  pace: Pace,
  uploads: Uploads,
  message: OutboxMessage,
): Promise<OutboxOutcome> {
  const { clock, platforms } = deps;
  const { id, attempts } = message;
  const platform = platforms.find(({ name, appId }) => name === message.platform && appId === message.appId);
  if (platform === undefined)
    throw new Error(`A message for ${message.platform} was taken without that platform.`);
  if (isUncertain(message, platform, clock.now())) {
    const reason = "It may have arrived, and the platform no longer says.";
    deps.onProblem({ messageId: id, what: "uncertain", code: null, reason });
    return { id, attempts, state: "uncertain", reason };
  }
  if (message.unreachableReason !== null) {
    return { id, attempts, state: "unreachable", reason: message.unreachableReason };
  }
  const prepared = await uploads.prepare(platform, message);
  const delivery: Delivery = prepared.isReady
    ? await speak(platform, { ...message, card: prepared.card })
    : { delivered: false, problem: prepared.problem };
  await noteReachability(deps, message, delivery);
  if (prepared.isReady) await notePictures(deps, { ...message, card: prepared.card }, delivery);
  const outcome = outcomeOf(message, delivery, clock.now(), deps.chance());
  if (!delivery.delivered) noteProblem(deps, pace, message, delivery.problem, outcome);
  return outcome;
}

function noteProblem(
  { onProblem }: DeliverMessageDeps,
  pace: Pace,
  message: OutboxMessage,
  problem: DeliveryProblem,
  { state, dueAt }: OutboxOutcome,
): void {
  const { code, reason } = problem;
  if (state !== "waiting" && state !== "sent")
    onProblem({ messageId: message.id, what: state, code, reason });
  if (dueAt === undefined) return;
  // What follows would overtake it.
  pace.pause(message, "destination", dueAt.getTime());
  if (problem.kind !== "retry" || problem.holdsUp !== "app") return;
  if (pace.pause(message, "app", dueAt.getTime()))
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

/** With keys that the platform knows no more the card would be refused for ever. */
async function notePictures(
  { store }: DeliverMessageDeps,
  message: OutboxMessage,
  delivery: Delivery,
): Promise<void> {
  if (delivery.delivered || delivery.problem.kind !== "retry" || !delivery.problem.isPictureUnknown) return;
  await store.pictures.forgetImageKeys(picturesOf(message.card), message);
}

async function noteReachability(
  { store, clock }: DeliverMessageDeps,
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
