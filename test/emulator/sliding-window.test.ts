import { expect, test } from "vitest";
import { createSlidingWindow } from "#emulator/sliding-window";

test("the window gives its places, then tells how long until the oldest leaves", () => {
  const window = createSlidingWindow({ count: 2, windowMs: 1_000 });

  const answers = [0, 400, 900, 1_000, 1_300].map((nowMs) => window.take(nowMs));

  expect(answers).toEqual([
    { taken: true },
    { taken: true },
    { taken: false, freeInMs: 100 },
    { taken: true },
    { taken: false, freeInMs: 100 },
  ]);
});

test("a refused try takes no place, so a patient caller gets through", () => {
  const window = createSlidingWindow({ count: 1, windowMs: 1_000 });
  window.take(0);

  const refused = [200, 400, 600, 800].map((nowMs) => window.take(nowMs).taken);

  expect(refused).toEqual([false, false, false, false]);
  expect(window.take(1_000)).toEqual({ taken: true });
});

test("a window is empty once its newest entry has left", () => {
  const window = createSlidingWindow({ count: 3, windowMs: 1_000 });
  window.take(0);
  window.take(500);

  expect(window.isEmptyAt(1_400)).toBe(false);
  expect(window.isEmptyAt(1_500)).toBe(true);
});
