import { SlidingWindow } from "#domain/rate-window";

const MOST_MISSES = 30;
const WINDOW_MILLISECONDS = 60_000;
const MOST_ADDRESSES = 2_000;

/** Stops an address that guesses: it may miss so often within a minute, then it is told nothing more for a while. */
export type MissLimit = {
  isOver(address: string, now: number): boolean;
  miss(address: string, now: number): void;
};

export function createMissLimit(): MissLimit {
  const windows = new Map<string, SlidingWindow>();
  return {
    isOver: (address, now) => (windows.get(address)?.waitMilliseconds(now) ?? 0) > 0,
    miss: (address, now) => {
      const window =
        windows.get(address) ??
        new SlidingWindow([{ count: MOST_MISSES, milliseconds: WINDOW_MILLISECONDS }]);
      window.record(now);
      // Last in the map is who missed last; whoever falls out begins anew.
      windows.delete(address);
      windows.set(address, window);
      const [oldest] = windows.keys();
      if (windows.size > MOST_ADDRESSES && oldest !== undefined) windows.delete(oldest);
    },
  };
}
