import type { EvaluationOutcome } from "./evaluation.ts";
import type { DrawMark } from "./sampling.ts";
import type { LocalDate } from "./working-day.ts";

export type TaskState = "open" | "scored" | "skipped" | "cancelled";

export type Task = {
  readonly id: string;
  readonly drawId: string | null;
  readonly contactId: string;
  readonly agentId: string;
  readonly scorerId: string;
  readonly policyId: string;
  readonly scorecardId: string;
  readonly mark: DrawMark;
  readonly localDate: LocalDate;
  /** Place in the scorer's queue of that day, from 1. */
  readonly position: number;
  readonly state: TaskState;
  /** The number of accepted evaluations; a press must carry the number that its card was drawn with. */
  readonly revision: number;
  readonly dueAt: Date;
  readonly closedAt: Date | null;
  readonly closedReason: string | null;
  /** The number of cards sent for it, from 1. */
  readonly cardIssue: number;
  readonly cardIssuedAt: Date;
};

export type Evaluation = EvaluationOutcome & {
  readonly id: string;
  readonly taskId: string;
  /** From 1. */
  readonly revision: number;
  readonly isCurrent: boolean;
  readonly contactId: string;
  readonly agentId: string;
  readonly scorerId: string;
  readonly mark: DrawMark;
  readonly policyId: string;
  readonly scorecardId: string;
  readonly scorecardVersion: string;
  readonly localDate: LocalDate;
  /** Turn numbers by section. */
  readonly evidence: Readonly<Record<string, readonly number[]>>;
  readonly comment: string | null;
  readonly scoredAt: Date;
};
