import { describe, expect, test } from "vitest";
import { AppError } from "#domain/error";
import { outcomeOf, retryDelayMilliseconds } from "#jobs/outcome";

describe("outcomeOf", () => {
  test.each([
    [new AppError("already-done", "twice"), "stop"],
    [new AppError("busy", "another holds it"), "retry"],
    [new AppError("unavailable", "no answer"), "retry"],
    [new TypeError("a bug"), "retry"],
    ["not even an error", "retry"],
  ])("of %s is %s", (thrown, expected) => {
    const outcome = outcomeOf(thrown);

    expect(outcome).toBe(expected);
  });
});

describe("retryDelayMilliseconds", () => {
  test("doubles from the base", () => {
    const delays = [1, 2, 3, 4].map((failures) => retryDelayMilliseconds(1_000, failures, 1));

    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  test("spreads over the upper half", () => {
    const [shortest, middle] = [0, 0.5].map((chance) => retryDelayMilliseconds(1_000, 1, chance));

    expect([shortest, middle]).toEqual([500, 750]);
  });

  test("never passes five minutes", () => {
    const delay = retryDelayMilliseconds(1_000, 5_000, 1);

    expect(delay).toBe(300_000);
  });
});
