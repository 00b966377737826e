import type { LocalDate } from "#domain/working-day";
import type { Emulator } from "#emulator/emulator";
import type { Program } from "./program.ts";

const PATIENCE_MILLISECONDS = 60_000;
/** Between two looks while nothing comes to the emulator. */
const LOOK_AGAIN_MILLISECONDS = 10;

type AwaitedRhythm = { readonly name: string; readonly date: LocalDate };

/** Moves the clock, which the program follows by itself, and waits until it has done all that this makes due. */
export async function moveTo(
  emulator: Emulator,
  program: Program,
  instant: Date,
  rhythm?: AwaitedRhythm,
): Promise<void> {
  await moveClock(emulator, program, instant);
  await untilQuiet(emulator, program, rhythm);
}

/** Moves the clock and waits only until the program has heard of it. */
export function moveClock(emulator: Emulator, program: Program, instant: Date): Promise<void> {
  return new Promise((resolve) => {
    const stop = program.clock.onMove(() => {
      if (program.clock.now() < instant) return;
      stop();
      resolve();
    });
    emulator.clock.moveTo(instant);
  });
}

/** Waits until the program has handled and sent everything that is due, and has run the rhythm of that date. */
export async function untilQuiet(
  emulator: Emulator,
  program: Program,
  rhythm?: AwaitedRhythm,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const version = emulator.changeVersion();
    if (await isQuiet(program, rhythm)) return;
    if (Date.now() > deadline)
      throw new Error("The demo came to a stop; start it with LOG_LEVEL=info to see why.");
    await somethingHappened(emulator, version);
  }
}

async function isQuiet({ store, apps, clock }: Program, rhythm: AwaitedRhythm | undefined): Promise<boolean> {
  if (rhythm !== undefined && !(await store.rhythms.hasRun(rhythm.name, rhythm.date))) return false;
  if ((await store.outbox.countDue(apps, clock.now())) > 0) return false;
  if (((await store.inbox.countByState())["new"] ?? 0) > 0) return false;
  return ((await store.outbox.countByState())["sending"] ?? 0) === 0;
}

/** Something came to the emulator and nothing more follows for a moment: asking must not cost the program its time. */
async function somethingHappened(emulator: Emulator, version: number): Promise<void> {
  for (let seen = version, now = version; ; seen = now) {
    await emulator
      .until(() => emulator.changeVersion() > seen, { timeoutMs: LOOK_AGAIN_MILLISECONDS })
      .catch(() => undefined);
    now = emulator.changeVersion();
    if (now === seen) return;
  }
}
