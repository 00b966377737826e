import { setTimeout as pause } from "node:timers/promises";
import type { LocalDate } from "#domain/working-day";
import type { Emulator } from "#emulator/emulator";
import type { Program } from "./program.ts";

const PATIENCE_MILLISECONDS = 60_000;
/** Between two looks while nothing comes to the emulator that would tell of a change. */
const LOOK_AGAIN_MILLISECONDS = 25;

/** Moves the clock, which the program follows by itself, and waits until it has done all that this makes due. */
export async function moveTo(
  emulator: Emulator,
  program: Program,
  instant: Date,
  rhythm?: { readonly name: string; readonly date: LocalDate },
): Promise<void> {
  const hasHeard = hearsOfMove(program, instant);
  emulator.clock.moveTo(instant);
  await hasHeard;
  await untilQuiet(emulator, program, rhythm);
}

function hearsOfMove(program: Program, instant: Date): Promise<void> {
  return new Promise((resolve) => {
    const stop = program.clock.onMove(() => {
      if (program.clock.now() < instant) return;
      stop();
      resolve();
    });
  });
}

/** Waits until the program has handled and sent everything that is due, and has run the rhythm of that date. */
export async function untilQuiet(
  emulator: Emulator,
  program: Program,
  rhythm?: { readonly name: string; readonly date: LocalDate },
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const version = emulator.changeVersion();
    if (await isQuiet(program, rhythm)) return;
    if (Date.now() > deadline)
      throw new Error("The demo came to a stop; start it with LOG_LEVEL=info to see why.");
    await somethingHappens(emulator, version);
  }
}

async function isQuiet({ store, apps, clock }: Program, rhythm: Parameters<typeof untilQuiet>[2]) {
  if (rhythm !== undefined && !(await store.rhythms.hasRun(rhythm.name, rhythm.date))) return false;
  if ((await store.outbox.countDue(apps, clock.now())) > 0) return false;
  if (((await store.inbox.countByState())["new"] ?? 0) > 0) return false;
  return ((await store.outbox.countByState())["sending"] ?? 0) === 0;
}

async function somethingHappens(emulator: Emulator, version: number): Promise<void> {
  await emulator
    .until(() => emulator.changeVersion() > version, { timeoutMs: LOOK_AGAIN_MILLISECONDS })
    .catch(() => undefined);
  // What has just come is seldom the last of its kind.
  await pause(2);
}
