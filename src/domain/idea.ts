import type { LocalDate } from "./working-day.ts";

export const IDEA_STATES = [
  "new",
  "reviewing",
  "needs-more",
  "adopted",
  "implementing",
  "checking",
  "closed",
  "declined",
  "merged",
] as const;
export type IdeaState = (typeof IDEA_STATES)[number];

/** What a person decides when the effect was looked at. */
export const VERDICTS = ["effective", "not-effective", "cannot-tell"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Among whom the effect is looked for. */
export const IDEA_SCOPES = ["team", "everybody"] as const;
export type IdeaScope = (typeof IDEA_SCOPES)[number];

export type Idea = {
  readonly id: string;
  /** What people call it: #12. */
  readonly number: number;
  readonly authorId: string;
  /** Masked. */
  readonly text: string;
  readonly links: readonly string[];
  /** An id of the policy; null: not chosen yet. */
  readonly category: string | null;
  readonly state: IdeaState;
  /** Counts changes; a press carries the revision that its card was drawn with. */
  readonly revision: number;
  readonly policyId: string;
  readonly reviewerId: string | null;
  readonly escalatedToId: string | null;
  /** When the clock of the answer began; null while nobody has to answer. */
  readonly reviewSince: Date | null;
  readonly mergedIntoId: string | null;
  readonly beforeMerge: IdeaState | null;
  /** Id of an indicator. */
  readonly metric: string | null;
  readonly scope: IdeaScope | null;
  readonly adoptedOn: LocalDate | null;
  readonly startedOn: LocalDate | null;
  readonly implementedOn: LocalDate | null;
  readonly verdict: Verdict | null;
  readonly awardReadyAt: Date | null;
  readonly cardIssue: number;
  readonly cardIssuedAt: Date | null;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
};

/** Everything that can happen to an idea. */
export type IdeaMove =
  | "assign"
  | "hand-over"
  | "categorise"
  | "supplement"
  | "adopt"
  | "decline"
  | "ask"
  | "merge"
  | "unmerge"
  | "escalate"
  | "start"
  | "finish"
  | "check"
  | "judge";

export type IdeaEvent = {
  readonly revision: number;
  readonly at: Date;
  /** Null: the program by itself. */
  readonly byId: string | null;
  readonly did: IdeaMove;
  readonly fromState: IdeaState;
  readonly toState: IdeaState;
  /** What the person wrote, masked. */
  readonly note: string | null;
  readonly detail: Readonly<Record<string, string | number>>;
};
