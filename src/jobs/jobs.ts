import { z } from "zod";
import { drainInbox } from "#bot/drain-inbox";
import type { HandleKeptDeps } from "#bot/handle-kept";
import type { ChatPlatform } from "#ports/chat";
import type { PictureMaker } from "#ports/pictures";
import type { Jobs } from "#ports/jobs";
import { deliverOutbox, type DeliveryWatch } from "#usecases/delivery/deliver-outbox";
import type { DeliveryTrouble } from "#usecases/delivery/deliver-message";
import type { Pauses } from "#usecases/delivery/pace";
import { defineJob, type JobDefinition } from "./define-job.ts";
import type { RhythmPauses } from "./rhythm-pauses.ts";
import { tick } from "./tick.ts";

export type JobDeps = HandleKeptDeps & {
  readonly jobs: Jobs;
  readonly platforms: readonly ChatPlatform[];
  readonly pauses: Pauses;
  readonly onProblem: (problem: DeliveryTrouble) => void;
  readonly delivery?: DeliveryWatch;
  readonly drawBoard?: PictureMaker["board"];
  readonly chance: () => number;
  readonly rhythmPauses: RhythmPauses;
  readonly onRhythmFailure: (rhythm: string, error: unknown) => void;
};

export const TICK = "tick";
export const INBOX = "inbox";
export const OUTBOX = "outbox";

/** Another process may leave the section just before it would have seen what we were woken for. */
const AGAIN_MILLISECONDS = 500;
const NO_DATA = z.object({});

/** The tick asks what is due and looks after everything that a lost wake-up left lying. */
const tickJob = defineJob<JobDeps, object>({
  name: TICK,
  schema: NO_DATA,
  attempts: 2,
  backoffMilliseconds: 1_000,
  run: async (deps) => {
    await tick(deps, deps.onRhythmFailure);
    await deps.jobs.wake(INBOX);
    await deps.jobs.wake(OUTBOX);
  },
});

const inboxJob = defineJob<JobDeps, object>({
  name: INBOX,
  schema: NO_DATA,
  attempts: 3,
  backoffMilliseconds: 500,
  run: async (deps, _, { closing }) => {
    const handled = await drainInbox(deps, closing);
    if (handled > 0) await deps.jobs.wake(OUTBOX);
  },
});

const outboxJob = defineJob<JobDeps, object>({
  name: OUTBOX,
  schema: NO_DATA,
  attempts: 3,
  backoffMilliseconds: 500,
  run: async (deps, _, { closing }) => {
    const report = await deliverOutbox(deps, closing);
    if (report === "taken") {
      await deps.jobs.enqueue(OUTBOX, {}, { key: "again", delayMilliseconds: AGAIN_MILLISECONDS });
    } else if (report.nextDueAt !== null) {
      const wait = report.nextDueAt.getTime() - deps.clock.now().getTime();
      // What is due but cannot go (its person has no platform id yet) waits for the next tick.
      // The key carries the second, so that an earlier one is not taken for a later one that waits already.
      const key = `due-${Math.ceil(report.nextDueAt.getTime() / 1000)}`;
      if (wait > 0) await deps.jobs.enqueue(OUTBOX, {}, { key, delayMilliseconds: wait });
    }
  },
});

export const JOBS: readonly JobDefinition<JobDeps>[] = [tickJob, inboxJob, outboxJob];
