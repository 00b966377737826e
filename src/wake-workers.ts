import type { Program } from "./program.ts";
import { TICK } from "#jobs/jobs";
import { openQueue } from "./serve.ts";

/** Tells the workers to look at once. Without it they look at the next tick, so a failure only costs half a minute. */
export async function wakeWorkers(program: Program): Promise<void> {
  try {
    const queue = await openQueue(program);
    try {
      await queue.jobs.wake(TICK);
    } finally {
      await queue.close();
    }
  } catch (error) {
    program.log.debug({ error: String(error) }, "no worker was woken");
  }
}
