import type { Language } from "#domain/local-text";
import type { Role } from "#domain/person";
import type { Card, Line } from "./card.ts";
import { HELP_WORDS, speak, WORDS } from "./words.ts";

export type HelpCardFacts = {
  readonly language: Language;
  readonly roles: readonly Role[];
  /** Set when the help answers words that nobody understood. */
  readonly isUnknownWord: boolean;
};

/** A line for each word that somebody with these roles can use. */
export function helpLines({ language, roles }: Pick<HelpCardFacts, "language" | "roles">): readonly Line[] {
  const say = speak(language);
  return HELP_WORDS.filter((help) => help.roles.some((role) => roles.includes(role))).map((help) => [
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
