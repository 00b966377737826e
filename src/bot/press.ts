import { AppError } from "#domain/error";
import type { Verb } from "#domain/permission";
import type { Person } from "#domain/person";
import type { CardActionEvent } from "#ports/chat";
import type { Answer, BotDeps } from "./bot.ts";

export type Press = { readonly event: CardActionEvent; readonly person: Person };
export type PressHandler = {
  readonly verb: Verb;
  readonly run: (deps: BotDeps, press: Press) => Promise<Answer>;
};
/** Card button -> use case. */
export type PressTable = Readonly<Record<string, PressHandler>>;

/** NaN, which no rule admits, when there is none: `Number("")` would pass for a card's first revision. */
export function revisionIn(event: CardActionEvent): number {
  const revision = wordIn(event, "revision");
  return /^\d+$/.test(revision) ? Number(revision) : Number.NaN;
}

/** Ids are UUIDs; anything else was never on a card of ours. @throws AppError `not-found` */
export function idIn(event: CardActionEvent, field: string): string {
  const id = wordIn(event, field);
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return id;
  throw new AppError("not-found", `No such ${field}.`, { what: field });
}

/** What the button carries; empty when it carries none. */
export const wordIn = (event: CardActionEvent, field: string): string => String(event.action[field] ?? "");

/** What was filled in; empty when nothing was. */
export const filledIn = (event: CardActionEvent, field: string): string => event.form[field] ?? "";
