import { differences, stateOfDay, type DayState } from "./day-state.ts";
import { killOften, type KillPlan } from "./frequent-kills.ts";
import { furnishDatabase, openKillableTown, type KillableTown, type TownPlan } from "./killable-town.ts";
import { createTestDatabase } from "./services.ts";
import { liveDay, stepsOf, type Pace, type Presses } from "./scripted-day.ts";

export type ChaosReport = {
  /** Between the undisturbed day and the one with kills; empty when they ended alike. */
  readonly differences: readonly string[];
  /** How the presses of the day with kills were answered. */
  readonly presses: Presses;
  readonly messages: number;
  readonly evaluations: number;
};

/** The same day twice from the same database: once in peace, once with the program killed at moments of chance. */
export async function runChaos(
  databaseUrl: string,
  plan: TownPlan,
  kills: Omit<KillPlan, "steps">,
): Promise<ChaosReport> {
  const furnished = await createTestDatabase(databaseUrl);
  try {
    await furnishDatabase(furnished.url, plan);
    kills.say("the undisturbed day");
    const wanted = await inCopyOf(furnished, plan, async (town) => {
      await town.start();
      await liveDay(town, plan, UNDISTURBED);
      return stateOfDay(town);
    });
    return await inCopyOf(furnished, plan, async (town) => {
      const { pace, done } = killOften(town, { ...kills, steps: stepsOf(plan) });
      const [presses] = await Promise.all([liveDay(town, plan, pace), done]);
      return report(wanted, await stateOfDay(town), presses);
    });
  } finally {
    await furnished.drop();
  }
}

const UNDISTURBED: Pace = { turn: () => Promise.resolve(), up: () => Promise.resolve() };

type Furnished = Awaited<ReturnType<typeof createTestDatabase>>;

async function inCopyOf<Result>(
  furnished: Furnished,
  plan: TownPlan,
  work: (town: KillableTown) => Promise<Result>,
): Promise<Result> {
  const database = await furnished.copy();
  const town = await openKillableTown(database.url, plan);
  try {
    return await work(town);
  } catch (error) {
    throw new Error(`${String(error)}\n${town.printed().split("\n").slice(-60).join("\n")}`, {
      cause: error,
    });
  } finally {
    await town.close();
    await database.drop();
  }
}

function report(wanted: DayState, found: DayState, presses: Presses): ChaosReport {
  const count = (kind: string): number => found.filter((line) => line.startsWith(kind)).length;
  return {
    differences: differences(wanted, found),
    presses,
    messages: count("message "),
    evaluations: count("evaluation "),
  };
}
