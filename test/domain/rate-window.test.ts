import { describe, expect, it } from "vitest";
import { SlidingWindow } from "#domain/rate-window";

const twoASecond = () => new SlidingWindow([{ count: 2, milliseconds: 1_000 }]);

describe("a window of two a second", () => {
  it("lets two go at once and the third when the first is a second old", () => {
    const window = twoASecond();
    const first = window.waitMilliseconds(0);
    window.record(0);
    const second = window.waitMilliseconds(300);
    window.record(300);

    expect([first, second]).toEqual([0, 0]);
    expect(window.waitMilliseconds(400)).toBe(600);
    expect(window.waitMilliseconds(1_000)).toBe(0);
  });

  it("counts what is under way, because it may arrive at any moment", () => {
    const window = twoASecond();
    window.begin();
    window.begin();

    expect(window.waitMilliseconds(5_000)).toBe(1_000);
    expect(window.isEmpty).toBe(false);
  });

  it("counts from the answer, because a slow request may have arrived just before it", () => {
    const window = twoASecond();
    window.begin();
    window.begin();
    window.end(900);
    window.end(950);

    expect(window.waitMilliseconds(1_000)).toBe(900);
    expect(window.waitMilliseconds(1_900)).toBe(0);
  });

  it("forgets what is older than its longest limit", () => {
    const window = new SlidingWindow([
      { count: 1, milliseconds: 1_000 },
      { count: 2, milliseconds: 60_000 },
    ]);
    window.record(0);
    window.record(2_000);

    expect(window.waitMilliseconds(3_000)).toBe(57_000);
    expect(window.waitMilliseconds(62_001)).toBe(0);
    expect(window.isEmpty).toBe(true);
  });
});
