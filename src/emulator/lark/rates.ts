import type { EmulatorClock } from "#emulator/clock";
import { createSlidingWindow, type Limit, type SlidingWindow } from "#emulator/sliding-window";
import type { LimitsShown } from "#emulator/page-news";
import { Refusal } from "./refusal.ts";

const PER_SECOND: Limit = { count: 50, windowMs: 1_000 };
const PER_MINUTE: Limit = { count: 1_000, windowMs: 60_000 };
const PER_TARGET: Limit = { count: 5, windowMs: 1_000 };
const TARGETS_BEFORE_SWEEP = 5_000;

export type Rates = {
  /** Switches all limits off, for tests of something else that send a lot. */
  enforce: boolean;
  /** 50 a second and 1,000 a minute for one API. Throws 99991400 with HTTP 429 and the two headers. */
  takeApi(api: string): void;
  /** 5 a second for one person, group or patched message. Throws 230020. */
  takeTarget(target: string): void;
  /** How full every window is now. */
  usage(): Pick<LimitsShown, "apis" | "targets">;
  clear(): void;
};

export function createRates(clock: EmulatorClock): Rates {
  const apis = new Map<string, [SlidingWindow, SlidingWindow]>();
  const targets = new Map<string, SlidingWindow>();
  const rates: Rates = {
    enforce: true,
    takeApi(api) {
      if (!rates.enforce) return;
      const windows = apis.get(api) ?? [createSlidingWindow(PER_SECOND), createSlidingWindow(PER_MINUTE)];
      apis.set(api, windows);
      for (const [index, window] of windows.entries()) {
        const answer = window.take(clock.nowMs());
        if (!answer.taken) throw tooManyCalls(api, index === 0 ? PER_SECOND : PER_MINUTE, answer.freeInMs);
      }
    },
    takeTarget(target) {
      if (!rates.enforce) return;
      if (targets.size > TARGETS_BEFORE_SWEEP) sweep(targets, clock.nowMs());
      const window = targets.get(target) ?? createSlidingWindow(PER_TARGET);
      targets.set(target, window);
      if (window.take(clock.nowMs()).taken) return;
      throw new Refusal(230020, `This operation triggers the frequency limit, ext=${target}: 5 in a second`, {
        violation: "rate-target",
      });
    },
    usage: () => usageOf(apis, targets, clock.nowMs()),
    clear() {
      apis.clear();
      targets.clear();
    },
  };
  return rates;
}

export function tooManyCalls(api: string, limit: Limit, freeInMs: number): Refusal {
  return new Refusal(99991400, `request trigger frequency limit: ${api}`, {
    status: 429,
    headers: {
      "x-ogw-ratelimit-limit": String(limit.count),
      "x-ogw-ratelimit-reset": String(Math.max(1, Math.ceil(freeInMs / 1000))),
    },
    violation: "rate-app",
  });
}

function usageOf(
  apis: ReadonlyMap<string, [SlidingWindow, SlidingWindow]>,
  targets: ReadonlyMap<string, SlidingWindow>,
  nowMs: number,
): Pick<LimitsShown, "apis" | "targets"> {
  const shown = (window: SlidingWindow, { count }: Limit) => ({ used: window.usedAt(nowMs), limit: count });
  return {
    apis: [...apis].map(([api, [second, minute]]) => ({
      api,
      second: shown(second, PER_SECOND),
      minute: shown(minute, PER_MINUTE),
      peak: minute.peakAt(nowMs, PER_SECOND.windowMs),
    })),
    targets: [...targets]
      .filter(([, window]) => !window.isEmptyAt(nowMs))
      .map(([target, window]) => ({ target, second: shown(window, PER_TARGET) })),
  };
}

function sweep(targets: Map<string, SlidingWindow>, nowMs: number): void {
  for (const [target, window] of targets) if (window.isEmptyAt(nowMs)) targets.delete(target);
}
