import type { Person } from "#domain/person";
import type { ChatUser } from "#ports/chat";
import type { Answer, BotDeps } from "./bot.ts";

export type Said = { readonly user: ChatUser; readonly person: Person; readonly rest: string };
export type Reply = Pick<Answer, "card" | "refused">;
/** Typed word -> use case. */
export type Command = {
  /** Chinese first, then the English alias. */
  readonly words: readonly string[];
  readonly run: (deps: BotDeps, said: Said) => Promise<Reply>;
};
