import type { Language } from "#domain/local-text";
import type { LocalDate } from "#domain/working-day";
import type { Card, FieldsBlock } from "./card.ts";
import { actionButtons } from "./list-buttons.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

export type DaySummaryCardFacts = {
  readonly language: Language;
  readonly localDate: LocalDate;
  readonly drawId: string;
  /** Tasks of the reader; null for a manager, who has none. */
  readonly own: number | null;
  readonly drawn: number;
  /** Drawn conversations that nobody may score. */
  readonly unassigned: number;
  readonly seed: string;
  /** SHA-256 of the seed, as it was shown with the draw before. */
  readonly seedHash: string;
  /** Whether that was before today; it cannot be for the very first draw. */
  readonly wasPromised: boolean;
  readonly next: { readonly localDate: LocalDate; readonly seedHash: string } | null;
};

/** The morning's message: how much work, and what anyone needs to draw the same conversations again. */
export function daySummaryCard(facts: DaySummaryCardFacts): Card {
  const { language, next } = facts;
  const say = speak(language);
  const title = `${say(WORDS.todaysDraw)} ${facts.localDate}`;
  const own =
    facts.own === null ? null : facts.own === 0 ? say(WORDS.noTasks) : say(PHRASES.tasksToday(facts.own));
  const fields: FieldsBlock["fields"] = [
    { label: say(WORDS.draw), value: facts.drawId },
    { label: say(WORDS.drawn), value: String(facts.drawn) },
    ...(facts.unassigned > 0 ? [{ label: say(WORDS.unassigned), value: String(facts.unassigned) }] : []),
  ];
  return {
    language,
    title,
    tone: "blue",
    summary: own ?? title,
    blocks: [
      ...(own === null ? [] : [{ kind: "text" as const, lines: [[{ text: own, bold: true as const }]] }]),
      { kind: "fields", fields },
      {
        kind: "panel",
        title: say(WORDS.proof),
        open: false,
        blocks: [
          {
            kind: "fields",
            fields: [
              { label: say(WORDS.seed), value: facts.seed },
              {
                label: say(facts.wasPromised ? PHRASES.promiseToday() : PHRASES.promiseMissing()),
                value: facts.seedHash,
              },
              ...(next ? [{ label: say(PHRASES.promiseFor(next.localDate)), value: next.seedHash }] : []),
            ],
          },
          { kind: "text", size: "small", lines: [say(PHRASES.howToVerify(facts.drawId))] },
        ],
      },
      ...(facts.own === null || facts.own === 0
        ? []
        : [actionButtons([{ text: say(WORDS.myTasks), do: "tasks.mine" }])]),
    ],
  };
}
