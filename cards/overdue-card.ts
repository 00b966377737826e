import type { Language } from "#domain/local-text";
import type { LocalDate } from "#domain/working-day";
import type { Card, Line } from "./card.ts";
import { formatList } from "./format.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

export type OverdueCardFacts = {
  readonly language: Language;
  readonly localDate: LocalDate;
  /** Everybody who had tasks that day; `openPositions` are the places in their queue that are not done. */
  readonly scorers: readonly {
    readonly name: string;
    readonly total: number;
    readonly openPositions: readonly number[];
  }[];
};

/** For the manager after the deadline: who has not finished. */
export function overdueCard(facts: OverdueCardFacts): Card {
  const { language } = facts;
  const say = speak(language);
  const late = facts.scorers.filter((scorer) => scorer.openPositions.length > 0);
  const open = late.reduce((sum, scorer) => sum + scorer.openPositions.length, 0);
  const total = facts.scorers.reduce((sum, scorer) => sum + scorer.total, 0);
  const title = say(open === 0 ? WORDS.allTasksDone : PHRASES.overdue(open));
  return {
    language,
    title,
    subtitle: facts.localDate,
    tone: open === 0 ? "green" : "red",
    summary: title,
    blocks: [
      {
        kind: "text",
        lines: open === 0 ? [say(PHRASES.allDone(total))] : late.map((scorer) => lateLine(scorer, language)),
      },
      { kind: "text", size: "small", lines: [say(PHRASES.doneOf(total - open, total))] },
    ],
  };
}

function lateLine(scorer: OverdueCardFacts["scorers"][number], language: Language): Line {
  const say = speak(language);
  const done = scorer.total - scorer.openPositions.length;
  const which = formatList(
    scorer.openPositions.map((position) => say(PHRASES.taskShort(position))),
    language,
  );
  return [
    { text: scorer.name, bold: true },
    { text: ` ${say(PHRASES.doneOf(done, scorer.total))}` },
    { text: ` ${which}`, tone: "warning" },
  ];
}
