import type { Queue as BullQueue } from "bullmq";

/** A scheduled job does nothing but wake the job it is named after, so runs of that job never overlap. */
const SCHEDULE = "schedule/";

export function scheduledName(jobName: string): string | undefined {
  return jobName.startsWith(SCHEDULE) ? jobName.slice(SCHEDULE.length) : undefined;
}

/**
 * Makes the schedule anew when it is missing, has another interval, or its next run is long past, which is what is
 * left when a store loses the waiting job but keeps the schedule.
 */
export async function ensureSchedule(
  queue: BullQueue,
  name: string,
  everyMilliseconds: number,
  nowMilliseconds: number,
): Promise<void> {
  const schedule = await queue.getJobScheduler(SCHEDULE + name);
  const isAlive =
    schedule?.every === everyMilliseconds && (schedule.next ?? 0) > nowMilliseconds - 2 * everyMilliseconds;
  if (isAlive) return;
  await queue.upsertJobScheduler(
    SCHEDULE + name,
    { every: everyMilliseconds },
    { name: SCHEDULE + name, opts: { removeOnComplete: true, removeOnFail: true } },
  );
}
