import { dueDate } from "#domain/rhythm";
import { type RhythmDeps, rhythmsOf } from "./rhythms.ts";
import type { RhythmPauses } from "./rhythm-pauses.ts";

/**
 * Asks the store what is due and starts it. One process at a time; a rhythm is marked only after its work is stored,
 * so a death in between repeats it, which its keys make harmless. One that fails pauses, longer each time, and does
 * not hold up the others. A steady one is never marked: what came in while it ran would wait for the next day.
 */
export async function tick(
  deps: RhythmDeps & { readonly rhythmPauses: RhythmPauses },
  onFailure: (rhythm: string, error: unknown) => void,
): Promise<void> {
  const { store, clock, calendar, policy, rhythmPauses } = deps;
  await store.exclusively("tick", async () => {
    const now = clock.now();
    for (const rhythm of rhythmsOf(deps)) {
      const date = dueDate(rhythm, now, policy.zone, calendar);
      if (date === null || rhythmPauses.isPausing(rhythm.name, now)) continue;
      const isSteady = rhythm.isSteady === true;
      if (!isSteady && (await store.rhythms.hasRun(rhythm.name, date))) continue;
      try {
        await rhythm.run(deps, date);
        if (!isSteady) await store.rhythms.start(rhythm.name, date, now);
        rhythmPauses.succeeded(rhythm.name);
      } catch (error) {
        rhythmPauses.failed(rhythm.name, now);
        onFailure(rhythm.name, error);
      }
    }
  });
}
