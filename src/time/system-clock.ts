import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "#ports/clock";

export const systemClock: Clock = {
  now: () => new Date(),
  onMove: () => () => undefined,
  wait: async (milliseconds, signal) => {
    await pause(Math.max(0, milliseconds), undefined, signal === undefined ? {} : { signal }).catch(
      () => undefined,
    );
  },
};
