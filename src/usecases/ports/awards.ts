import type { Award, AwardState, AwardWinner } from "#domain/award";
import type { Span } from "#domain/award-period";
import type { Sample } from "#domain/effect";
import type { Nomination, NominationsBefore } from "#domain/nomination";
import type { Person } from "#domain/person";
import type { LocalDate, LocalMonth } from "#domain/working-day";

export type NominationStore = {
  /** Keeps this person from nominating anybody else until the transaction ends. */
  lock(nominatorId: string): Promise<void>;
  /** Of the month so far: the highest turns that were taken. */
  before(period: LocalMonth, nominatorId: string, nomineeId: string): Promise<NominationsBefore>;
  add(nomination: Omit<Nomination, "state">): Promise<void>;
  get(id: string): Promise<Nomination | null>;
  /** Of these months, for one award or for all, oldest first. */
  ofMonths(from: LocalMonth, to: LocalMonth, award?: string): Promise<readonly Nomination[]>;
  /** What has become of the nominations for an award; null opens them again. */
  settle(
    of: { readonly award: string; readonly from: LocalMonth; readonly to: LocalMonth },
    wonBy: readonly string[] | null,
  ): Promise<void>;
};

export type NewAward = Pick<Award, "id" | "award" | "period" | "policyId" | "announceBy" | "shortlistedAt">;
export type AwardChange = Partial<
  Omit<
    Award,
    | "id"
    | "award"
    | "period"
    | "policyId"
    | "revision"
    | "announceBy"
    | "shortlistedAt"
    | "cardIssue"
    | "cardIssuedAt"
  >
>;
export type WonAward = { readonly award: Award; readonly winner: AwardWinner };
/** What a certificate says, and who got it. */
export type Certificate = WonAward & { readonly person: Person | null };

export type AwardStore = {
  /** The decision about this award and period, opened if nobody has; `isNew` for the one who did. */
  open(award: NewAward): Promise<{ readonly award: Award; readonly isNew: boolean }>;
  get(id: string): Promise<Award | null>;
  find(award: string, period: string): Promise<Award | null>;
  /** The same, and keeps everybody else from changing it until the transaction ends. */
  lock(id: string): Promise<Award | null>;
  /** Changes it and counts the revision up. */
  change(award: Pick<Award, "id" | "revision">, change: AwardChange): Promise<void>;
  /** Managers got cards that count so; what is pressed does not change. */
  issueCards(id: string, cardIssue: number, at: Date): Promise<void>;
  /** In these states, oldest first. */
  inState(...states: readonly AwardState[]): Promise<readonly Award[]>;
  winners(awardId: string): Promise<readonly AwardWinner[]>;
  addWinners(winners: readonly AwardWinner[]): Promise<void>;
  removeWinners(awardId: string): Promise<void>;
  /** The certificates as the post shows them, by winner. */
  setPictures(pictures: ReadonlyMap<string, string>): Promise<void>;
  winner(id: string): Promise<AwardWinner | null>;
  lockWinner(id: string): Promise<AwardWinner | null>;
  markPaid(
    id: string,
    mark: Required<Pick<AwardWinner, "amountFen" | "paidMarkedById" | "paidMarkedAt">>,
  ): Promise<void>;
  /** What somebody has won and was announced, newest first. */
  wonBy(personId: string): Promise<readonly WonAward[]>;
  /** Ideas that this award was decided for, whatever the decision. */
  ideasDecided(award: string): Promise<ReadonlySet<number>>;
  /** An announced award by its certificate; null for a number that nobody has. */
  certificate(number: string): Promise<Certificate | null>;
};

export type MajorCase = {
  readonly id: string;
  readonly contactId: string;
  readonly handledById: string;
  readonly markedById: string;
  readonly resolvedOn: LocalDate;
  /** Masked. */
  readonly note: string;
  readonly at: Date;
};
export type MajorCaseStore = {
  /** False when this contact was marked before. */
  add(found: MajorCase): Promise<boolean>;
  ofContact(contactId: string): Promise<MajorCase | null>;
  /** Resolved on these days, oldest first. */
  resolvedWithin(span: Span): Promise<readonly MajorCase[]>;
};

export type AwardIdea = {
  readonly number: number;
  /** Of it and of what was merged into it. */
  readonly authorIds: readonly string[];
  readonly category: string | null;
  readonly supporters: number;
  readonly verdict: string | null;
};
/** What is stored about those who can get an award, summed up by the database. */
export type AwardEvidenceSource = {
  /** Current random evaluations of contacts of those days, by agent. */
  scores(span: Span): Promise<ReadonlyMap<string, Sample>>;
  /** The same, each agent with days of their own. */
  scoresWithin(
    spans: readonly (Span & { readonly personId: string })[],
  ): Promise<ReadonlyMap<string, Sample>>;
  /** Adopted on those days, and neither declined nor merged since. */
  adoptedIdeas(span: Span): Promise<readonly AwardIdea[]>;
  /** Ready for an award since the first instant and before the second. */
  readyIdeas(from: Date, before: Date): Promise<readonly AwardIdea[]>;
  /** Whether there was anything on those days that an award could be given for. */
  hasAny(span: Span, zone: string): Promise<boolean>;
  /** Ids of the contacts that other programs call so, whatever the source. */
  contactsCalled(externalId: string): Promise<readonly string[]>;
};
