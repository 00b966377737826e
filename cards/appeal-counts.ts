import type { Language } from "#domain/local-text";
import type { LocalDate } from "#domain/working-day";
import { APPEAL_PHRASES, APPEAL_WORDS } from "./appeal-words.ts";
import type { Block, Line } from "./card.ts";
import { speak } from "./words.ts";

type Count = {
  readonly filed: number;
  readonly ruled: number;
  readonly changed: number;
  readonly late: number;
  readonly days: number | null;
};
export type NamedCounts = {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly total: Count;
  readonly byScorer: readonly (Count & { readonly name: string })[];
  readonly byItem: readonly (Count & { readonly name: string })[];
};

const SHOWN = 5;

/** How appeals went: altogether, by the scorer whose scores were appealed, and by item. */
export function appealCountBlocks(counts: NamedCounts, language: Language): Block[] {
  const say = speak(language);
  const { filed, ruled, changed, late } = counts.total;
  const list = (heading: string, rows: NamedCounts["byItem"]): Block[] =>
    rows.length === 0
      ? []
      : [
          {
            kind: "text",
            lines: [
              [{ text: heading, bold: true }],
              ...rows.slice(0, SHOWN).map((row) => lineOf(row, language)),
            ],
          },
        ];
  return [
    {
      kind: "text",
      lines: [
        [{ text: say(APPEAL_PHRASES.period(counts.from, counts.to)), bold: true }],
        say(APPEAL_PHRASES.counts(filed, ruled, changed, late)),
      ],
    },
    ...list(say(APPEAL_WORDS.byScorer), counts.byScorer),
    ...list(say(APPEAL_WORDS.byItem), counts.byItem),
  ];
}

function lineOf(row: Count & { readonly name: string }, language: Language): Line {
  const days = row.days === null ? null : String(Math.round(row.days * 10) / 10);
  return [
    { text: row.name },
    { text: ` ${speak(language)(APPEAL_PHRASES.countLine(row.filed, row.changed, days))}`, tone: "muted" },
  ];
}
