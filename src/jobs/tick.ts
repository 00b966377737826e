import { isDue } from "#domain/rhythm";
import { localDate } from "#domain/working-day";
import { rhythmsOf, type RhythmDeps } from "./rhythms.ts";

/**
 * Asks the store what is due and starts it. One process at a time; a rhythm is marked only after its work is stored,
 * so a death in between repeats it, which its keys make harmless. One that fails is tried again at the next tick and
 * does not hold up the others.
 */
export async function tick(
  deps: RhythmDeps,
  onFailure: (rhythm: string, error: unknown) => void,
): Promise<void> {
  const { store, clock, calendar, policy } = deps;
  await store.exclusively("tick", async () => {
    const now = clock.now();
    const date = localDate(now, policy.zone);
    const day = { date, isWorkingDay: calendar.isWorkingDay(date), zone: policy.zone };
    for (const rhythm of rhythmsOf(deps)) {
      if (!isDue(rhythm, now, day) || (await store.rhythms.hasRun(rhythm.name, date))) continue;
      try {
        await rhythm.run(deps, date);
        await store.rhythms.start(rhythm.name, date, now);
      } catch (error) {
        onFailure(rhythm.name, error);
      }
    }
  });
}
