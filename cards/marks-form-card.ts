import type { Language } from "#domain/local-text";
import { ENTERED_MARKS, type EnteredMark } from "#domain/month-result";
import type { LocalMonth } from "#domain/working-day";
import type { Card } from "./card.ts";
import { formatTotal, MARK_WORDS, MONTH_PHRASES, MONTH_WORDS } from "./month-words.ts";
import { speak } from "./words.ts";

export type MarksFormCardFacts = {
  readonly language: Language;
  readonly month: LocalMonth;
  /** What counts in this month: nothing else is asked for. */
  readonly asked: readonly EnteredMark[];
  /** What was stored last by this form: whose, and which. */
  readonly saved: {
    readonly name: string;
    readonly marks: Readonly<Partial<Record<EnteredMark, number>>>;
    /** The month is closed already: a new close takes it up. */
    readonly isLate: boolean;
  } | null;
};

/** Where a trainer enters results of one person; the form stays for the next one. Fields: `person` and the marks. */
export function marksFormCard({ language, month, asked, saved }: MarksFormCardFacts): Card {
  const say = speak(language);
  const title = `${month} ${say(MONTH_WORDS.enterMarks)}`;
  const input = (name: string, label: string, isRequired: boolean, hint: string) => ({
    kind: "input" as const,
    name,
    label,
    isRequired,
    placeholder: hint,
    isMultiline: false,
    maxCharacters: 40,
  });
  return {
    language,
    title,
    tone: "blue",
    summary: title,
    blocks: [
      ...(saved === null ? [] : [{ kind: "text" as const, lines: savedLines(language, month, saved) }]),
      {
        kind: "form",
        name: "marks",
        parts: [
          input("person", say(MONTH_WORDS.employee), true, say(MONTH_WORDS.employee)),
          ...asked.map((mark) => input(mark, say(MARK_WORDS[mark]), false, say(MONTH_WORDS.markHint))),
        ],
        submit: {
          kind: "action",
          name: "marks-submit",
          text: say(MONTH_WORDS.saveMarks),
          style: "primary",
          action: { do: "month.enter-marks", month },
        },
      },
    ],
  };
}

function savedLines(
  language: Language,
  month: LocalMonth,
  { name, marks, isLate }: NonNullable<MarksFormCardFacts["saved"]>,
): string[] {
  const say = speak(language);
  const shown = ENTERED_MARKS.flatMap((mark) => {
    const value = marks[mark];
    return value === undefined ? [] : [`${say(MARK_WORDS[mark])} ${formatTotal(value)}`];
  });
  return [
    `${say(MONTH_WORDS.marksSaved)} ${name} · ${shown.join(" · ")}`,
    ...(isLate ? [say(MONTH_PHRASES.marksLate(month))] : []),
  ];
}
