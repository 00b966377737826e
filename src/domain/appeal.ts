import type { LocalDate, LocalMonth } from "./working-day.ts";

/** `first`: with a judge. `escalated`: nobody could hear it, or it was late once. `second`: asked for after a ruling. */
export const APPEAL_LEVELS = ["first", "escalated", "second"] as const;
export type AppealLevel = (typeof APPEAL_LEVELS)[number];

/** The given score stays, the proposed one stands, or a third one. */
export const RULINGS = ["keep", "proposed", "other"] as const;
export type Ruling = (typeof RULINGS)[number];

/** A rating of an item (null: not applicable), or a figure in its unit (null: not measured). */
export type AppealValue = number | null;

/** What is appealed against: an item of an evaluation, or a figure of one's own month. */
export type AppealTarget =
  | {
      readonly about: "evaluation";
      readonly taskId: string;
      /** The revision that stood when the appeal was filed. */
      readonly evaluationId: string;
      readonly scorerId: string;
      readonly itemId: string;
    }
  | {
      readonly about: "month";
      readonly month: LocalMonth;
      /** Id of an indicator or of a part. */
      readonly metric: string;
    };

/** One hearing. */
export type Appeal = {
  readonly id: string;
  /** What people call it: #12. */
  readonly number: number;
  readonly target: AppealTarget;
  /** Which appeal about the same subject this is, from 1. */
  readonly ordinal: number;
  /** The first hearing, when this is the second. */
  readonly firstId: string | null;
  readonly agentId: string;
  readonly given: AppealValue;
  readonly proposed: AppealValue;
  /** Masked. */
  readonly reason: string;
  readonly level: AppealLevel;
  /** Null: nobody can hear it at the moment. */
  readonly judgeId: string | null;
  /** Counts changes; a press carries the revision that its card was drawn with. */
  readonly revision: number;
  readonly policyId: string;
  readonly filedOn: LocalDate;
  /** The last day on which it could be filed. */
  readonly windowUntil: LocalDate;
  /** The last day for the ruling. */
  readonly answerBy: LocalDate;
  readonly filedAt: Date;
  readonly escalatedAt: Date | null;
  readonly cardIssue: number;
  readonly cardIssuedAt: Date;
  /** Null while it is open. */
  readonly ruled: AppealRuling | null;
};

export type AppealRuling = {
  readonly ruling: Ruling;
  readonly value: AppealValue;
  /** Masked; null when it was ruled by lateness. */
  readonly reason: string | null;
  /** Null: nobody ruled in time, so it was ruled for the agent. */
  readonly byId: string | null;
  readonly at: Date;
  readonly on: LocalDate;
  /** Working days from the filing to the ruling. */
  readonly workingDays: number;
  /** The evaluation that the ruling wrote; null when nothing changed. */
  readonly evaluationId: string | null;
};

export type AppealMove = "file" | "assign" | "escalate" | "rule" | "rule-late";
export type AppealEvent = {
  readonly revision: number;
  readonly at: Date;
  /** Null: the program by itself. */
  readonly byId: string | null;
  readonly did: AppealMove;
  readonly level: AppealLevel;
  readonly judgeId: string | null;
  readonly note: string | null;
};

/** What may be appealed so many times: all items of an evaluation together, or one figure of a person's month. */
export const evaluationSubject = (taskId: string): string => `evaluation:${taskId}`;
export const monthSubject = (month: LocalMonth, agentId: string, metric: string): string =>
  `month:${month}:${agentId}:${metric}`;

export const subjectOf = (target: AppealTarget, agentId: string): string =>
  target.about === "evaluation"
    ? evaluationSubject(target.taskId)
    : monthSubject(target.month, agentId, target.metric);
