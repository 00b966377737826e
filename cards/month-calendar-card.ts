import { type Language, say as sayIn } from "#domain/local-text";
import type { Due } from "#domain/month-calendar";
import type { Card, Line } from "./card.ts";
import { DUE_WORDS, RHYTHM_WORDS } from "./rhythm-words.ts";
import { speak } from "./words.ts";

export type MonthCalendarCardFacts = {
  readonly language: Language;
  readonly month: string;
  readonly due: readonly Due[];
};

/** What is due this month, by date. */
export function monthCalendarCard({ language, month, due }: MonthCalendarCardFacts): Card {
  const say = speak(language);
  const title = `${say(RHYTHM_WORDS.calendar)} ${month}`;
  return {
    language,
    title,
    tone: "blue",
    summary: title,
    blocks: [
      {
        kind: "text",
        lines: due.map(({ date, kind, name }): Line => [
          { text: date ?? say(RHYTHM_WORDS.thisMonth), bold: true },
          { text: ` ${say(DUE_WORDS[kind])}` },
          ...(name === null ? [] : [{ text: ` · ${sayIn(name, language)}` }]),
        ]),
      },
    ],
  };
}
