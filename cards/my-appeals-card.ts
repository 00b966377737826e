import type { Appeal } from "#domain/appeal";
import type { Language, LocalText } from "#domain/local-text";
import type { Evaluation } from "#domain/task";
import type { LocalDate, LocalMonth } from "#domain/working-day";
import { appealCountBlocks, type NamedCounts } from "./appeal-counts.ts";
import { type AppealScale, scaleName } from "./appeal-values.ts";
import { APPEAL_PHRASES, APPEAL_WORDS, RULING_WORDS } from "./appeal-words.ts";
import type { Action, Block, Card, Line } from "./card.ts";
import { formatScore } from "./format.ts";
import { speak } from "./words.ts";

const MAX_BUTTONS = 5;

export type ListedAppeal = Pick<Appeal, "id" | "number" | "answerBy" | "ruled"> & {
  readonly scale: AppealScale;
};
export type MyAppealsCardFacts = {
  readonly language: Language;
  /** What the reader has to rule on. */
  readonly waiting: readonly ListedAppeal[];
  /** Newest first. */
  readonly own: readonly ListedAppeal[];
  /** Own scores that can still be appealed, newest first. */
  readonly scores: readonly (Pick<Evaluation, "id" | "localDate" | "ruledScore"> & {
    readonly until: LocalDate;
  })[];
  readonly months: readonly { readonly month: LocalMonth; readonly until: LocalDate | null }[];
  /** For a manager. */
  readonly counts: NamedCounts | null;
};

/** What waits for the reader, what they have appealed, what they still can, and for a manager the counts. */
export function myAppealsCard(facts: MyAppealsCardFacts): Card {
  const { language, waiting, own, counts } = facts;
  const say = speak(language);
  const title = say(APPEAL_WORDS.appeals);
  const count = waiting.length + own.length;
  const blocks: Block[] = [
    ...section(
      "w",
      say(APPEAL_WORDS.waiting),
      waiting.map((each) => appealLine(each, language)),
      buttons(waiting),
    ),
    ...section(
      "o",
      say(APPEAL_WORDS.myAppeals),
      own.map((each) => appealLine(each, language)),
      buttons(own),
    ),
    ...scoreSection(facts),
    ...(counts === null ? [] : appealCountBlocks(counts, language)),
  ];
  return {
    language,
    title,
    tone: "orange",
    summary: count === 0 ? title : `${title} · ${count}`,
    blocks: blocks.length > 0 ? blocks : [{ kind: "text", lines: [say(APPEAL_WORDS.nothing)] }],
  };
}

type ListButton = { readonly text: string; readonly action: Action };

const buttons = (appeals: readonly ListedAppeal[]): ListButton[] =>
  appeals.map(({ id, number }) => ({ text: `#${number}`, action: { do: "appeal.open", appeal: id } }));

function appealLine({ number, scale, ruled, answerBy }: ListedAppeal, language: Language): Line {
  const say = speak(language);
  const state: LocalText = ruled === null ? APPEAL_PHRASES.open(answerBy) : RULING_WORDS[ruled.ruling];
  return [
    { text: `#${number} `, bold: true },
    { text: scaleName(scale, language) },
    { text: ` ${say(state)}`, tone: "muted" },
  ];
}

function scoreSection({ language, scores, months }: MyAppealsCardFacts): Block[] {
  const say = speak(language);
  const lines: Line[] = [
    ...months.map(({ month, until }): Line => [
      { text: say(APPEAL_PHRASES.aboutMonth(month)) },
      ...(until === null ? [] : [{ text: ` ${say(APPEAL_PHRASES.until(until))}`, tone: "muted" as const }]),
    ]),
    ...scores.map(({ localDate, ruledScore, until }): Line => [
      { text: say(APPEAL_PHRASES.aboutScore(localDate, formatScore(ruledScore, language))) },
      { text: ` ${say(APPEAL_PHRASES.until(until))}`, tone: "muted" },
    ]),
  ];
  return section("s", say(APPEAL_WORDS.canAppeal), lines, [
    ...months.map(({ month }) => ({ text: month, action: { do: "appeal.ask-month", month } })),
    ...scores.map(({ id, localDate }) => ({
      text: localDate.slice(5),
      action: { do: "appeal.ask", evaluation: id },
    })),
  ]);
}

function section(prefix: string, heading: string, lines: Line[], pressed: readonly ListButton[]): Block[] {
  if (lines.length === 0) return [];
  return [
    { kind: "text", lines: [[{ text: heading, bold: true }], ...lines] },
    {
      kind: "buttons",
      buttons: pressed.slice(0, MAX_BUTTONS).map(({ text, action }, place) => ({
        kind: "action",
        name: `${prefix}-${place + 1}`,
        text,
        style: prefix === "w" && place === 0 ? "primary" : "default",
        action,
      })),
    },
  ];
}
