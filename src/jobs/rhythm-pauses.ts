const FIRST_PAUSE_MILLISECONDS = 30_000;
const LONGEST_PAUSE_MILLISECONDS = 3_600_000;

/**
 * How long a rhythm that failed is left alone: half a minute, doubled by each further failure up to an hour, so that
 * neither a platform nor the log hears of it at every tick. It is this process's memory: a new start tries at once.
 */
export type RhythmPauses = {
  isPausing(rhythm: string, now: Date): boolean;
  failed(rhythm: string, now: Date): void;
  succeeded(rhythm: string): void;
};

export function createRhythmPauses(): RhythmPauses {
  const failures = new Map<string, { readonly count: number; readonly at: number }>();
  return {
    isPausing: (rhythm, now) => {
      const last = failures.get(rhythm);
      return last !== undefined && now.getTime() < last.at + pauseAfter(last.count);
    },
    failed: (rhythm, now) => {
      failures.set(rhythm, { count: (failures.get(rhythm)?.count ?? 0) + 1, at: now.getTime() });
    },
    succeeded: (rhythm) => {
      failures.delete(rhythm);
    },
  };
}

const pauseAfter = (failures: number): number =>
  Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** (failures - 1), LONGEST_PAUSE_MILLISECONDS);
