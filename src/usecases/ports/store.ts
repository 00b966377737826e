import type { Card } from "#cards/card";
import type { Contact, ContactFacts, Turn } from "#domain/contact";
import type { Person } from "#domain/person";
import type { DrawMark, DrawPlan, FrameEntry } from "#domain/sampling";
import type { Evaluation, Task } from "#domain/task";
import type { LocalDate } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { ChatEvent, ChatUser, PlatformName } from "./chat.ts";

/**
 * The durable store. Every method takes and gives domain types. `transaction` is all or nothing; inside one, calling
 * it again joins the open one. Nothing that waits for the network may happen inside.
 */
export type Store = {
  transaction<Result>(work: (store: Store) => Promise<Result>): Promise<Result>;
  /**
   * Runs the work unless somebody else, in this or another process, is inside the same section; then it answers
   * "taken" at once. The section is free again the moment its process dies.
   */
  exclusively<Result>(
    section: string,
    work: (lost: AbortSignal) => Promise<Result>,
  ): Promise<Result | "taken">;
  readonly people: PeopleStore;
  readonly identities: IdentityStore;
  readonly chats: ChatStore;
  readonly contacts: ContactStore;
  readonly policies: PolicyStore;
  readonly draws: DrawStore;
  readonly tasks: TaskStore;
  readonly evaluations: EvaluationStore;
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
  readonly unreachableReason: string | null;
};
export type ChatStore = {
  /** `at`: when it happened on the platform. What is older than what stands changes nothing. */
  save(chat: Omit<KnownChat, "unreachableReason">, at: Date): Promise<void>;
  markUnreachable(
    platform: PlatformName,
    appId: string,
    chatId: string,
    reason: string,
    at: Date,
  ): Promise<void>;
  all(): Promise<readonly KnownChat[]>;
};

/** A contact on its way in: readable text and, beside it, the masked text. */
export type IncomingContact = ContactFacts & {
  readonly source: string;
  readonly externalId: string;
  readonly agentId: string;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly localDate: LocalDate;
  readonly customer: string | null;
  readonly turns: readonly Turn[];
  readonly maskedTurns: readonly Turn[];
};
export type ImportCounts = {
  readonly imported: number;
  readonly updated: number;
  readonly duplicates: number;
};
export type ContactStore = {
  get(id: string): Promise<Contact | null>;
  many(ids: readonly string[]): Promise<readonly Contact[]>;
  /**
   * Adds what is new; of known (`source`, `externalId`) fills metrics and fields that were empty, and turns unless
   * the contact has been drawn. Set-wise and idempotent.
   */
  import(contacts: readonly IncomingContact[], at: Date): Promise<ImportCounts>;
  /** Never drawn contacts of active agents with at least `minTurns` turns, by agent. */
  frame(from: LocalDate, to: LocalDate, minTurns: number): Promise<readonly FrameEntry[]>;
  markDrawn(ids: readonly string[], at: Date): Promise<void>;
  count(): Promise<number>;
};

export type PolicyStore = {
  /** Keeps this text of the policy for ever and answers its id; the same text gives the same id. */
  keep(policy: Policy, sha256: string, at: Date): Promise<string>;
  get(id: string): Promise<Policy>;
};

export type SeedCommitment = {
  readonly localDate: LocalDate;
  readonly seedHash: string;
  readonly seed: string;
  readonly committedAt: Date;
};
export type Selection = { readonly agentId: string; readonly contactId: string; readonly mark: DrawMark };
export type Draw = {
  readonly id: string;
  readonly localDate: LocalDate;
  readonly policyId: string;
  readonly plan: DrawPlan;
  readonly generator: string;
  readonly generatorVersion: string;
  readonly seed: string;
  readonly seedHash: string;
  readonly committedAt: Date;
  readonly drawnAt: Date;
  readonly frameHash: string;
  readonly frame: readonly FrameEntry[];
  readonly selected: readonly Selection[];
  readonly unassigned: readonly { readonly contactId: string; readonly reason: string }[];
};
export type DrawStore = {
  /** Keeps the first commitment for a date; answers the one that stands. */
  commit(commitment: SeedCommitment): Promise<SeedCommitment>;
  commitment(date: LocalDate): Promise<SeedCommitment | null>;
  add(draw: Draw): Promise<void>;
  get(id: string): Promise<Draw | null>;
  ofDate(date: LocalDate): Promise<Draw | null>;
  /** Whether a draw was made for an earlier date. */
  isAnyBefore(date: LocalDate): Promise<boolean>;
};

export type TaskMove = {
  readonly taskId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly reason: string;
  readonly at: Date;
};
export type DayProgress = { readonly done: number; readonly total: number };
/** A task with what its cards show: read in one statement, because whoever pressed is waiting. */
export type TaskInFull = {
  readonly task: Task;
  readonly contact: Contact;
  readonly agent: Person;
  /** Of the task's scorer on the task's day. */
  readonly progress: DayProgress;
};
export type TaskStore = {
  add(tasks: readonly Task[], at: Date): Promise<void>;
  get(id: string): Promise<Task | null>;
  /** Null also when its contact or its agent is gone. */
  inFull(id: string): Promise<TaskInFull | null>;
  /** The same, and keeps everybody else from changing the task until the transaction ends. */
  lock(id: string): Promise<TaskInFull | null>;
  change(id: string, change: Partial<Omit<Task, "id">>): Promise<void>;
  move(move: TaskMove & { readonly position: number }): Promise<void>;
  openOf(scorerId: string): Promise<readonly Task[]>;
  /** A scorer's tasks of that local date, in queue order. */
  ofDay(scorerId: string, date: LocalDate): Promise<readonly Task[]>;
  /** Everybody's tasks of that local date. */
  allOfDay(date: LocalDate): Promise<readonly Task[]>;
  /** Open tasks that are due at or before this instant. */
  openDueBy(at: Date): Promise<readonly Task[]>;
  /** Open tasks whose newest card was sent before this instant. */
  openIssuedBefore(at: Date): Promise<readonly Task[]>;
  progress(scorerId: string, date: LocalDate): Promise<DayProgress>;
  ofDraw(drawId: string): Promise<readonly Task[]>;
};

export type EvaluationStore = {
  /** Adds it as the current one of its task, which is scored from then on. */
  add(evaluation: Evaluation): Promise<void>;
  get(id: string): Promise<Evaluation | null>;
  current(taskId: string): Promise<Evaluation | null>;
  /** Current evaluations of an agent from this local date on, newest first. */
  ofAgent(agentId: string, from: LocalDate): Promise<readonly Evaluation[]>;
};

export type InboxEntry = { readonly key: string; readonly event: ChatEvent };
export type WaitingEvent = {
  readonly id: string;
  readonly event: ChatEvent;
  readonly attempts: number;
  readonly receivedAt: Date;
  /** Whose platform id it carries; null when that is bound to nobody or the event has none. */
  readonly sender: Person | null;
};
export type InboxStore = {
  /** Keeps what is new and answers the keys that were; one statement for all. */
  add(entries: readonly InboxEntry[], at: Date): Promise<Set<string>>;
  /** Ids of unhandled events that are due, oldest first; presses only when they were kept before that instant. */
  due(
    when: { readonly at: Date; readonly pressesKeptBefore: Date },
    limit: number,
  ): Promise<readonly string[]>;
  /**
   * Takes an unhandled event and marks it handled, which a failing transaction undoes; null when it is handled or
   * somebody else has it. What people wrote (`form`, `text`) is handed out and not kept beyond that.
   */
  take(ref: { readonly id: string } | { readonly key: string }, at: Date): Promise<WaitingEvent | null>;
  /** Whether the card with this press was pressed again after it. */
  isPressedAgain(press: { readonly id: string; readonly messageId: string }): Promise<boolean>;
  /** A failed try: due again at `dueAt`, or never when it is null. */
  failed(id: string, reason: string, dueAt: Date | null): Promise<void>;
  removeBefore(at: Date): Promise<number>;
  countByState(): Promise<Readonly<Record<string, number>>>;
};

export type OutboxState =
  "waiting" | "sending" | "sent" | "dead" | "uncertain" | "unreachable" | "superseded";
/** Where an outbox message goes. `person` is resolved to the platform's id when it is sent. */
export type Addressee =
  | { readonly person: string }
  | { readonly user: ChatUser }
  | { readonly chat: { readonly platform: PlatformName; readonly appId: string; readonly chatId: string } }
  /** The message with this outbox key is replaced by the new card. */
  | { readonly patchOf: string }
  | {
      readonly replyTo: {
        readonly platform: PlatformName;
        readonly appId: string;
        readonly messageId: string;
      };
    };
export type NewOutboxMessage = {
  /** Business key: a second message with the same key is not added. */
  readonly key: string;
  readonly to: Addressee;
  readonly card: Card;
  /** Not before this instant; absent: at once. */
  readonly dueAt?: Date;
};
export type OutboxMessage = {
  readonly id: string;
  readonly key: string;
  readonly platform: PlatformName;
  readonly appId: string;
  readonly verb: "send" | "reply" | "patch";
  readonly destination: { readonly kind: "user" | "chat"; readonly id: string } | null;
  readonly personId: string | null;
  readonly card: Card;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly firstTriedAt: Date | null;
  /** When the first try began that got no answer: the platform may have it since then. */
  readonly mayHaveArrivedAt: Date | null;
  /** For a patch or a reply: the platform's id of the message meant. */
  readonly aboutMessageId: string | null;
  /** Why this person or chat could not be reached the last time, if that was less than a day ago. */
  readonly unreachableReason: string | null;
  /** It could not be reached some time before. */
  readonly wasUnreachable: boolean;
};
/** What became of one try: the one that `attempts` counted. Another process may be at a later one by now. */
export type OutboxOutcome = {
  readonly id: string;
  readonly attempts: number;
  readonly state: OutboxState;
  readonly dueAt?: Date;
  readonly platformMessageId?: string;
  readonly platformChatId?: string | null;
  readonly mayHaveArrived?: boolean;
  /** It was put back before anything was sent: no try. */
  readonly isUntried?: boolean;
  readonly code?: string;
  readonly reason?: string;
};
export type App = { readonly platform: PlatformName; readonly appId: string };
export type OutboxStore = {
  /** Adds each message whose key is new. Older patches of the same message are not taken any more. */
  add(messages: readonly NewOutboxMessage[], at: Date): Promise<void>;
  /**
   * Due messages of these apps, oldest first, marked `sending` with this try counted. People are resolved to their
   * identity now; who has none yet waits. A patch waits for its message to be sent, and for an older patch in flight.
   */
  take(apps: readonly App[], at: Date, limit: number): Promise<readonly OutboxMessage[]>;
  /**
   * Puts back what a dead process left in `sending`, as tries without an answer. Only inside the delivery section,
   * where nobody else can be sending.
   */
  recoverInterrupted(at: Date): Promise<number>;
  /**
   * Patches of messages that will never be sent become `superseded`; what waits for somebody whose account nobody has
   * bound since `boundSince` is dead.
   */
  dropHopeless(at: Date, boundSince: Date): Promise<number>;
  settle(outcomes: readonly OutboxOutcome[], at: Date): Promise<void>;
  /** Takes back the patches that still wait for a message: it shows something newer that is being filled in. */
  withdrawPatches(platformMessageId: string, at: Date): Promise<void>;
  /** Tries since then, to rebuild the rate windows: an entry for each, with its verb and its destination. */
  triesSince(
    at: Date,
  ): Promise<readonly { readonly verb: string; readonly destination: string; readonly at: Date }[]>;
  /** The outbox key of a message that stands in a chat. */
  keyOfMessage(platformMessageId: string): Promise<string | null>;
  /** The earliest instant after this one at which a waiting message is due; null when there is none. */
  nextDueAfter(at: Date): Promise<Date | null>;
  /** Messages of these apps that could be taken now. */
  countDue(apps: readonly App[], at: Date): Promise<number>;
  countByState(): Promise<Readonly<Record<string, number>>>;
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
