import type { EmulatorClock } from "#emulator/clock";

export type SavedUuid = { key: string; result: string; untilMs: number };

export type Uuids = {
  /** What was made under this key, while it is still remembered. */
  recall(key: string): string | undefined;
  remember(key: string, result: string, lifeMs: number): void;
  /** What is still remembered. */
  save(): SavedUuid[];
  clear(): void;
};

const SWEPT_ABOVE = 20_000;

/** The platform's idempotency keys: one hour for messages, ten for new groups. */
export function createUuids(clock: EmulatorClock, saved: readonly SavedUuid[] = []): Uuids {
  const entries = new Map(saved.map(({ key, ...entry }) => [key, entry]));
  let sweepAt = SWEPT_ABOVE;
  return {
    recall(key) {
      const entry = entries.get(key);
      return entry && clock.nowMs() < entry.untilMs ? entry.result : undefined;
    },
    remember(key, result, lifeMs) {
      entries.set(key, { result, untilMs: clock.nowMs() + lifeMs });
      if (entries.size < sweepAt) return;
      for (const [old, { untilMs }] of entries) if (clock.nowMs() >= untilMs) entries.delete(old);
      sweepAt = entries.size + SWEPT_ABOVE;
    },
    save: () =>
      [...entries].flatMap(([key, entry]) => (clock.nowMs() < entry.untilMs ? [{ key, ...entry }] : [])),
    clear: () => entries.clear(),
  };
}
