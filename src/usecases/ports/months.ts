import type { MonthClose, MonthOutcome, MonthRemark, MonthResult, MonthReview } from "#domain/month-result";
import type { LocalMonth } from "#domain/working-day";

export type NewMonthClose = Omit<MonthClose, "revision" | "cardIssue" | "cardIssuedAt"> & {
  /** When the cards of a draft went out. */
  readonly cardIssuedAt?: Date | null;
};
export type Correction = { readonly month: LocalMonth; readonly personId: string; readonly cause: string };
export type WaitingCorrection = Correction & { readonly id: string };
export type PersonsMonth = { readonly close: MonthClose; readonly result: MonthResult };

/** Closed months, in versions. What "stands" is what people were told: the published or the final version. */
export type MonthStore = {
  /** Keeps everybody else from changing this month until the transaction ends. */
  lock(month: LocalMonth): Promise<void>;
  /** The newest version, whatever its state: a draft too. */
  latest(month: LocalMonth): Promise<MonthClose | null>;
  /** The published or final version; null while there is none. */
  standing(month: LocalMonth): Promise<MonthClose | null>;
  version(id: string): Promise<MonthClose | null>;
  /** Oldest first. */
  versions(month: LocalMonth): Promise<readonly MonthClose[]>;
  /** Drafts whose cards were sent before this instant. */
  draftsIssuedBefore(at: Date): Promise<readonly MonthClose[]>;
  /** The newest month with a draft; null when there is none. */
  newestDraft(): Promise<MonthClose | null>;
  /** The newest standing month at all. */
  newestStanding(): Promise<MonthClose | null>;
  /** Standing versions of these months, oldest month first. */
  standingBetween(from: LocalMonth, to: LocalMonth): Promise<readonly MonthClose[]>;
  /** Published, with the last day for appeals before this local date. */
  publishedBefore(date: string): Promise<readonly MonthClose[]>;
  /** Results of the standing version, by employee number; none while there is none. */
  results(month: LocalMonth): Promise<readonly MonthResult[]>;
  /** Results of one version, by employee number. */
  resultsOf(closeId: string): Promise<readonly MonthResult[]>;
  /** The same of those whom this supervisor reviews. */
  resultsFor(closeId: string, reviewerId: string): Promise<readonly MonthResult[]>;
  /** How everybody came out in one version, by employee number: a small part of what `resultsOf` reads. */
  outcomes(closeId: string): Promise<readonly MonthOutcome[]>;
  /** Whether any contact or imported value of the month is there: without it nobody need be asked to close it. */
  isAnythingMeasured(month: LocalMonth): Promise<boolean>;
  resultOf(closeId: string, personId: string): Promise<MonthResult | null>;
  /** When a person was first told a result of this month; null while it is held. */
  toldAt(month: LocalMonth, personId: string): Promise<Date | null>;
  /** A person's results in standing versions, newest month first. */
  ofPerson(personId: string, limit: number): Promise<readonly PersonsMonth[]>;
  /** Adds a version with its results and an open review for each supervisor. */
  add(close: NewMonthClose, results: readonly MonthResult[], supervisorIds: readonly string[]): Promise<void>;
  change(
    id: string,
    change: Partial<
      Pick<
        MonthClose,
        | "state"
        | "publishedById"
        | "publishedAt"
        | "appealUntil"
        | "finalAt"
        | "revision"
        | "cardIssue"
        | "cardIssuedAt"
      >
    >,
  ): Promise<void>;
  /** Sets results of a draft aside. */
  hold(
    closeId: string,
    holds: readonly { readonly personId: string; readonly reason: string }[],
  ): Promise<void>;
  reviews(closeId: string): Promise<readonly MonthReview[]>;
  changeReview(
    closeId: string,
    supervisorId: string,
    change: Partial<Omit<MonthReview, "supervisorId">>,
  ): Promise<void>;
  /** By employee number of whom they are about. */
  remarks(closeId: string): Promise<readonly MonthRemark[]>;
  /** The newest word about a person stands. */
  saveRemarks(closeId: string, remarks: readonly MonthRemark[]): Promise<void>;
  /** False when this cause has asked before: once for each. */
  requestCorrection(correction: Correction, at: Date): Promise<boolean>;
  /** Oldest first; of one month or of all. */
  waitingCorrections(month?: LocalMonth): Promise<readonly WaitingCorrection[]>;
  markApplied(ids: readonly string[], version: number): Promise<void>;
};
