import type { Language } from "#domain/local-text";
import type { RolledUp } from "#domain/month-roll-up";
import type { Card, Line } from "./card.ts";
import { gradeText, type MonthNames } from "./month-lines.ts";
import { formatTotal, MARK_WORDS, MONTH_PHRASES, MONTH_WORDS } from "./month-words.ts";
import { speak } from "./words.ts";

const SHOWN = 30;

export type PeriodCardFacts = {
  readonly language: Language;
  /** `2026Q4` or `2026`. */
  readonly period: string;
  /** Months of it that were closed. */
  readonly months: number;
  readonly hasGrades: boolean;
  readonly names: MonthNames;
  /** By employee number: this is no ranking. */
  readonly people: readonly (RolledUp & { readonly name: string })[];
};

/** A quarter or a year out of its final months, for a manager. */
export function periodCard(facts: PeriodCardFacts): Card {
  const { language, period, people, months, hasGrades } = facts;
  const say = speak(language);
  const title = say(MONTH_PHRASES.period(period));
  const left = people.length - SHOWN;
  return {
    language,
    title,
    tone: "blue",
    summary: `${title} · ${say(MONTH_PHRASES.peopleOf(people.length))}`,
    blocks: [
      { kind: "text", lines: people.slice(0, SHOWN).map((person) => lineOf(facts, person)) },
      {
        kind: "text",
        size: "small",
        lines: [
          ...(left > 0 ? [say(MONTH_PHRASES.more(left))] : []),
          say(MONTH_PHRASES.periodOf(months)),
          ...(hasGrades ? [] : [say(MONTH_WORDS.noGrades)]),
        ],
      },
    ],
  };
}

function lineOf(
  { language, names, months }: PeriodCardFacts,
  person: PeriodCardFacts["people"][number],
): Line {
  return [{ text: person.name, bold: true }, { text: ` ${periodText(person, months, names, language)}` }];
}

/** `86.20 良好 · 12 个月中有 11 个月有成绩 · 答辩 90.00`. */
export function periodText(one: RolledUp, months: number, names: MonthNames, language: Language): string {
  const say = speak(language);
  const total =
    one.total === null ? "—" : `${formatTotal(one.total)} ${gradeText(one.grade, names, language)}`.trim();
  return [
    total,
    ...(one.count === months ? [] : [say(MONTH_PHRASES.finalMonths(one.count, months))]),
    ...(one.review === null ? [] : [`${say(MARK_WORDS["year-review"])} ${formatTotal(one.review)}`]),
  ].join(" · ");
}
