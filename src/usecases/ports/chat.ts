import type { Action, Card } from "#cards/card";
import type { Picture } from "./pictures.ts";

export type PlatformName = "lark" | "wecom" | "wechaty";

/** Who a platform says is speaking: a user id that is only meaningful for this app on this platform. */
export type ChatUser = { readonly platform: PlatformName; readonly appId: string; readonly userId: string };

/** Where a message goes: to one person in private or to a group. */
export type Destination =
  { readonly kind: "user"; readonly userId: string } | { readonly kind: "chat"; readonly chatId: string };

type EventBase = {
  readonly platform: PlatformName;
  readonly appId: string;
  /** The platform's key of this event, the same on every redelivery. */
  readonly key: string;
  /** When the platform says that it happened. */
  readonly at: Date;
};

export type MessageEvent = EventBase & {
  readonly kind: "message";
  readonly userId: string;
  readonly chatId: string;
  readonly isGroup: boolean;
  readonly messageId: string;
  /** The words without mention placeholders; empty when the message is no text. */
  readonly text: string;
  readonly isBotMentioned: boolean;
  readonly mentions: readonly { readonly userId: string; readonly name: string }[];
};
export type MenuEvent = EventBase & {
  readonly kind: "menu";
  readonly userId: string;
  readonly menuKey: string;
};
export type ChatEnteredEvent = EventBase & {
  readonly kind: "chat-entered";
  readonly userId: string;
  readonly chatId: string;
};
export type BotMembershipEvent = EventBase & {
  readonly kind: "bot-added" | "bot-removed";
  readonly chatId: string;
  readonly name: string | null;
  readonly userId: string | null;
};
export type CardActionEvent = EventBase & {
  readonly kind: "card-action";
  readonly userId: string;
  readonly chatId: string | null;
  readonly messageId: string;
  readonly action: Action;
  /** What the person filled in; an untouched optional field is absent. Several values are joined by a comma. */
  readonly form: Readonly<Record<string, string>>;
};

/** Everything that arrives from a chat platform, in our words. Plain data: it is stored as JSON in the inbox. */
export type ChatEvent = MessageEvent | MenuEvent | ChatEnteredEvent | BotMembershipEvent | CardActionEvent;

/**
 * Why a platform did not take a message.
 * `retry`: later, not before `afterSeconds`; `holdsUp` says what else would be refused until then: what goes to
 * the same place, or all that the app does in this way. `unreachable`: this person or chat cannot be reached at all.
 * `refused`: this message can never be sent. `unknown`: no answer came, it may or may not have been accepted.
 */
export type DeliveryProblem =
  | {
      readonly kind: "retry";
      readonly code: string;
      readonly reason: string;
      readonly afterSeconds: number | null;
      readonly holdsUp: "destination" | "app";
      /** It does not know a picture of the card that it was once given. */
      readonly isPictureUnknown?: true;
    }
  | { readonly kind: "unreachable"; readonly code: string; readonly reason: string }
  | { readonly kind: "refused"; readonly code: string; readonly reason: string }
  | { readonly kind: "unknown"; readonly code: string; readonly reason: string };

export type Delivery =
  | { readonly delivered: true; readonly messageId: string; readonly chatId: string | null }
  | { readonly delivered: false; readonly problem: DeliveryProblem };

/** A picture that is not there yet has sent nothing: the platform's refusal is about the upload alone. */
export type Upload =
  | { readonly uploaded: true; readonly imageKey: string }
  | { readonly uploaded: false; readonly problem: DeliveryProblem };

export type DirectoryEntry = { readonly email?: string; readonly mobile?: string };

/** The bot's own user id, by which a mention of it is told from one of another bot. */
export type OwnId = {
  /** Null until the platform has told it. */
  known(): string | null;
  /** Asks until it was told once, then remembers. Null: not told now. Never throws. */
  learn(): Promise<string | null>;
};

/** One chat platform, ready to be spoken to. Calls never throw for what the platform answers. */
export type ChatPlatform = {
  readonly name: PlatformName;
  readonly appId: string;
  readonly ownId: OwnId;
  /** How long the platform recognises a repeated send by its idempotency key, in seconds. */
  readonly dedupeSeconds: number;
  readonly limits: {
    readonly perSecond: number;
    readonly perMinute: number;
    readonly perDestinationPerSecond: number;
  };
  send(to: Destination, card: Card, idempotencyKey: string): Promise<Delivery>;
  reply(messageId: string, card: Card, idempotencyKey: string): Promise<Delivery>;
  patch(messageId: string, card: Card): Promise<Delivery>;
  /** Gives the platform a picture, so that cards of this app can show it. */
  upload(picture: Picture): Promise<Upload>;
  /** Looks people up by e-mail or mobile; the answer has one place for each entry, null when nobody was found. */
  lookUp(entries: readonly DirectoryEntry[]): Promise<readonly (string | null)[]>;
  /** The groups that the bot is in. */
  chats(): Promise<readonly { readonly chatId: string; readonly name: string }[]>;
};
