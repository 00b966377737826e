import type { Person } from "#domain/person";
import type { ChatUser, MessageEvent } from "#ports/chat";
import type { Answer, BotDeps } from "./bot.ts";

/** Where and with whose names something was typed. */
export type SaidIn = {
  /** The group; null in private. */
  readonly groupId: string | null;
  readonly mentions: MessageEvent["mentions"];
  /** The platform's key of the message, the same on every redelivery. */
  readonly eventKey: string;
};
export type Said = SaidIn & { readonly user: ChatUser; readonly person: Person; readonly rest: string };
export type Reply = Pick<Answer, "card" | "refused">;
/** Typed word -> use case. */
export type Command = {
  /** Chinese first, then the English alias. */
  readonly words: readonly string[];
  readonly run: (deps: BotDeps, said: Said) => Promise<Reply>;
};
