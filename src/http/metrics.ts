import { Counter, Gauge, Histogram, Registry } from "prom-client";

export type Gauges = {
  readonly outbox: () => Promise<Readonly<Record<string, number>>>;
  readonly inbox: () => Promise<Readonly<Record<string, number>>>;
  readonly queue: () => Promise<Readonly<Record<string, number>>>;
};

/** What is counted for Prometheus. Label values come from closed lists, never from what somebody sent. */
export type Metrics = {
  /** A request or a press that was refused, by entrance and reason. */
  refused(entrance: "lark" | "api" | "bot" | "board", reason: string): void;
  event(platform: "lark", outcome: "kept" | "duplicate" | "ignored" | "unreadable" | "challenge"): void;
  press(seconds: number): void;
  failed(where: "event" | "job" | "answer"): void;
  text(): Promise<string>;
  readonly contentType: string;
};

const OUTBOX_STATES = ["waiting", "sending", "sent", "dead", "uncertain", "unreachable", "superseded"];
const INBOX_STATES = ["new", "handled", "failed"];

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const refusals = new Counter({
    name: "xingping_refusals_total",
    help: "Requests and presses that were refused, by entrance and reason.",
    labelNames: ["entrance", "reason"],
    registers,
  });
  const events = new Counter({
    name: "xingping_events_total",
    help: "Events from chat platforms, by what became of them.",
    labelNames: ["platform", "outcome"],
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
  return {
    refused: (entrance, reason) => refusals.inc({ entrance, reason }),
    event: (platform, outcome) => events.inc({ platform, outcome }),
    press: (seconds) => presses.observe(seconds),
    failed: (where) => failures.inc({ where }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** Asked when it is scraped; a state without any stands at zero. What cannot be counted now is left out. */
function stateGauge(
  name: string,
  help: string,
  states: readonly string[],
  count: () => Promise<Readonly<Record<string, number>>>,
  registers: Registry[],
): void {
  new Gauge({
    name,
    help,
    labelNames: ["state"],
    registers,
    async collect() {
      this.reset();
      // The other numbers are wanted most when the database or the queue is down.
      const counts = await count().catch(() => null);
      if (counts === null) return;
      for (const state of states) this.set({ state }, counts[state] ?? 0);
    },
  });
}
