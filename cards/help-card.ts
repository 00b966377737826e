import type { Language } from "#domain/local-text";
import type { Role } from "#domain/person";
import type { Card, Line } from "./card.ts";
import { HELP_WORDS, type HelpPart, speak, WORDS } from "./words.ts";

export type HelpCardFacts = {
  readonly language: Language;
  readonly roles: readonly Role[];
  /** What the policy runs beside the daily scoring. */
  readonly parts: readonly HelpPart[];
  /** Set when the help answers words that nobody understood. */
  readonly isUnknownWord: boolean;
};

/** A line for each word that somebody with these roles can use. */
export function helpLines(facts: Omit<HelpCardFacts, "isUnknownWord">): readonly Line[] {
  const say = speak(facts.language);
  return HELP_WORDS.filter(
    ({ roles, part }) =>
      roles.some((role) => facts.roles.includes(role)) && (part === undefined || facts.parts.includes(part)),
  ).map((help) => [
    { text: say(help.words), bold: true },
    { text: ` ${say(help.does)}`, tone: "muted" },
  ]);
}

/** The words that this person can use. */
export function helpCard(facts: HelpCardFacts): Card {
  const say = speak(facts.language);
  const title = say(WORDS.help);
  const lines = helpLines(facts);
  return {
    language: facts.language,
    title,
    tone: "blue",
    summary: title,
    blocks: [{ kind: "text", lines: facts.isUnknownWord ? [say(WORDS.notUnderstood), ...lines] : lines }],
  };
}
