import type { HandleKeptDeps } from "#bot/handle-kept";
import { cutText } from "#domain/storable-text";
import type { Metrics } from "#http/metrics";
import type { JobDeps } from "#jobs/jobs";
import type { Log } from "./log.ts";

/** What the parts of the program tell of their work, for who runs it. */
export type Watch = Required<Pick<HandleKeptDeps, "onHandled" | "onRefusal" | "onFailure">> &
  Required<Pick<JobDeps, "onProblem" | "onRhythmFailure" | "delivery">>;

/** Counts it and logs it: by the ids of events, messages and people, never by what somebody wrote. */
export function watchOver(log: Log, metrics: Metrics): Watch {
  return {
    onHandled: (handled) => log.info(handled, "event handled"),
    onRefusal: (code) => metrics.refused("bot", code),
    onFailure: (error, event) => {
      metrics.failed("event");
      log.error({ event, error: nameOf(error) }, "an event failed and will be tried again");
    },
    onProblem: (problem) => log.warn(problem, "delivery: the platform did not take a message"),
    onRhythmFailure: (rhythm, error) => {
      metrics.failed("job");
      log.error({ rhythm, error: nameOf(error) }, "a rhythm failed and will be tried again");
    },
    delivery: {
      tried: ({ id, key, verb, personId }, { state }) => {
        metrics.tried(verb, state);
        log.debug({ message: id, key, verb, person: personId, state }, "delivery tried");
      },
      waited: (heldUpBy, milliseconds) => metrics.waited(heldUpBy, milliseconds / 1000),
    },
  };
}

/** An error's class and message without a driver's echo of the query, which may hold what somebody wrote. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const lastLine = error.message.trim().split("\n").at(-1) ?? "";
  return `${error.name}: ${cutText(lastLine, 200)}`;
}
