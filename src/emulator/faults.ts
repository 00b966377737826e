import type { ChangeSignal } from "./change-signal.ts";

/**
 * A fault that a test orders for requests whose path fits (`im/v1/messages`, `im/v1/messages/*`, `*`; the part
 * after `open-apis/`). Exactly one effect: an answer (`status` and/or `code`), `rateLimitSeconds`, `withhold`
 * (carried out, but the answer is kept back until released), `delayMs` (carried out, answered later),
 * `dropAfterAccept` (carried out, connection cut), `down` (connection cut at once).
 * `times` counts the requests it hits; without it the fault stays until removed.
 */
export type FaultOrder = {
  path?: string | undefined;
  method?: string | undefined;
  times?: number | undefined;
  status?: number | undefined;
  code?: number | undefined;
  msg?: string | undefined;
  rateLimitSeconds?: number | undefined;
  withhold?: boolean | undefined;
  delayMs?: number | undefined;
  dropAfterAccept?: boolean | undefined;
  down?: boolean | undefined;
};

export type FaultEffect = "answer" | "rate-limit" | "withhold" | "delay" | "drop-after-accept" | "down";
export type Fault = { id: string; effect: FaultEffect; order: FaultOrder; left: number; hits: number };

export type Faults = {
  add(order: FaultOrder): Fault;
  remove(id: string): void;
  clear(): void;
  list(): readonly Fault[];
  /** The first fault that fits, with one of its times used up. */
  take(method: string, path: string): Fault | undefined;
  /** Keeps the caller waiting until released. */
  hold(path: string): Promise<void>;
  withheld(): readonly string[];
  /** Lets the oldest `count` withheld answers go (all without a number); returns how many went. */
  release(count?: number): number;
};

export function createFaults(changes: ChangeSignal): Faults {
  let faults: Fault[] = [];
  let held: { path: string; go: () => void }[] = [];
  let made = 0;
  return {
    add(order) {
      made += 1;
      const fault: Fault = {
        id: `fault-${made}`,
        effect: effectOf(order),
        order,
        left: order.times ?? Infinity,
        hits: 0,
      };
      faults.push(fault);
      changes.notify();
      return fault;
    },
    remove(id) {
      faults = faults.filter((fault) => fault.id !== id);
      changes.notify();
    },
    clear() {
      faults = [];
      changes.notify();
    },
    list: () => faults,
    take(method, path) {
      const fault = faults.find((each) => each.left > 0 && fits(each.order, method, path));
      if (!fault) return undefined;
      fault.left -= 1;
      fault.hits += 1;
      return fault;
    },
    hold: (path) =>
      new Promise((go) => {
        held.push({ path, go });
        changes.notify();
      }),
    withheld: () => held.map((each) => each.path),
    release(count = held.length) {
      const going = held.slice(0, count);
      held = held.slice(count);
      for (const each of going) each.go();
      changes.notify();
      return going.length;
    },
  };
}

function effectOf(order: FaultOrder): FaultEffect {
  if (order.down) return "down";
  if (order.withhold) return "withhold";
  if (order.dropAfterAccept) return "drop-after-accept";
  if (order.rateLimitSeconds !== undefined) return "rate-limit";
  if (order.delayMs !== undefined) return "delay";
  return "answer";
}

function fits(order: FaultOrder, method: string, path: string): boolean {
  if (order.method && order.method.toUpperCase() !== method) return false;
  const pattern = (order.path ?? "*").replace(/^\/+/, "").replace(/^open-apis\//, "");
  const expression = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${expression}$`).test(path);
}
