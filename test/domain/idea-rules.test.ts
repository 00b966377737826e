import { describe, expect, it } from "vitest";
import type { Idea, IdeaMove, IdeaState } from "#domain/idea";
import {
  admitIdeaMove,
  answerClock,
  chooseReviewer,
  effectDueOn,
  requireDay,
  requireMergeable,
} from "#domain/idea-rules";
import { anIdea } from "../cards/idea-facts.ts";

const REVIEWER = "reviewer";
const AUTHOR = "author";
const ALL: readonly IdeaState[] = [
  "new",
  "reviewing",
  "needs-more",
  "adopted",
  "implementing",
  "checking",
  "closed",
  "declined",
  "merged",
];

const by = (idea: Partial<Idea>, move: IdeaMove, byId: string | null, revision?: number) =>
  admitIdeaMove(anIdea(idea), { move, byId, ...(revision !== undefined && { revision }) });

describe("an idea goes its way", () => {
  it.each([
    ["new", "assign", null, "reviewing"],
    ["reviewing", "adopt", REVIEWER, "adopted"],
    ["reviewing", "decline", REVIEWER, "declined"],
    ["needs-more", "decline", REVIEWER, "declined"],
    ["reviewing", "ask", REVIEWER, "needs-more"],
    ["needs-more", "supplement", AUTHOR, "reviewing"],
    ["reviewing", "supplement", AUTHOR, "reviewing"],
    ["reviewing", "merge", REVIEWER, "merged"],
    ["reviewing", "merge", AUTHOR, "merged"],
    ["adopted", "start", REVIEWER, "implementing"],
    ["implementing", "finish", REVIEWER, "implementing"],
    ["implementing", "check", null, "checking"],
    ["checking", "judge", REVIEWER, "closed"],
  ] as const)("from %s by %s of %s to %s", (state, move, who, to) => {
    expect(by({ state }, move, who)).toBe(to);
  });

  it("and back to what it was before a merge", () => {
    expect(by({ state: "merged", beforeMerge: "needs-more" }, "unmerge", AUTHOR)).toBe("needs-more");
  });

  it("with the manager to whom it moved up beside the reviewer", () => {
    expect(by({ escalatedToId: "manager" }, "adopt", "manager")).toBe("adopted");
    expect(by({ escalatedToId: "manager" }, "adopt", REVIEWER)).toBe("adopted");
  });
});

describe("an idea does not go", () => {
  it.each(ALL.filter((state) => state !== "reviewing"))("from %s to adopted", (state) => {
    expect(() => by({ state }, "adopt", REVIEWER)).toThrow(expect.objectContaining({ code: "closed" }));
  });

  it("into practice twice", () => {
    expect(() => by({ state: "implementing", implementedOn: "2026-11-20" }, "finish", REVIEWER)).toThrow(
      expect.objectContaining({ code: "closed" }),
    );
  });

  it.each([
    ["adopt", AUTHOR],
    ["adopt", "somebody"],
    ["adopt", null],
    ["supplement", REVIEWER],
    ["merge", "somebody"],
    ["check", REVIEWER],
  ] as const)("by %s of %s", (move, who) => {
    expect(() => by({}, move, who)).toThrow(expect.objectContaining({ code: "wrong-person" }));
  });

  it("by a card that was drawn before the last change", () => {
    expect(() => by({ revision: 2 }, "adopt", REVIEWER, 1)).toThrow(
      expect.objectContaining({ code: "already-done" }),
    );
  });

  it.each([3, -1, 0.5, Number.NaN])("by a card with a revision that no card had: %s", (revision) => {
    expect(() => by({ revision: 2 }, "adopt", REVIEWER, revision)).toThrow(
      expect.objectContaining({ code: "bad-input" }),
    );
  });
});

describe("a merge", () => {
  it("is never into itself", () => {
    expect(() => requireMergeable(anIdea(), anIdea())).toThrow(
      expect.objectContaining({ code: "bad-input" }),
    );
  });

  it.each(["closed", "declined", "merged"] as const)("is never into one that is %s", (state) => {
    expect(() => requireMergeable(anIdea(), anIdea({ id: "other", state }))).toThrow(
      expect.objectContaining({ code: "closed" }),
    );
  });
});

describe("the clock of an answer", () => {
  const weekdays = {
    isWorkingDay: (date: string) => ![0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay()),
  };
  const days = { remindAfterWorkingDays: 3, answerWithinWorkingDays: 5 };

  it("counts working days of the policy's zone", () => {
    // Friday, 01:00 in Shanghai; in UTC it is still Thursday.
    const clock = answerClock(new Date("2026-11-19T17:00:00Z"), days, weekdays, "Asia/Shanghai");

    expect(clock).toEqual({ remindOn: "2026-11-25", answerBy: "2026-11-27" });
  });
});

it("an effect is looked at on the morning after the days to be compared", () => {
  expect(effectDueOn("2026-11-20", 30)).toBe("2026-12-21");
});

describe("a reviewer is chosen", () => {
  const load = (personId: string, open: number, total: number) => ({ personId, open, total });

  it("by who has the fewest open, then by who has had the fewest", () => {
    expect(chooseReviewer([load("a", 2, 2), load("b", 1, 9), load("c", 1, 3)], ["x"])).toBe("c");
  });

  it("and is never the author", () => {
    expect(chooseReviewer([load("a", 0, 0), load("b", 5, 5)], ["a"])).toBe("b");
    expect(chooseReviewer([load("a", 0, 0)], ["a"])).toBeNull();
  });
});

it("a day lies between its limits, both included", () => {
  expect(() => requireDay("2026-11-20", "2026-11-20", "2026-11-20")).not.toThrow();
  expect(() => requireDay("2026-11-21", "2026-11-01", "2026-11-20")).toThrow(
    expect.objectContaining({ facts: expect.objectContaining({ from: "2026-11-01", to: "2026-11-20" }) }),
  );
});
