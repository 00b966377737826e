import { setTimeout as pause } from "node:timers/promises";
import { gate, type Gate } from "./gate.ts";
import type { KillableTown } from "./killable-town.ts";
import type { Pace } from "./scripted-day.ts";

export type KillPlan = {
  readonly kills: number;
  /** Uniform in [0, 1): the same numbers give the same plan of kills. */
  readonly chance: () => number;
  /** How many turns the day is going to ask for; they are spread over the lives of the program. */
  readonly steps: number;
  readonly say: (words: string) => void;
};

/** Some die while they start, many just when everybody tries again, the others whenever. */
const DEATHS = [
  { share: 0.15, begins: "was started", withinMilliseconds: 2_500 },
  { share: 0.6, begins: "was ready", withinMilliseconds: 400 },
  { share: 1, begins: "was ready", withinMilliseconds: 4_000 },
] as const;
/** The last lives meet a day that only has its evening left. */
const STEPS_IN_LIVES = 0.85;

/** Starts and kills the program at moments of chance; the last start lives on. */
export function killOften(
  town: KillableTown,
  plan: KillPlan,
): { readonly pace: Pace; readonly done: Promise<void> } {
  const turns = createTurns();
  const door = createDoor();
  const done = (async () => {
    for (let count = 1; count <= plan.kills; count += 1) {
      turns.grantUpTo(plan.steps * Math.min(1, count / (plan.kills * STEPS_IN_LIVES)));
      const moment = await liveShortly(town, plan.chance, door);
      plan.say(`kill ${count}/${plan.kills} ${moment}`);
    }
    turns.grantUpTo(Number.POSITIVE_INFINITY);
    await town.start();
    door.open();
  })();
  return { pace: { turn: turns.turn, up: door.passed }, done };
}

/** One life of the program; answers when it ended. @throws when it ended by itself */
async function liveShortly(town: KillableTown, chance: () => number, door: Door): Promise<string> {
  const kind = chance();
  const { begins, withinMilliseconds } = DEATHS.find(({ share }) => kind < share) ?? DEATHS[2];
  const moment = Math.round(chance() * withinMilliseconds);
  const life = town.launch();
  if (begins === "was ready") {
    await life.ready;
    door.open();
  }
  // The one wait that is meant: nobody can know what the program does at this moment.
  await pause(moment);
  door.close();
  if (!life.isRunning()) throw new Error(`the program ended by itself:\n${life.printed()}`);
  await life.kill();
  return `${moment} ms after it ${begins}`;
}

type Door = { open(): void; close(): void; passed(): Promise<void> };

function createDoor(): Door {
  let way = gate();
  let isOpen = false;
  return {
    open: () => {
      isOpen = true;
      way.open();
    },
    close: () => {
      // Who waits before a door that never opened goes on waiting before the same one.
      if (isOpen) way = gate();
      isOpen = false;
    },
    passed: () => way.opened,
  };
}

function createTurns(): { grantUpTo(count: number): void; turn(): Promise<void> } {
  const waiting: Gate[] = [];
  let granted = 0;
  let taken = 0;
  const serve = (): void => {
    while (waiting.length > 0 && taken < granted) {
      taken += 1;
      waiting.shift()?.open();
    }
  };
  return {
    grantUpTo: (count) => {
      granted = count;
      serve();
    },
    turn: () => {
      const mine = gate();
      waiting.push(mine);
      serve();
      return mine.opened;
    },
  };
}
