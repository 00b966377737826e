import { AppError } from "./error.ts";
import { hasRole, type Person, type Role, ROLES } from "./person.ts";

/** Who may do what: the one table. A verb that is not the person's is not even shown in their help. */
export const ALLOWED = {
  "see-own-scores": ["agent"],
  "see-own-tasks": ["supervisor", "inspector", "manager", "trainer"],
  score: ["supervisor", "inspector", "manager", "trainer"],
  "decide-binding": ["manager", "administrator"],
  "bind-group": ["manager", "administrator"],
  "set-consent": ROLES,
  nominate: ROLES,
  "decide-award": ["manager"],
  "mark-paid": ["manager", "hr"],
  "mark-major-case": ["supervisor", "manager"],
  "submit-idea": ROLES,
  // Whose idea it is and who reviews it decides the rest.
  "handle-idea": ROLES,
  "see-own-points": ROLES,
  redeem: ROLES,
  // The catalogue names the role for each thing.
  "decide-redemption": ["supervisor", "inspector", "trainer", "manager", "administrator", "hr"],
  appeal: ["agent"],
  // The policy names the role that hears it; a case names the judge.
  "hear-appeal": ["supervisor", "inspector", "trainer", "manager", "administrator", "hr"],
  // Whose appeal it is, who judges it and whose score it was about decides the rest.
  "open-appeal": ROLES,
  "see-appeal-counts": ["manager"],
  // What is not theirs to read is left out of it.
  "see-board": ROLES,
  // The last word about a month; what it says about people is computed, and nobody's to change.
  "close-month": ["manager"],
  "publish-month": ["manager"],
  "review-month": ["supervisor", "manager"],
  "enter-marks": ["trainer", "manager"],
} as const satisfies Record<string, readonly Role[]>;

export type Verb = keyof typeof ALLOWED;

export function isAllowed(person: Person, verb: Verb): boolean {
  return hasRole(person, ...ALLOWED[verb]);
}

/** @throws AppError `not-allowed` */
export function requireAllowed(person: Person, verb: Verb): void {
  if (isAllowed(person, verb)) return;
  throw new AppError("not-allowed", `${person.employeeNo} may not ${verb}.`, { verb });
}
