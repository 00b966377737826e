import type { Card } from "#cards/card";
import type { Person } from "#domain/person";
import type { ChatEvent, ChatUser, PlatformName } from "./chat.ts";

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
  /**
   * Keeps what is new and answers the keys that were; one statement for all.
   * @throws AppError `bad-input` for what cannot be stored; nothing of the others is then.
   */
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
  /** Of those that came since then, or of all. */
  countByState(since?: Date): Promise<Readonly<Record<string, number>>>;
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
  /** Whether there is a message with this key, whatever became of it. */
  has(key: string): Promise<boolean>;
  /**
   * Due messages of these apps, oldest first, marked `sending` with this try counted. People are resolved to their
   * identity now; who has none yet waits. A patch waits for its message to be sent, and for an older patch in flight;
   * anything else waits while an earlier message to the same destination is in flight, or was put back until later.
   */
  take(
    apps: readonly App[],
    at: Date,
    limit: number,
    /** Platform ids of people and chats to which nothing more may go at the moment. */
    resting?: readonly string[],
  ): Promise<readonly OutboxMessage[]>;
  /**
   * Puts back what a dead process left in `sending`, as tries without an answer. Only inside the delivery section,
   * where nobody else can be sending.
   */
  recoverInterrupted(at: Date): Promise<number>;
  /**
   * Patches of messages that will never be sent become `superseded`. What waits since before `hopelessSince` for
   * somebody who has no account in these apps, or for a message that nobody knows, is dead.
   */
  dropHopeless(apps: readonly App[], at: Date, hopelessSince: Date): Promise<number>;
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
  /** Of those that were written since then, or of all. */
  countByState(since?: Date): Promise<Readonly<Record<string, number>>>;
};
