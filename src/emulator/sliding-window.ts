export type Limit = { count: number; windowMs: number };

export type SlidingWindow = {
  /** Takes a place at `nowMs`; without a free one returns how long until the oldest leaves. */
  take(nowMs: number): { taken: true } | { taken: false; freeInMs: number };
  isEmptyAt(nowMs: number): boolean;
  /** How many places are taken at `nowMs`. Looks at all of them. */
  usedAt(nowMs: number): number;
  /** The most in any stretch of `stretchMs` among the places that are still taken. */
  peakAt(nowMs: number, stretchMs: number): number;
};

/**
 * At most `count` in any stretch of `windowMs`. A ring of the last `count` times is enough: when the oldest
 * of them is still inside the window, there is no place. Constant time for each call.
 */
export function createSlidingWindow(limit: Limit): SlidingWindow {
  const times: number[] = [];
  let next = 0;
  const newest = (): number => times[(next + times.length - 1) % times.length] ?? -Infinity;
  return {
    take(nowMs) {
      const oldest = times.length < limit.count ? -Infinity : (times[next] ?? -Infinity);
      if (nowMs - oldest < limit.windowMs) return { taken: false, freeInMs: oldest + limit.windowMs - nowMs };
      if (times.length < limit.count) times.push(nowMs);
      else {
        times[next] = nowMs;
        next = (next + 1) % limit.count;
      }
      return { taken: true };
    },
    usedAt: (nowMs) => times.filter((time) => nowMs - time < limit.windowMs).length,
    peakAt(nowMs, stretchMs) {
      const sorted = times.filter((time) => nowMs - time < limit.windowMs).sort((a, b) => a - b);
      let first = 0;
      let most = 0;
      for (const [last, time] of sorted.entries()) {
        while (time - (sorted[first] ?? time) >= stretchMs) first += 1;
        most = Math.max(most, last - first + 1);
      }
      return most;
    },
    isEmptyAt: (nowMs) => times.length === 0 || nowMs - newest() >= limit.windowMs,
  };
}
