import { AppError } from "#domain/error";
import { bounded } from "#emulator/logs";
import { postToProgram, type PostOutcome } from "#emulator/post";
import { createEnvelope, seal, type Envelope, type SealedBody } from "./envelope.ts";
import type { Body } from "#emulator/traffic";
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
  duplicates(): Duplicates;
  /** Events that the program has not answered yet. A press is no event: nobody presses again for the person. */
  save(): SavedDelivery[];
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

/** `next`: the retry that is under way or waits for the clock, counted from 0, and when it was or is due. */
type Kept = {
  delivery: Delivery;
  envelope: Envelope;
  exchange: number;
  next?: { retry: number; dueMs: number };
};
export type SavedDelivery = {
  delivery: Delivery;
  envelope: Envelope;
  next: { retry: number; dueMs: number };
};

export function createDeliveries(
  world: World,
  gateway: Gateway,
  saved: readonly SavedDelivery[] = [],
): Deliveries {
  const closing = new AbortController();
  let kept: Kept[] = saved.map((entry) => ({
    ...structuredClone(entry),
    exchange: noteExchange(world, entry.envelope),
  }));
  let duplicates: Duplicates = "off";
  let inFlight = 0;

  function keep(envelope: Envelope): Kept {
    const { event_id: eventId, event_type: eventType } = envelope.header;
    const delivery: Delivery = { eventId, eventType, state: "pending", tries: [] };
    const entry = { delivery, envelope, exchange: noteExchange(world, envelope) };
    kept = bounded(kept, entry, KEPT);
    return entry;
  }
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
  async function attempt({ delivery, envelope, exchange }: Kept): Promise<PostOutcome> {
    const at = world.clock.now().toISOString();
    const outcome = await bring(envelope);
    const { status, tookMs, failure } = outcome;
    const done = { at, status, tookMs, ...(failure === undefined ? {} : { failure }) };
    delivery.tries.push(done);
    if (status === 200) delivery.state = "delivered";
    world.logs.traffic.addTry(exchange, done, answerOf(outcome));
    world.logs.traffic.change(exchange, delivery.state);
    if (failure === "timeout" && delivery.eventType !== CALLBACK)
      world.logs.violation("event-late", `${delivery.eventType} ${delivery.eventId}`);
    world.changes.notify();
    return outcome;
  }
  /** `dueMs` is when this try was due, so that a clock moved over several retries fires all of them in a row. */
  async function attemptUntilAnswered(entry: Kept, retry: number, dueMs: number): Promise<void> {
    entry.next = { retry, dueMs };
    const outcome = await attempt(entry);
    if (outcome.status === 200 || closing.signal.aborted) return;
    const waitMs = RETRY_AFTER_MS[retry];
    if (waitMs === undefined) {
      if (entry.delivery.state === "pending") entry.delivery.state = "failed";
      world.logs.traffic.change(entry.exchange, entry.delivery.state);
      world.changes.notify();
      return;
    }
    attemptLater(entry, retry + 1, dueMs + waitMs);
  }
  function attemptLater(entry: Kept, retry: number, dueMs: number): void {
    entry.next = { retry, dueMs };
    world.clock.at(dueMs, () => void tracked(attemptUntilAnswered(entry, retry, dueMs)));
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
    const entry = keep(createEnvelope(world, eventType, content));
    world.logs.count(`event:${eventType}`);
    void tracked(send(entry));
    return entry.delivery;
  }
  async function once(envelope: Envelope): Promise<PostOutcome> {
    const entry = keep(envelope);
    const outcome = await tracked(attempt(entry));
    if (outcome.status === 200) return outcome;
    entry.delivery.state = "failed";
    world.logs.traffic.change(entry.exchange, "failed");
    return outcome;
  }
  for (const entry of kept) if (entry.next) attemptLater(entry, entry.next.retry, entry.next.dueMs);
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
    save: () =>
      kept.flatMap(({ delivery, envelope, next }) =>
        delivery.state === "pending" && next ? [{ delivery, envelope, next }] : [],
      ),
    setDuplicates(mode) {
      duplicates = mode;
      world.changes.notify();
    },
    duplicates: () => duplicates,
    settled: () => world.changes.until(() => inFlight === 0, { what: "all deliveries answered" }),
    clear() {
      kept = [];
      duplicates = "off";
    },
    close: () => closing.abort(),
  };
}

function noteExchange({ logs }: World, envelope: Envelope): number {
  const { event_id: eventId, event_type: name } = envelope.header;
  return logs.traffic.add({
    kind: name === CALLBACK ? "callback" : "event",
    name,
    status: null,
    tookMs: 0,
    state: "pending",
    eventId,
    // Its size is not known before it is written out; events are small.
    request: { content: envelope, bytes: 0 },
  });
}

function answerOf({ status, body }: PostOutcome): Body | undefined {
  return status === null ? undefined : { content: body, bytes: body.length };
}
