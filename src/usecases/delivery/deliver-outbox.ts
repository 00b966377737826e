import type { ChatPlatform } from "#ports/chat";
import type { App, OutboxMessage, OutboxOutcome } from "#ports/delivery";
import type { PictureMaker } from "#ports/pictures";
import { createLanes, LINGER_MILLISECONDS, type Lanes } from "./lanes.ts";
import { deliverMessage, type DeliverMessageDeps } from "./deliver-message.ts";
import { createOutcomeWriter } from "./outcome-writer.ts";
import { createUploads } from "./uploads.ts";
import { createPace, type Pace, type Pauses } from "./pace.ts";

const BATCH = 60;
const WINDOW_MILLISECONDS = 60_000;
/** Whoever has no account for so long has left, or was never in the app: old cards would only puzzle them. */
const HOPELESS_MILLISECONDS = 14 * 24 * 3_600_000;

/** Told of what delivery does, for who watches over the program. */
export type DeliveryWatch = {
  tried(message: OutboxMessage, outcome: OutboxOutcome): void;
  /** A message had to wait so long for a place within the platform's limits. */
  waited(heldUpBy: "app" | "destination", milliseconds: number): void;
};

export type DeliverOutboxDeps = DeliverMessageDeps & {
  readonly delivery?: DeliveryWatch;
  /** Absent: cards go without what would have to be drawn. */
  readonly drawBoard?: PictureMaker["board"];
  /** One for all runs of this process. */
  readonly pauses: Pauses;
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
  const { store, clock } = deps;
  const apps = appsOf(deps.platforms);
  if (apps.length === 0) return { tried: 0, nextDueAt: null };
  return store.exclusively("delivery", async (lost) => {
    const start = clock.now();
    await store.outbox.recoverInterrupted(start);
    await store.outbox.dropHopeless(apps, start, before(start, HOPELESS_MILLISECONDS));
    const broken = new AbortController();
    const failures: unknown[] = [];
    const onBroken = (error: unknown): void => {
      failures.push(error);
      broken.abort();
    };
    const signal = AbortSignal.any([closing, lost, broken.signal]);
    const pace = await paceOf(deps);
    const uploads = createUploads({
      ...deps,
      onUndrawn: (messageId, reason) => deps.onProblem({ messageId, what: "drawing", code: null, reason }),
    });
    const writer = createOutcomeWriter(deps, onBroken);
    const deliver = async (message: OutboxMessage): Promise<OutboxOutcome> => {
      const outcome = await deliverMessage(deps, pace, uploads, message);
      deps.delivery?.tried(message, outcome);
      return outcome;
    };
    const onWait = deps.delivery?.waited ?? (() => undefined);
    const lanes = createLanes({ clock, pace, signal, deliver, writer, onBroken, onWait });
    let tried = 0;
    try {
      for (;;) {
        const room = signal.aborted ? 0 : BATCH - lanes.underWay();
        const messages = room > 0 ? await store.outbox.take(apps, clock.now(), room, lanes.resting()) : [];
        tried += messages.length;
        for (const message of messages) lanes.add(message);
        if (lanes.underWay() > 0) await lanes.halfEnd();
        else if (!(await writer.written()) && !(await isMoreDueSoon(deps, lanes, signal))) break;
      }
    } finally {
      // Whatever happened: nobody sends or writes any more when the section is left.
      broken.abort();
      while (lanes.underWay() > 0) await lanes.halfEnd();
      await writer.written();
    }
    if (failures.length > 0) throw failures[0];
    return { tried, nextDueAt: await store.outbox.nextDueAfter(clock.now()) };
  });
}

/** With the tries of the last minute, whoever made them. */
async function paceOf({ store, clock, platforms, pauses }: DeliverOutboxDeps): Promise<Pace> {
  const pace = createPace(tightestLimits(platforms), pauses);
  const earlier = await store.outbox.triesSince(before(clock.now(), WINDOW_MILLISECONDS));
  for (const { verb, destination, at } of earlier) pace.record(verb, destination, at.getTime());
  return pace;
}

const before = (at: Date, milliseconds: number): Date => new Date(at.getTime() - milliseconds);

/** Waits for what is due again in a moment, or may go then. */
async function isMoreDueSoon(
  { store, clock }: DeliverOutboxDeps,
  lanes: Lanes,
  signal: AbortSignal,
): Promise<boolean> {
  if (signal.aborted) return false;
  const next = await store.outbox.nextDueAfter(clock.now());
  const wait = Math.min(
    next === null ? Number.POSITIVE_INFINITY : next.getTime() - clock.now().getTime(),
    lanes.restMilliseconds() ?? Number.POSITIVE_INFINITY,
  );
  if (wait > LINGER_MILLISECONDS) return false;
  await clock.wait(wait, signal);
  return true;
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
