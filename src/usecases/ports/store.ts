import type { Person } from "#domain/person";
import type { LocalDate } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { AppealStore } from "./appeals.ts";
import type { AwardEvidenceSource, AwardStore, MajorCaseStore, NominationStore } from "./awards.ts";
import type { BoardStore } from "./boards.ts";
import type { ChatUser, PlatformName } from "./chat.ts";
import type { ContactStore } from "./contacts.ts";
import type { App, InboxStore, OutboxStore } from "./delivery.ts";
import type { MetricStore } from "./metrics.ts";
import type { PictureStore } from "./pictures.ts";
import type { MonthStore } from "./months.ts";
import type { DrawStore, EvaluationStore, TaskStore } from "./quality.ts";
import type { EffectSource, IdeaStore, PointStore, RedemptionStore } from "./recognition.ts";

/**
 * The durable store. Every method takes and gives domain types. `transaction` is all or nothing; inside one, calling
 * it again joins the open one. Nothing that waits for the network may happen inside.
 */
export type Store = {
  transaction<Result>(work: (store: Store) => Promise<Result>): Promise<Result>;
  /**
   * Runs the work unless somebody else, in this or another process, is inside the same section; then it answers
   * "taken" at once. The section is free again the moment its process dies; when it is free although the work goes on,
   * because the way to the database broke, `lost` is aborted.
   */
  exclusively<Result>(
    section: string,
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<Result | "taken">;
  readonly people: PeopleStore;
  readonly identities: IdentityStore;
  readonly chats: ChatStore;
  readonly consents: ConsentStore;
  readonly contacts: ContactStore;
  readonly policies: PolicyStore;
  readonly draws: DrawStore;
  readonly tasks: TaskStore;
  readonly evaluations: EvaluationStore;
  readonly appeals: AppealStore;
  readonly metrics: MetricStore;
  readonly ideas: IdeaStore;
  readonly effects: EffectSource;
  readonly points: PointStore;
  readonly redemptions: RedemptionStore;
  readonly pictures: PictureStore;
  readonly months: MonthStore;
  readonly nominations: NominationStore;
  readonly awards: AwardStore;
  readonly majorCases: MajorCaseStore;
  readonly awardEvidence: AwardEvidenceSource;
  readonly boards: BoardStore;
  readonly inbox: InboxStore;
  readonly outbox: OutboxStore;
  readonly rhythms: RhythmStore;
  readonly audit: AuditStore;
};

export type NewPerson = Omit<Person, "id">;
export type PeopleStore = {
  get(id: string): Promise<Person | null>;
  many(ids: readonly string[]): Promise<readonly Person[]>;
  byEmployeeNo(employeeNo: string): Promise<Person | null>;
  /** All people, also those who left, by employee number. */
  all(): Promise<readonly Person[]>;
  /** Adds or changes by employee number, in one statement for all. */
  save(people: readonly NewPerson[], at: Date): Promise<readonly Person[]>;
};

export type Identity = ChatUser & {
  readonly personId: string;
  readonly unreachableReason: string | null;
  readonly unreachableAt: Date | null;
};
export type BindRequest = ChatUser & {
  readonly id: string;
  readonly personId: string;
  readonly state: "waiting" | "approved" | "refused";
  readonly createdAt: Date;
};
export type IdentityStore = {
  personOf(user: ChatUser): Promise<Person | null>;
  of(personIds: readonly string[], platform: PlatformName, appId: string): Promise<readonly Identity[]>;
  /** A platform id that belonged to somebody else moves to this person. */
  bind(user: ChatUser, personId: string, at: Date): Promise<void>;
  /** Binds only what nobody holds: false when the platform id or the person is bound already. */
  bindFree(user: ChatUser, personId: string, at: Date): Promise<boolean>;
  /** Active people with e-mail or mobile and no identity for this app, by employee number, those after `after`. */
  unmatched(app: App, page: { readonly after: string; readonly limit: number }): Promise<readonly Person[]>;
  /** Active people with an identity for none of these apps: how many, and the first by employee number. */
  without(
    apps: readonly App[],
    limit: number,
  ): Promise<{ readonly count: number; readonly first: readonly Person[] }>;
  markUnreachable(user: ChatUser, reason: string, at: Date): Promise<void>;
  /** What could not be delivered to them in the last days waits again. */
  markReachable(user: ChatUser, at: Date): Promise<void>;
  unreachable(): Promise<readonly Identity[]>;
  addRequest(request: BindRequest): Promise<void>;
  request(id: string): Promise<BindRequest | null>;
  /** How often this account has asked since then. */
  countRequests(user: ChatUser, since: Date): Promise<number>;
  waitingRequestOf(user: ChatUser): Promise<BindRequest | null>;
  /** False when it was decided before. */
  decideRequest(id: string, state: "approved" | "refused", by: string, at: Date): Promise<boolean>;
};

export type KnownChat = {
  readonly platform: PlatformName;
  readonly appId: string;
  readonly chatId: string;
  readonly name: string | null;
  readonly isBotMember: boolean;
};
export type GroupRef = Pick<KnownChat, "platform" | "appId" | "chatId">;
/** A group in which the boards and the praise of a team are posted; `team` null: of everybody. */
export type BoundGroup = GroupRef & { readonly name: string | null; readonly team: string | null };
export type ChatStore = {
  /** What the group is bound to; null when it is bound to nobody. */
  binding(chat: GroupRef): Promise<BoundGroup | null>;
  bind(
    chat: GroupRef,
    binding: { readonly team: string | null; readonly by: string },
    at: Date,
  ): Promise<void>;
  /** False when it was not bound. */
  unbind(chat: GroupRef): Promise<boolean>;
  /** Groups with the bot in them that are bound to this team, or for null to everybody. */
  boundTo(team: string | null): Promise<readonly BoundGroup[]>;
  /** All groups that are bound and have the bot in them. */
  allBound(): Promise<readonly BoundGroup[]>;

  /** `at`: when it happened on the platform. False: what stands is newer, and nothing was changed. */
  save(chat: KnownChat, at: Date): Promise<boolean>;
  markUnreachable(
    platform: PlatformName,
    appId: string,
    chatId: string,
    reason: string,
    at: Date,
  ): Promise<void>;
};

/** Whether somebody may be named in public; `asked`: they have not answered, which counts as no. */
export type ConsentAnswer = "yes" | "no" | "asked";
export type ConsentStore = {
  /** Those who were never asked are not in it. */
  of(personIds: readonly string[]): Promise<ReadonlyMap<string, ConsentAnswer>>;
  /** Marks them as asked and answers those who had not been. */
  ask(personIds: readonly string[]): Promise<ReadonlySet<string>>;
  answer(personId: string, answer: "yes" | "no", at: Date): Promise<void>;
};

export type PolicyStore = {
  /** Keeps this text of the policy for ever and answers its id; the same text gives the same id. */
  keep(policy: Policy, sha256: string, at: Date): Promise<string>;
  get(id: string): Promise<Policy>;
};

export type RhythmStore = {
  /** True for the one caller that may run this rhythm on this local date. */
  start(rhythm: string, date: LocalDate, at: Date): Promise<boolean>;
  hasRun(rhythm: string, date: LocalDate): Promise<boolean>;
  /** It runs again on every date on which it is due. */
  forget(rhythm: string): Promise<void>;
};

export type AuditEntry = {
  readonly who: string | null;
  readonly did: string;
  readonly what: string;
  readonly detail?: Readonly<Record<string, unknown>>;
};
export type AuditStore = {
  add(entries: readonly AuditEntry[], at: Date): Promise<void>;
  /** How often this was done about it since then. */
  count(entry: Pick<AuditEntry, "did" | "what">, since: Date): Promise<number>;
};
