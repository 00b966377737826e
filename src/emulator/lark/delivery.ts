import { AppError } from "#domain/error";
import { bounded } from "#emulator/logs";
import { postToProgram, type PostOutcome } from "#emulator/post";
import { createEnvelope, seal, type Envelope, type SealedBody } from "./envelope.ts";
import type { Gateway } from "./gateway.ts";
import type { World } from "./world.ts";

/** One try to bring an event or callback to the program, by webhook or long connection; `at` on the emulator's clock. */
export type DeliveryTry = { at: string; status: number | null; tookMs: number; failure?: string };

export type Delivery = {
  eventId: string;
  eventType: string;
  /** Where it stands: still to be tried, answered with 200, or given up after the last retry. */
  state: "pending" | "delivered" | "failed";
  tries: DeliveryTry[];
};

export type Duplicates = "off" | "after" | "at-once" | "both";

export type Deliveries = {
  /** Sends an event and returns at once; retries follow the clock. */
  event(eventType: string, event: Record<string, unknown>): Delivery;
  /** The same event again, whatever came of it before. Resolves when it was answered. */
  redeliver(eventId: string): Promise<PostOutcome>;
  /** Brought once, without retry, as card callbacks go. */
  once(envelope: Envelope): Promise<PostOutcome>;
  /** One POST of ready-made bytes. */
  raw(sealed: SealedBody, limitMs?: number): Promise<PostOutcome>;
  list(): readonly Delivery[];
  /** `after`: every event a second time when it was answered; `at-once`: twice at the same moment; `both` by turns. */
  setDuplicates(mode: Duplicates): void;
  /** Resolves when nothing is on its way (retries that wait for the clock do not count). */
  settled(): Promise<void>;
  clear(): void;
  close(): void;
};

/** Late callbacks are noted where their answer is read. */
export const CALLBACK = "card.action.trigger";
export const ANSWER_LIMIT_MS = 3_000;
const RETRY_AFTER_MS = [15_000, 300_000, 3_600_000, 21_600_000];
const KEPT = 20_000;

type Kept = { delivery: Delivery; envelope: Envelope };

export function createDeliveries(world: World, gateway: Gateway): Deliveries {
  const closing = new AbortController();
  let kept: Kept[] = [];
  let duplicates: Duplicates = "off";
  let inFlight = 0;

  /** Counts as on its way until its outcome is recorded too. */
  async function tracked<T>(work: Promise<T>): Promise<T> {
    inFlight += 1;
    try {
      return await work;
    } finally {
      inFlight -= 1;
      world.changes.notify();
    }
  }
  const post = (sealed: SealedBody, limitMs = ANSWER_LIMIT_MS): Promise<PostOutcome> =>
    postToProgram({ ...sealed, url: world.settings.webhookUrl, limitMs }, closing.signal);
  const bring = (envelope: Envelope): Promise<PostOutcome> =>
    world.settings.deliveryMode === "websocket"
      ? gateway.deliver(envelope, ANSWER_LIMIT_MS)
      : post(seal(world, envelope));
  async function attempt({ delivery, envelope }: Kept): Promise<PostOutcome> {
    const at = world.clock.now().toISOString();
    const outcome = await bring(envelope);
    const { status, tookMs, failure } = outcome;
    delivery.tries.push({ at, status, tookMs, ...(failure === undefined ? {} : { failure }) });
    if (status === 200) delivery.state = "delivered";
    if (failure === "timeout" && delivery.eventType !== CALLBACK)
      world.logs.violation("event-late", `${delivery.eventType} ${delivery.eventId}`);
    world.changes.notify();
    return outcome;
  }
  /** `dueMs` is when this try was due, so that a clock moved over several retries fires all of them in a row. */
  async function attemptUntilAnswered(entry: Kept, retry: number, dueMs: number): Promise<void> {
    const outcome = await attempt(entry);
    if (outcome.status === 200 || closing.signal.aborted) return;
    const waitMs = RETRY_AFTER_MS[retry];
    if (waitMs === undefined) {
      if (entry.delivery.state === "pending") entry.delivery.state = "failed";
      world.changes.notify();
      return;
    }
    const nextMs = dueMs + waitMs;
    world.clock.at(nextMs, () => void tracked(attemptUntilAnswered(entry, retry + 1, nextMs)));
  }
  async function send(entry: Kept): Promise<void> {
    const turn = world.ids.turn("duplicates");
    const mode = duplicates === "both" ? (turn % 2 === 0 ? "after" : "at-once") : duplicates;
    const first = attemptUntilAnswered(entry, 0, world.clock.nowMs());
    const second = mode === "at-once" ? attempt(entry) : undefined;
    await Promise.all([first, second]);
    if (mode === "after") await attempt(entry);
  }
  function event(eventType: string, content: Record<string, unknown>): Delivery {
    const envelope = createEnvelope(world, eventType, content);
    const delivery: Delivery = { eventId: envelope.header.event_id, eventType, state: "pending", tries: [] };
    const entry = { delivery, envelope };
    kept = bounded(kept, entry, KEPT);
    world.logs.count(`event:${eventType}`);
    void tracked(send(entry));
    return delivery;
  }
  async function once(envelope: Envelope): Promise<PostOutcome> {
    const { event_id: eventId, event_type: eventType } = envelope.header;
    const delivery: Delivery = { eventId, eventType, state: "pending", tries: [] };
    const entry = { delivery, envelope };
    kept = bounded(kept, entry, KEPT);
    const outcome = await tracked(attempt(entry));
    if (outcome.status !== 200) delivery.state = "failed";
    return outcome;
  }
  return {
    event,
    once,
    raw: (sealed, limitMs) => tracked(post(sealed, limitMs)),
    redeliver(eventId) {
      const entry = kept.find((each) => each.delivery.eventId === eventId);
      if (!entry) throw new AppError("not-found", `no event ${eventId} was delivered`);
      return tracked(attempt(entry));
    },
    list: () => kept.map((entry) => entry.delivery),
    setDuplicates: (mode) => void (duplicates = mode),
    settled: () => world.changes.until(() => inFlight === 0, { what: "all deliveries answered" }),
    clear() {
      kept = [];
      duplicates = "off";
    },
    close: () => closing.abort(),
  };
}
