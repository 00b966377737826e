import type { EmulatorClock } from "#emulator/clock";
import type { Ids } from "./ids.ts";

const LIFE_MS = 7_200_000;
const RENEWED_BELOW_MS = 1_800_000;

export type IssuedToken = { token: string; expireSeconds: number };

export type Tokens = {
  /** The same token while it has 30 minutes left; then a new one beside the old, which stays valid. */
  issue(): IssuedToken;
  isValid(token: string): boolean;
  /** Every token given so far is refused from now on (99991663). */
  invalidateAll(): void;
};

export function createTokens(clock: EmulatorClock, ids: Ids): Tokens {
  const expiryMs = new Map<string, number>();
  let current: string | undefined;
  const leftMs = (token: string | undefined): number =>
    (token === undefined ? 0 : (expiryMs.get(token) ?? 0)) - clock.nowMs();
  return {
    issue() {
      if (current === undefined || leftMs(current) < RENEWED_BELOW_MS) {
        current = ids.next("t-");
        expiryMs.set(current, clock.nowMs() + LIFE_MS);
      }
      return { token: current, expireSeconds: Math.round(leftMs(current) / 1000) };
    },
    isValid: (token) => leftMs(token) > 0,
    invalidateAll() {
      expiryMs.clear();
      current = undefined;
    },
  };
}
