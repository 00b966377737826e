import type { Appeal, AppealEvent, AppealRuling } from "#domain/appeal";
import type { LocalDate, LocalMonth } from "#domain/working-day";

export type NewAppeal = Pick<
  Appeal,
  | "id"
  | "target"
  | "ordinal"
  | "firstId"
  | "agentId"
  | "given"
  | "proposed"
  | "reason"
  | "level"
  | "judgeId"
  | "policyId"
  | "filedOn"
  | "windowUntil"
  | "answerBy"
>;
/** What a move changes. */
export type AppealChange = Partial<
  Pick<Appeal, "level" | "judgeId" | "answerBy" | "escalatedAt" | "cardIssue" | "cardIssuedAt">
> & { readonly ruled?: AppealRuling };

export type JudgeLoad = { readonly personId: string; readonly open: number; readonly total: number };
/** Appeals filed in a time, of one scorer or one item; the ruled ones apart. */
export type AppealCount = {
  /** A person's id, an item's id, or a metric's. */
  readonly of: string;
  readonly filed: number;
  readonly ruled: number;
  /** Ruled, and the score was changed. */
  readonly changed: number;
  /** Ruled because nobody answered in time. */
  readonly late: number;
  /** Mean working days from filing to ruling; null: none is ruled. */
  readonly days: number | null;
};
export type AppealCounts = {
  readonly total: Omit<AppealCount, "of">;
  /** Most filed first. */
  readonly byScorer: readonly AppealCount[];
  readonly byItem: readonly AppealCount[];
};

export type AppealStore = {
  /** Adds it with the next free number and its first event. */
  add(appeal: NewAppeal, at: Date): Promise<Appeal>;
  get(id: string): Promise<Appeal | null>;
  byNumber(number: number): Promise<Appeal | null>;
  /** Keeps everybody else from changing it until the transaction ends. */
  lock(id: string): Promise<Appeal | null>;
  /** Keeps everybody else from filing about the same until the transaction ends. */
  lockSubject(subject: string): Promise<void>;
  /** Changes it and writes the event of the new revision. */
  change(
    appeal: Pick<Appeal, "id" | "revision">,
    change: AppealChange,
    event: Omit<AppealEvent, "revision">,
  ): Promise<void>;
  /** A new card for the judge is no change of the appeal. */
  issueCard(id: string, cardIssue: number, at: Date): Promise<void>;
  /** Every hearing about the same, oldest first. */
  ofSubject(subject: string): Promise<readonly Appeal[]>;
  secondOf(id: string): Promise<Appeal | null>;
  /** Newest first. */
  ofAgent(agentId: string, limit: number): Promise<readonly Appeal[]>;
  /** What waits for this judge, the first to be due first. */
  waitingFor(judgeId: string): Promise<readonly Appeal[]>;
  /** Oldest first. */
  open(): Promise<readonly Appeal[]>;
  /** Open ones that could still change this month: about it, or about a score of a contact in it. */
  openInMonth(month: LocalMonth): Promise<number>;
  events(id: string): Promise<readonly AppealEvent[]>;
  judgeLoads(personIds: readonly string[]): Promise<readonly JudgeLoad[]>;
  /** Of those filed on these days. */
  counts(from: LocalDate, to: LocalDate): Promise<AppealCounts>;
};
