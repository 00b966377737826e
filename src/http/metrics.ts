import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ChatEvent } from "#ports/chat";
import type { OutboxMessage, OutboxOutcome } from "#ports/delivery";
import { inTime } from "./in-time.ts";

export type Gauges = {
  readonly outbox: () => Promise<Readonly<Record<string, number>>>;
  readonly inbox: () => Promise<Readonly<Record<string, number>>>;
  readonly queue: () => Promise<Readonly<Record<string, number>>>;
  /** Absent: not shown. */
  readonly quality?: QualityGauges;
};
export type QualityGauges = {
  readonly tasks: () => Promise<Readonly<Record<string, number>>>;
  readonly scores: () => Promise<{ readonly scores: number; readonly corrections: number }>;
  readonly draws: () => Promise<number>;
};

/** What is counted for Prometheus. Label values come from closed lists, never from what somebody sent. */
export type Metrics = {
  /** A request or a press that was refused, by entrance and reason. */
  refused(entrance: "lark" | "api" | "bot" | "board", reason: string): void;
  /** Without a kind: of none that we handle, or not to be read. */
  event(
    platform: "lark",
    outcome: "kept" | "duplicate" | "ignored" | "unreadable" | "challenge",
    kind?: ChatEvent["kind"],
  ): void;
  tried(verb: OutboxMessage["verb"], state: OutboxOutcome["state"]): void;
  waited(heldUpBy: "app" | "destination", seconds: number): void;
  press(seconds: number): void;
  failed(where: "event" | "job" | "answer"): void;
  text(): Promise<string>;
  readonly contentType: string;
};

const OUTBOX_STATES = ["waiting", "sending", "sent", "dead", "uncertain", "unreachable", "superseded"];
const INBOX_STATES = ["new", "handled", "failed"];
const TASK_STATES = ["open", "scored", "skipped", "cancelled"];

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  let isProcessWatched = false;
  const refusals = new Counter({
    name: "xingping_refusals_total",
    help: "Requests and presses that were refused, by entrance and reason.",
    labelNames: ["entrance", "reason"],
    registers,
  });
  const events = new Counter({
    name: "xingping_events_total",
    help: "Events from chat platforms, by what they are and what became of them.",
    labelNames: ["platform", "kind", "outcome"],
    registers,
  });
  const deliveries = new Counter({
    name: "xingping_deliveries_total",
    help: "Tries to send, reply or patch, by what became of the message; waiting: it is tried again.",
    labelNames: ["verb", "outcome"],
    registers,
  });
  const waits = new Counter({
    name: "xingping_rate_limit_wait_seconds_total",
    help: "Time that messages waited for a place within the platform's limits, summed over messages.",
    labelNames: ["limit"],
    registers,
  });
  const presses = new Histogram({
    name: "xingping_press_seconds",
    help: "From the arrival of a card callback to its answer.",
    buckets: [0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers,
  });
  const failures = new Counter({
    name: "xingping_failures_total",
    help: "Work that failed on our side and is tried again.",
    labelNames: ["where"],
    registers,
  });
  stateGauge(
    "xingping_outbox_messages",
    "Outgoing messages by state; dead, uncertain and unreachable need a look.",
    OUTBOX_STATES,
    gauges.outbox,
    registers,
  );
  stateGauge(
    "xingping_inbox_events",
    "Kept events by state; failed ones were given up.",
    INBOX_STATES,
    gauges.inbox,
    registers,
  );
  stateGauge(
    "xingping_jobs",
    "Jobs in the queue by state.",
    ["waiting", "active", "delayed", "failed"],
    gauges.queue,
    registers,
  );
  if (gauges.quality !== undefined) qualityGauges(gauges.quality, registers);
  return {
    refused: (entrance, reason) => refusals.inc({ entrance, reason }),
    event: (platform, outcome, kind) => events.inc({ platform, kind: kind ?? "other", outcome }),
    tried: (verb, outcome) => deliveries.inc({ verb, outcome }),
    waited: (limit, seconds) => waits.inc({ limit }, seconds),
    press: (seconds) => presses.observe(seconds),
    failed: (where) => failures.inc({ where }),
    text: () => {
      // At the first scrape, so that the start does not pay for it.
      if (!isProcessWatched) collectDefaultMetrics({ register: registry });
      isProcessWatched = true;
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

/** What the program is for: drawing and scoring. */
function qualityGauges({ tasks, scores, draws }: QualityGauges, registers: Registry[]): void {
  stateGauge(
    "xingping_tasks",
    "Contacts that were drawn to be scored, by what became of them.",
    TASK_STATES,
    tasks,
    registers,
  );
  stateGauge(
    "xingping_evaluations",
    "Accepted scores, and corrections of them.",
    ["scores", "corrections"],
    scores,
    registers,
    "kind",
  );
  plainGauge("xingping_draws", "Days that were drawn.", draws, registers);
}

/** Asked when it is scraped; a state without any stands at zero. What cannot be counted now is left out. */
function stateGauge(
  name: string,
  help: string,
  states: readonly string[],
  count: () => Promise<Readonly<Record<string, number>>>,
  registers: Registry[],
  label = "state",
): void {
  new Gauge({
    name,
    help,
    labelNames: [label],
    registers,
    async collect() {
      this.reset();
      // The other numbers are wanted most when the database or the queue is down.
      const counts = await inTime(count, null);
      if (counts === null) return;
      for (const state of states) this.set({ [label]: state }, counts[state] ?? 0);
    },
  });
}

function plainGauge(name: string, help: string, count: () => Promise<number>, registers: Registry[]): void {
  new Gauge({
    name,
    help,
    registers,
    async collect() {
      const counted = await inTime(count, null);
      if (counted === null) this.remove();
      else this.set(counted);
    },
  });
}
