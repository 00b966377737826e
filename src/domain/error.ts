/**
 * The closed list of reasons for which a rule or an entrance may refuse. Each entrance has one table from code
 * to status (HTTP), words (people) or retry (jobs).
 */
export const ERROR_CODES = [
  "bad-input",
  "not-found",
  "not-allowed",
  "unknown-person",
  "wrong-person",
  "already-done",
  "closed",
  "missing-item",
  "outside-scale",
  "bad-turn-number",
  "policy-invalid",
  "setting-missing",
  "busy",
  "unavailable",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Facts that the words for a person are made of: names of items, limits, numbers. Never customer text. */
export type ErrorFacts = Readonly<Record<string, string | number>>;

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.facts = facts;
  }
}
