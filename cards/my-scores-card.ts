import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { Evaluation } from "#domain/task";
import type { LocalMonth } from "#domain/working-day";
import type { Block, Card, Line } from "./card.ts";
import { AWARD_PHRASES, AWARD_WORDS, periodText } from "./award-words.ts";
import { formatList, formatScore } from "./format.ts";
import { actionButtons } from "./list-buttons.ts";
import { MONTH_PHRASES, MONTH_WORDS } from "./month-words.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

const FEW_SCORES = 5;
const SHOWN_SCORES = 10;
const MAX_BUTTONS = 5;

export type MyScoresCardFacts = {
  readonly language: Language;
  readonly month: LocalMonth;
  /** The current evaluations of that month, newest first. */
  readonly evaluations: readonly Pick<Evaluation, "id" | "localDate" | "ruledScore" | "criticalFailures">[];
  /** The newest month that was published, and quarters and years that are final. */
  readonly published?: {
    readonly closeId: string;
    readonly month: LocalMonth;
    readonly outcome: string;
    readonly periods: readonly { readonly period: string; readonly text: string }[];
  } | null;
  /** What they have won, newest first: their badges. */
  readonly awards?: readonly { readonly name: LocalText; readonly period: string }[];
};

/** An agent's own scores of the month. Few scores are said to be few. */
export function myScoresCard(facts: MyScoresCardFacts): Card {
  const { language, evaluations } = facts;
  const say = speak(language);
  const title = `${say(WORDS.myScores)} ${facts.month}`;
  const scores = evaluations.flatMap((one) => (one.ruledScore === null ? [] : [one.ruledScore]));
  const mean = scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const summary =
    evaluations.length === 0 ? say(WORDS.nobodyScored) : say(PHRASES.scoredCount(evaluations.length));
  return {
    language,
    title,
    tone: "blue",
    summary: `${title} · ${summary}`,
    blocks: [
      ...(evaluations.length === 0
        ? [{ kind: "text" as const, lines: [summary] }]
        : scoreList(facts, mean, scores.length)),
      ...publishedMonth(facts),
      ...badges(facts),
    ],
  };
}

function scoreList(
  { language, evaluations }: MyScoresCardFacts,
  mean: number | null,
  count: number,
): Block[] {
  const say = speak(language);
  const lines = evaluations
    .slice(0, SHOWN_SCORES)
    .map((one): Line => [
      { text: one.localDate, tone: "muted" },
      { text: ` ${formatScore(one.ruledScore, language)}`, bold: true },
      ...(one.criticalFailures.length > 0
        ? [{ text: ` ${say(WORDS.criticalFailed)}`, tone: "bad" as const }]
        : []),
    ]);
  return [
    {
      kind: "fields",
      fields: [
        { label: say(WORDS.averageScore), value: formatScore(mean, language) },
        { label: say(WORDS.scored), value: say(PHRASES.scoredCount(evaluations.length)) },
      ],
    },
    ...(count < FEW_SCORES
      ? [{ kind: "text" as const, size: "small" as const, lines: [say(PHRASES.fewScores(count))] }]
      : []),
    { kind: "text", lines },
    actionButtons(
      evaluations
        .slice(0, MAX_BUTTONS)
        .map((one) => ({ text: one.localDate.slice(5), do: "evaluation.open", evaluation: one.id })),
    ),
  ];
}

function publishedMonth({ language, published }: MyScoresCardFacts): Block[] {
  if (published === undefined || published === null) return [];
  const say = speak(language);
  const { closeId, month, outcome, periods } = published;
  const title = `${month} ${say(MONTH_WORDS.monthResult)}`;
  return [
    {
      kind: "fields",
      fields: [
        { label: title, value: outcome },
        ...periods.map(({ period, text }) => ({ label: say(MONTH_PHRASES.period(period)), value: text })),
      ],
    },
    {
      kind: "buttons",
      buttons: [
        {
          kind: "action",
          name: "month-result",
          text: title,
          style: "default",
          action: { do: "month.result", close: closeId },
        },
      ],
    },
  ];
}

const SHOWN_AWARDS = 5;

function badges({ language, awards = [] }: MyScoresCardFacts): Block[] {
  if (awards.length === 0) return [];
  const say = speak(language);
  const won = awards
    .slice(0, SHOWN_AWARDS)
    .map(({ name, period }) => say(AWARD_PHRASES.won(sayIn(name, language), say(periodText(period)))));
  const label = `${say(AWARD_WORDS.myAwards)} ${awards.length}`;
  return [{ kind: "fields", fields: [{ label, value: formatList(won, language) }] }];
}
