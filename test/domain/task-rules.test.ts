import { describe, expect, it } from "vitest";
import type { Task } from "#domain/task";
import { admitScoring, aliasOf, correctableUntil, requireOpenFor, taskCardKey } from "#domain/task-rules";
import { aTask } from "../support/builders.ts";

const ZONE = "Asia/Shanghai";
const task = (change: Partial<Task> = {}): Task =>
  aTask({
    id: "018f-beef",
    contactId: "c",
    agentId: "a",
    scorerId: "s",
    policyId: "p",
    ...change,
  });
const press = (change = {}) => ({
  scorerId: "s",
  revision: 0,
  now: new Date("2026-11-20T15:59:59Z"),
  zone: ZONE,
  ...change,
});
const refusal = (code: string, facts = {}) => expect.objectContaining({ code, facts });

describe("a task", () => {
  it("has a key for each card that is sent for it", () => {
    expect([task(), task({ cardIssue: 2 })].map(taskCardKey)).toEqual([
      "task:018f-beef:card:1",
      "task:018f-beef:card:2",
    ]);
  });

  it("names its masked agent by the end of its own id", () => {
    expect(aliasOf(task())).toBe("BEEF");
  });

  it("is open for its scorer only, and only while it is open", () => {
    expect(() => requireOpenFor(task(), "s")).not.toThrow();
    expect(() => requireOpenFor(task(), "x")).toThrow(refusal("wrong-person"));
    expect(() => requireOpenFor(task({ state: "scored" }), "s")).toThrow(
      refusal("closed", { state: "scored" }),
    );
    expect(() => requireOpenFor(task({ state: "skipped" }), "x")).toThrow(refusal("wrong-person"));
  });
});

describe("scoring", () => {
  it("is admitted for an open task that was not scored since its card was drawn", () => {
    expect(() => admitScoring(task(), press(), null)).not.toThrow();
  });

  it.each<[string, Task, object, string, object]>([
    ["somebody else", task(), { scorerId: "x" }, "wrong-person", {}],
    ["a skipped task", task({ state: "skipped" }), {}, "closed", { state: "skipped" }],
    ["a cancelled task", task({ state: "cancelled" }), {}, "closed", { state: "cancelled" }],
    ["a second press", task({ state: "scored", revision: 1 }), {}, "already-done", { what: "score" }],
    ["a card from the future", task(), { revision: 1 }, "bad-input", { what: "card" }],
    ["a card without a number", task(), { revision: Number.NaN }, "bad-input", { what: "card" }],
    ["a card below the first", task(), { revision: -1 }, "bad-input", { what: "card" }],
    [
      "a card between two scores",
      task({ state: "scored", revision: 1 }),
      { revision: 0.5 },
      "bad-input",
      { what: "card" },
    ],
  ])("is refused to %s", (_, given, change, code, facts) => {
    expect(() => admitScoring(given, press(change), null)).toThrow(refusal(code, facts));
  });

  it("may be corrected until the local day of the first score ends", () => {
    const scored = task({ state: "scored", revision: 1 });
    const before = { localDate: "2026-11-20" };
    const midnight = new Date("2026-11-20T16:00:00Z");

    expect(() => admitScoring(scored, press({ revision: 1 }), before)).not.toThrow();
    expect(() => admitScoring(scored, press({ revision: 1, now: midnight }), before)).toThrow(
      refusal("closed", { state: "corrected-late" }),
    );
    expect(correctableUntil("2026-11-20", ZONE)).toEqual(midnight);
  });
});
