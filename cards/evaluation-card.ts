import { type Language, say as sayIn } from "#domain/local-text";
import type { Scorecard, Section } from "#domain/scorecard";
import type { Evaluation } from "#domain/task";
import type { LocalDate } from "#domain/working-day";
import { APPEAL_PHRASES, APPEAL_WORDS } from "./appeal-words.ts";
import type { Block, Button, Card, Line } from "./card.ts";
import { contactFields, type ShownContact } from "./contact-fields.ts";
import { quoteLines } from "./conversation.ts";
import { formatMoment, formatScore } from "./format.ts";
import { allItemLines, itemLine, ratedItems, scoreBlocks } from "./score-summary.ts";
import { speak, WORDS } from "./words.ts";

export type EvaluationCardFacts = {
  readonly language: Language;
  readonly zone: string;
  readonly contact: ShownContact;
  readonly sceneName: string | null;
  readonly scorecard: Scorecard;
  readonly evaluation: Evaluation;
  /** Null when the policy hides who scored. */
  readonly scorerName: string | null;
  readonly transcriptUrl: string | null;
  /** A later version of an evaluation that the agent already knows. */
  readonly isCorrection: boolean;
  /** Until when it can be appealed, or the appeal that there was; absent: it cannot. */
  readonly appeal?: { readonly until: LocalDate } | { readonly id: string; readonly number: number };
};

/** For the agent alone: the score, what cost points with quote and clause, and everything else folded. */
export function evaluationCard(facts: EvaluationCardFacts): Card {
  const { language, evaluation, scorecard } = facts;
  const say = speak(language);
  const score = formatScore(evaluation.ruledScore, language);
  const title = `${say(WORDS.result)} ${score}`;
  return {
    language,
    title,
    subtitle: formatMoment(facts.contact.startedAt, facts.zone),
    tone: evaluation.criticalFailures.length > 0 ? "red" : "blue",
    ...(facts.isCorrection && { tags: [{ text: say(WORDS.corrected), tone: "orange" as const }] }),
    summary: title,
    blocks: [
      ...scoreBlocks(evaluation, scorecard, language),
      { kind: "fields", fields: contactFields(facts.contact, facts) },
      { kind: "divider" },
      { kind: "text", lines: [[{ text: say(WORDS.lostPoints), bold: true }], ...lostLines(facts)] },
      ...commentBlocks(evaluation.comment, language),
      {
        kind: "panel",
        title: say(WORDS.fullScoreItems),
        open: false,
        blocks: [{ kind: "text", lines: allItemLines(evaluation, scorecard, language) }],
      },
      { kind: "text", size: "small", lines: [footer(facts)] },
      ...buttonBlocks(facts),
    ],
  };
}

function lostLines(facts: EvaluationCardFacts): Line[] {
  const lines = facts.scorecard.sections.flatMap((section) => lostInSection(section, facts));
  return lines.length === 0 ? [speak(facts.language)(WORDS.noPointsLost)] : lines;
}

/** The items of one section that cost points, then the turns that show it. */
function lostInSection(section: Section, { language, evaluation, contact }: EvaluationCardFacts): Line[] {
  const lost = ratedItems(section, evaluation).filter(({ rated }) => rated.share !== null && rated.share < 1);
  if (lost.length === 0) {
    return [];
  }
  return [
    [{ text: sayIn(section.name, language), tone: "muted" }],
    ...lost.map((one) => itemLine(one, language)),
    ...quoteLines(evaluation.evidence[section.id] ?? [], contact.turns, language),
  ];
}

function commentBlocks(comment: string | null, language: Language): Block[] {
  const heading: Line = [{ text: speak(language)(WORDS.comment), bold: true }];
  return comment === null ? [] : [{ kind: "text", lines: [heading, comment] }];
}

function footer(facts: EvaluationCardFacts): string {
  const { language, zone, evaluation, scorerName, scorecard, appeal } = facts;
  const say = speak(language);
  const card = `${say(WORDS.scorecard)} ${sayIn(scorecard.name, language)} ${evaluation.scorecardVersion}`;
  const who = scorerName === null ? [] : [`${say(WORDS.scorer)} ${scorerName}`];
  const until = appeal && "until" in appeal ? [say(APPEAL_PHRASES.until(appeal.until))] : [];
  return [...who, formatMoment(evaluation.scoredAt, zone), card, ...until].join(" · ");
}

function buttonBlocks(facts: EvaluationCardFacts): Block[] {
  const buttons = [...appealButton(facts), ...transcriptButton(facts)];
  return buttons.length === 0 ? [] : [{ kind: "buttons", buttons }];
}

function appealButton({ language, appeal, evaluation }: EvaluationCardFacts): Button[] {
  if (appeal === undefined) return [];
  const say = speak(language);
  const isOpen = "until" in appeal;
  return [
    {
      kind: "action",
      name: "appeal",
      text: say(isOpen ? APPEAL_WORDS.appeal : APPEAL_PHRASES.numbered(appeal.number)),
      style: "default",
      action: isOpen
        ? { do: "appeal.ask", evaluation: evaluation.id }
        : { do: "appeal.open", appeal: appeal.id },
    },
  ];
}

function transcriptButton({ language, transcriptUrl }: EvaluationCardFacts): Button[] {
  if (transcriptUrl === null) return [];
  return [{ kind: "link", text: speak(language)(WORDS.openTranscript), url: transcriptUrl }];
}
