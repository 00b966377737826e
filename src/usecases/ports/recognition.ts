import type { BeforeAfter, Effect, Window } from "#domain/effect";
import type { Idea, IdeaEvent } from "#domain/idea";
import type { Person } from "#domain/person";
import type { NewPointEntry, PointEntry, Redemption } from "#domain/points";
import type { LocalDate } from "#domain/working-day";
import type { MeasuredBasis } from "#policy/indicator";

export type NewIdea = Pick<
  Idea,
  "id" | "authorId" | "text" | "links" | "category" | "state" | "policyId" | "reviewerId" | "reviewSince"
>;
/** What a move changes. */
export type IdeaChange = Partial<Omit<Idea, "id" | "number" | "authorId" | "createdAt">> & {
  readonly effect?: Effect;
};

/** An idea with what its cards show. */
export type IdeaInFull = {
  readonly idea: Idea;
  readonly author: Person;
  readonly reviewer: Person | null;
  readonly escalatedTo: Person | null;
  /** Its author and those of what was merged into it, each once, in the order of their ideas. */
  readonly authors: readonly Person[];
  /** Who supports it or what was merged into it, each once, and is none of the authors. */
  readonly supporters: readonly Person[];
  /** Numbers of the ideas that were merged into it, directly or through others. */
  readonly merged: readonly number[];
  /** The idea that stands for this one, at the end of the chain; null when it stands for itself. */
  readonly standsIn: number | null;
  /** Oldest first. */
  readonly events: readonly IdeaEvent[];
  readonly effect: Effect | null;
};
export type ReviewLoad = { readonly personId: string; readonly open: number; readonly total: number };

export type IdeaStore = {
  /** Adds it with the next free number and its first event. */
  add(idea: NewIdea, at: Date): Promise<Idea>;
  byNumber(number: number): Promise<Idea | null>;
  inFull(id: string): Promise<IdeaInFull | null>;
  /** Keeps everybody else from changing the ideas until the transaction ends; always in the same order. */
  lock(ids: readonly string[]): Promise<void>;
  /** Changes it and writes the event of the new revision. */
  change(
    idea: Pick<Idea, "id" | "revision">,
    change: IdeaChange,
    event: Omit<IdeaEvent, "revision">,
  ): Promise<void>;
  /** A new card for the reviewers is no change of the idea. */
  issueCard(id: string, cardIssue: number, at: Date): Promise<void>;
  /** False when this person supported it before. */
  support(ideaId: string, personId: string, at: Date): Promise<boolean>;
  /** Newest first. */
  ofAuthor(personId: string, limit: number): Promise<readonly Idea[]>;
  /** What waits for this person's answer, decision or next step, oldest first. */
  waitingFor(personId: string, limit: number): Promise<readonly Idea[]>;
  /** Ideas in this state, oldest first. */
  inState(state: Idea["state"]): Promise<readonly Idea[]>;
  /** Waiting for a reviewer who has left, oldest first. */
  reviewedByLeavers(): Promise<readonly Idea[]>;
  /** Put into practice on that day or before, and not checked yet. */
  implementedBy(date: LocalDate): Promise<readonly Idea[]>;
  /** Waiting for a reviewer, whose newest card was sent before this instant. */
  cardsIssuedBefore(at: Date): Promise<readonly Idea[]>;
  reviewLoads(personIds: readonly string[]): Promise<readonly ReviewLoad[]>;
  /** By each of the numbers the idea that stands for it: itself, or the one at the end of its chain of merges. */
  standing(numbers: readonly number[]): Promise<ReadonlyMap<number, Idea>>;
  /** Number and text of those beyond that number, or among the given ones, by number. */
  texts(
    after: number,
    among: readonly number[],
    limit: number,
  ): Promise<readonly { readonly number: number; readonly text: string }[]>;
};

export type EffectQuestion = {
  readonly basis: MeasuredBasis;
  /** Measured as the distance from this band instead. */
  readonly band: { readonly from: number; readonly to: number } | null;
  /** Null: everybody, and then there are no others. */
  readonly team: string | null;
  readonly before: Window;
  readonly after: Window;
};
export type EffectSource = {
  /** Summed up by the database over the contacts or evaluations of those days. */
  measure(question: EffectQuestion): Promise<{ readonly own: BeforeAfter; readonly others: BeforeAfter }>;
};

export type PointStore = {
  /** Keeps everybody else from changing this person's points until the transaction ends. */
  lock(personId: string): Promise<void>;
  balance(personId: string): Promise<number>;
  /** Adds each row whose cause is new; answers how many were. */
  add(entries: readonly NewPointEntry[]): Promise<number>;
  get(id: string): Promise<PointEntry | null>;
  byCause(cause: string): Promise<PointEntry | null>;
  /** Newest first. */
  ofPerson(personId: string, limit?: number): Promise<readonly PointEntry[]>;
  /** People with something earned before that instant. */
  earnersBefore(at: Date): Promise<readonly string[]>;
};

export type RedemptionStore = {
  /** Keeps everybody else from asking for this item until the transaction ends. */
  lockItem(itemId: string): Promise<void>;
  add(redemption: Redemption): Promise<void>;
  /** Undecided, whose newest card was sent before this instant, oldest first. */
  cardsIssuedBefore(at: Date): Promise<readonly Redemption[]>;
  /** A new card for the deciders decides nothing. */
  issueCard(id: string, cardIssue: number, at: Date): Promise<void>;
  get(id: string): Promise<Redemption | null>;
  /** The same, and keeps everybody else from deciding it until the transaction ends. */
  lock(id: string): Promise<Redemption | null>;
  decide(
    id: string,
    decision: Pick<Redemption, "state" | "decidedById" | "decidedAt" | "reason">,
  ): Promise<void>;
  /** Asked for or given since then, by item; what was refused is free again. */
  takenSince(at: Date): Promise<ReadonlyMap<string, number>>;
};
