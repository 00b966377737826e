import type { ChangeSignal } from "./change-signal.ts";
import type { EmulatorClock } from "./clock.ts";
import type { Exchange, ExchangeDetails, ExchangeTry } from "./page-news.ts";

/** A body as an object that nobody changes any more, or its text. It is kept as it is and written out only on demand. */
export type Body = { content: unknown; bytes: number };

export type NewExchange = Omit<Exchange, "id" | "at" | "change" | "bytes" | "tries"> & {
  request?: Body | undefined;
  answer?: Body | undefined;
};

export type Traffic = {
  /** Returns the number under which it is kept for a while. */
  add(exchange: NewExchange): number;
  /** A try of an event or callback; nothing happens when its exchange is no longer kept. */
  addTry(id: number, attempt: ExchangeTry, answer?: Body): void;
  change(id: number, state: NonNullable<Exchange["state"]>): void;
  /** Newest first; with `after` only those that came or changed later. */
  list(after?: number): Exchange[];
  find(id: number): ExchangeDetails | undefined;
  clear(): void;
};

type Kept = Exchange & { request?: Body | undefined; answer?: Body | undefined };

const KEPT = 500;
const KEPT_BYTES = 8_000_000;
const LARGEST_BODY_BYTES = 256_000;

/** What went over the wire lately, in both directions, with bodies: the newest 500, and no more than 8 MB of them. */
export function createTraffic(clock: EmulatorClock, changes: ChangeSignal): Traffic {
  const kept = new Map<number, Kept>();
  let made = 0;
  let bytes = 0;

  function sized(body: Body | undefined): Body | undefined {
    if (body === undefined || body.bytes <= LARGEST_BODY_BYTES) return body;
    return { content: `… ${body.bytes} bytes`, bytes: 0 };
  }
  function makeRoom(): void {
    for (const [id, entry] of kept) {
      if (kept.size <= KEPT && bytes <= KEPT_BYTES) return;
      kept.delete(id);
      bytes -= entry.bytes;
    }
  }
  function weigh(entry: Kept, more: number): void {
    entry.bytes += more;
    bytes += more;
    entry.change = changes.version() + 1;
    makeRoom();
    changes.notify();
  }
  return {
    add({ request, answer, ...exchange }) {
      made += 1;
      const [asked, answered] = [sized(request), sized(answer)];
      const at = clock.now().toISOString();
      const entry: Kept = { ...exchange, id: made, at, change: 0, bytes: 0, tries: [] };
      kept.set(made, Object.assign(entry, { request: asked, answer: answered }));
      weigh(entry, (asked?.bytes ?? 0) + (answered?.bytes ?? 0));
      return made;
    },
    addTry(id, attempt, answer) {
      const entry = kept.get(id);
      if (!entry) return;
      entry.tries = [...entry.tries, attempt];
      entry.answer = sized(answer);
      Object.assign(entry, { status: attempt.status, tookMs: attempt.tookMs });
      weigh(entry, entry.answer?.bytes ?? 0);
    },
    change(id, state) {
      const entry = kept.get(id);
      if (entry) weigh(Object.assign(entry, { state }), 0);
    },
    list: (after = 0) =>
      [...kept.values()]
        .filter(({ change }) => change > after)
        .reverse()
        .map(({ request: _request, answer: _answer, ...exchange }) => exchange),
    find(id) {
      const entry = kept.get(id);
      if (!entry) return undefined;
      const { request, answer, ...exchange } = entry;
      return { ...exchange, request: shown(request), answer: shown(answer) };
    },
    clear() {
      kept.clear();
      bytes = 0;
    },
  };
}

const SECRETS = /^(app_secret|tenant_access_token|app_access_token|token|encrypt|authorization)$/i;

/** A copy without credentials. Null: there was no body. */
function shown(body: Body | undefined): unknown {
  if (body === undefined) return null;
  return JSON.parse(
    JSON.stringify(parsed(body.content) ?? null, (key, value: unknown) =>
      SECRETS.test(key) && typeof value === "string" ? "******" : value,
    ),
  ) as unknown;
}

function parsed(content: unknown): unknown {
  if (typeof content !== "string") return content;
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return content;
  }
}
