import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { coalesce } from "#main/coalesce";
import { gate, type Gate } from "./support/gate.ts";

const PAUSE = 50;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that each time waits until the test lets it end. */
function gatedWork() {
  const runs: Gate[] = [];
  const work = (): Promise<void> => {
    const next = gate();
    runs.push(next);
    return next.opened;
  };
  return { runs, work };
}

describe("calls that are brought together", () => {
  it("run at once, and once more after a pause for all that came meanwhile", async () => {
    const { runs, work } = gatedWork();
    const call = coalesce(work, PAUSE, () => undefined);

    for (let count = 0; count < 100; count += 1) call();
    const atOnce = runs.length;
    runs[0]!.open();
    await vi.advanceTimersByTimeAsync(PAUSE - 1);
    const beforeThePause = runs.length;
    await vi.advanceTimersByTimeAsync(1);

    expect([atOnce, beforeThePause, runs.length]).toEqual([1, 1, 2]);
  });

  it("never overlap, however long the work takes", async () => {
    const { runs, work } = gatedWork();
    const call = coalesce(work, PAUSE, () => undefined);

    call();
    call();
    await vi.advanceTimersByTimeAsync(10 * PAUSE);

    expect(runs).toHaveLength(1);
  });

  it("do not run again for nothing, and at once when the pause is over", async () => {
    const { runs, work } = gatedWork();
    const call = coalesce(work, PAUSE, () => undefined);

    call();
    runs[0]!.open();
    await vi.advanceTimersByTimeAsync(10 * PAUSE);
    const uncalled = runs.length;
    call();

    expect([uncalled, runs.length]).toEqual([1, 2]);
  });

  it("hand an error on and go on", async () => {
    const errors: string[] = [];
    let count = 0;
    const call = coalesce(
      () => Promise.reject(new Error(`failure ${(count += 1)}`)),
      PAUSE,
      (error) => void errors.push((error as Error).message),
    );

    call();
    call();
    await vi.advanceTimersByTimeAsync(2 * PAUSE);

    expect(errors).toEqual(["failure 1", "failure 2"]);
  });
});
