import { describe, expect, it } from "vitest";
import { ALLOWED, isAllowed, requireAllowed, type Verb } from "#domain/permission";
import { ROLES, type Role } from "#domain/person";
import { aPerson } from "../support/builders.ts";

const holding = (...roles: Role[]) => ({ id: "p", ...aPerson({ employeeNo: "1", roles }) });
const whoMay = (verb: Verb): Role[] => ROLES.filter((role) => isAllowed(holding(role), verb));

describe("the table of who may do what", () => {
  it.each<[Verb, Role[]]>([
    ["see-own-scores", ["agent"]],
    ["see-own-tasks", ["supervisor", "inspector", "trainer", "manager"]],
    ["score", ["supervisor", "inspector", "trainer", "manager"]],
    ["decide-binding", ["manager", "administrator"]],
    ["bind-group", ["manager", "administrator"]],
    ["set-consent", [...ROLES]],
    ["submit-idea", [...ROLES]],
    ["handle-idea", [...ROLES]],
    ["see-own-points", [...ROLES]],
    ["redeem", [...ROLES]],
    ["decide-redemption", ROLES.filter((role) => role !== "agent")],
    ["appeal", ["agent"]],
    ["hear-appeal", ROLES.filter((role) => role !== "agent")],
    ["open-appeal", [...ROLES]],
    ["see-appeal-counts", ["manager"]],
    ["see-board", [...ROLES]],
    ["close-month", ["manager"]],
    ["publish-month", ["manager"]],
    ["review-month", ["supervisor", "manager"]],
    ["enter-marks", ["trainer", "manager"]],
    ["nominate", [...ROLES]],
    ["decide-award", ["manager"]],
    ["mark-paid", ["manager", "hr"]],
    ["mark-major-case", ["supervisor", "manager"]],
  ])("lets %s be done by %j and nobody else", (verb, roles) => {
    expect(whoMay(verb)).toEqual(roles);
  });

  it("is tested verb by verb", () => {
    expect(Object.keys(ALLOWED).sort()).toEqual([
      "appeal",
      "bind-group",
      "close-month",
      "decide-award",
      "decide-binding",
      "decide-redemption",
      "enter-marks",
      "handle-idea",
      "hear-appeal",
      "mark-major-case",
      "mark-paid",
      "nominate",
      "open-appeal",
      "publish-month",
      "redeem",
      "review-month",
      "score",
      "see-appeal-counts",
      "see-board",
      "see-own-points",
      "see-own-scores",
      "see-own-tasks",
      "set-consent",
      "submit-idea",
    ]);
  });

  it("asks for one role of several", () => {
    expect(isAllowed(holding("hr", "inspector"), "score")).toBe(true);
    expect(isAllowed(holding(), "score")).toBe(false);
  });

  it("lets nobody do anything who has left", () => {
    expect(isAllowed({ ...holding("manager"), status: "left" }, "score")).toBe(false);
  });

  it("refuses with the verb, for the words that are said", () => {
    expect(() => requireAllowed(holding("hr"), "score")).toThrow(
      expect.objectContaining({ code: "not-allowed", facts: { verb: "score" } }),
    );
    expect(() => requireAllowed(holding("manager"), "score")).not.toThrow();
  });
});
