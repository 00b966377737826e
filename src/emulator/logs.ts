import type { EmulatorClock } from "./clock.ts";
import type { ChangeSignal } from "./change-signal.ts";
import { createTraffic, type Traffic } from "./traffic.ts";

/** `at` is the emulator's clock in ISO 8601; `code` the platform's code in the answer, when it has one. */
export type RequestEntry = {
  at: string;
  method: string;
  path: string;
  status: number;
  code?: number;
  fault?: string;
};

/** Something the program under test did that the real platform forbids. Ordered faults never appear here. */
export type Violation = { at: string; kind: string; detail: string };

export type Logs = {
  request(entry: Omit<RequestEntry, "at">): void;
  violation(kind: string, detail: string): void;
  requests(): readonly RequestEntry[];
  violations(): readonly Violation[];
  /** Whole counts, also of what the bounded logs have dropped. Keys: `POST im/v1/messages`, `violation:rate-app`. */
  counts(): Readonly<Record<string, number>>;
  count(key: string): void;
  /** The newest of both directions, with bodies. */
  traffic: Traffic;
  clear(): void;
};

const KEPT_REQUESTS = 20_000;
const KEPT_VIOLATIONS = 5_000;

export function createLogs(clock: EmulatorClock, changes: ChangeSignal): Logs {
  let requests: RequestEntry[] = [];
  let violations: Violation[] = [];
  let counts: Record<string, number> = {};
  const count = (key: string): void => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  const traffic = createTraffic(clock, changes);
  const at = (): string => clock.now().toISOString();
  return {
    count,
    traffic,
    request(entry) {
      requests = bounded(requests, { at: at(), ...entry }, KEPT_REQUESTS);
      changes.notify();
    },
    violation(kind, detail) {
      violations = bounded(violations, { at: at(), kind, detail }, KEPT_VIOLATIONS);
      count(`violation:${kind}`);
      changes.notify();
    },
    requests: () => requests,
    violations: () => violations,
    counts: () => ({ ...counts }),
    clear() {
      requests = [];
      violations = [];
      counts = {};
      traffic.clear();
    },
  };
}

/** Drops a fifth at once when full, so that a long run does not shift the whole list with every entry. */
export function bounded<T>(list: T[], entry: T, most: number): T[] {
  list.push(entry);
  return list.length > most ? list.slice(-Math.floor(most * 0.8)) : list;
}
