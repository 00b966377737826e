import type { Language } from "#domain/local-text";
import type { Role } from "#domain/person";
import type { Card, Line } from "./card.ts";
import { helpLines } from "./help-card.ts";
import { PHRASES } from "./phrases.ts";
import { type HelpPart, speak, WORDS } from "./words.ts";

export type WelcomeCardFacts = { readonly language: Language } & (
  | { readonly kind: "unknown" }
  /** `drawAt`: the local time at which tasks come on working days; `parts`: what the policy runs beside them. */
  | {
      readonly kind: "known";
      readonly name: string;
      readonly roles: readonly Role[];
      readonly parts: readonly HelpPart[];
      readonly drawAt: string;
    }
  | { readonly kind: "group" }
);

/** The first words to somebody who opens the chat, or to a group that the bot was added to. */
export function welcomeCard(facts: WelcomeCardFacts): Card {
  const say = speak(facts.language);
  const title = facts.kind === "known" ? say(PHRASES.welcome(facts.name)) : say(WORDS.welcome);
  return {
    language: facts.language,
    title,
    tone: "blue",
    summary: title,
    blocks: [{ kind: "text", lines: linesOf(facts) }],
  };
}

function linesOf(facts: WelcomeCardFacts): readonly Line[] {
  const say = speak(facts.language);
  switch (facts.kind) {
    case "unknown":
      return [say(WORDS.welcomeWhat), say(PHRASES.bindHow())];
    case "known":
      return [say(WORDS.welcomeWhat), ...roleLines(facts), say(WORDS.canSend), ...helpLines(facts)];
    case "group":
      return [say(WORDS.welcomeGroup), say(WORDS.welcomePrivate), say(WORDS.welcomeMention)];
  }
}

/** What comes to them by itself. */
function roleLines({
  language,
  roles,
  drawAt,
}: Extract<WelcomeCardFacts, { kind: "known" }>): readonly Line[] {
  const say = speak(language);
  const has = (...wanted: readonly Role[]): boolean => wanted.some((role) => roles.includes(role));
  return [
    ...(has("agent") ? [say(WORDS.welcomeAgent)] : []),
    ...(has("supervisor", "inspector") ? [say(PHRASES.welcomeScorer(drawAt))] : []),
    ...(has("manager") ? [say(WORDS.welcomeManager)] : []),
    ...(has("manager", "administrator") ? [say(WORDS.welcomeDecider)] : []),
  ];
}
