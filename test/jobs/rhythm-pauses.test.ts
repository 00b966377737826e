import { describe, expect, it } from "vitest";
import { createRhythmPauses } from "#jobs/rhythm-pauses";

const halfMinute = (count: number): Date => new Date(Date.UTC(2026, 10, 20) + count * 30_000);

/** How many half minutes it is left alone after failing this often in a row. */
function pauseAfter(failures: number): number {
  const pauses = createRhythmPauses();
  for (let count = 0; count < failures; count += 1) pauses.failed("directory", halfMinute(0));
  let passed = 0;
  while (pauses.isPausing("directory", halfMinute(passed))) passed += 1;
  return passed;
}

describe("a rhythm that fails", () => {
  it("pauses twice as long each time, up to an hour", () => {
    expect([0, 1, 2, 3, 7, 8, 500].map(pauseAfter)).toEqual([0, 1, 2, 4, 64, 120, 120]);
  });

  it("does not make another one pause", () => {
    const pauses = createRhythmPauses();

    pauses.failed("directory", halfMinute(0));

    expect(pauses.isPausing("daily-draw", halfMinute(0))).toBe(false);
  });

  it("begins again with half a minute once it has worked", () => {
    const pauses = createRhythmPauses();
    for (let count = 0; count < 9; count += 1) pauses.failed("directory", halfMinute(0));

    pauses.succeeded("directory");
    pauses.failed("directory", halfMinute(0));

    expect([0, 1].map((passed) => pauses.isPausing("directory", halfMinute(passed)))).toEqual([true, false]);
  });
});
