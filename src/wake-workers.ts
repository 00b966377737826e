import type { Program } from "./program.ts";
import { TICK } from "#jobs/jobs";
import { openQueue } from "./serve.ts";

const PATIENCE_MILLISECONDS = 1_500;

/** Tells the workers to look at once. Without it they look at the next tick, so a failure only costs half a minute. */
export async function wakeWorkers(program: Program): Promise<void> {
  try {
    // Nobody reads of a queue that is away in the middle of a command's result.
    const quiet = { warn: () => undefined, error: () => undefined };
    const queue = await openQueue(program, { log: quiet, patienceMilliseconds: PATIENCE_MILLISECONDS });
    try {
      await queue.jobs.wake(TICK);
    } finally {
      await queue.close();
    }
  } catch (error) {
    program.log.debug({ error: String(error) }, "no worker was woken");
  }
}
