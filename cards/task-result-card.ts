import { type Language, say as sayIn } from "#domain/local-text";
import type { Scorecard } from "#domain/scorecard";
import type { Evaluation, Task } from "#domain/task";
import { AWARD_WORDS } from "./award-words.ts";
import type { Block, Card, Line } from "./card.ts";
import { agentText, type ShownAgent, type ShownContact } from "./contact-fields.ts";
import { quoteLines } from "./conversation.ts";
import { formatMoment, formatScore } from "./format.ts";
import { allItemLines, scoreBlocks, sectionFields } from "./score-summary.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

export type TaskResultCardFacts = {
  readonly language: Language;
  readonly zone: string;
  readonly task: Pick<Task, "id" | "revision" | "position">;
  readonly total: number;
  readonly done: number;
  readonly agent: ShownAgent;
  readonly contact: Pick<ShownContact, "turns">;
  readonly scorecard: Scorecard;
  readonly evaluation: Evaluation;
  readonly scorerName: string;
  /** Null when it can no longer be corrected. */
  readonly correctUntil: Date | null;
  /** The conversation, where the scorer can mark it as a major complaint that was resolved. */
  readonly majorCaseOf?: string;
};

/** What a scorer sees instead of the form once the score is stored. */
export function taskResultCard(facts: TaskResultCardFacts): Card {
  const { language, task, evaluation, scorecard } = facts;
  const say = speak(language);
  const title = `${say(PHRASES.taskOf(task.position, facts.total))} · ${say(WORDS.scored)}`;
  const evidence = evidenceLines(facts);
  const blocks: (Block | null)[] = [
    ...scoreBlocks(evaluation, scorecard, language),
    {
      kind: "fields",
      fields: [
        { label: say(WORDS.agent), value: agentText(facts.agent, language) },
        ...sectionFields(evaluation, scorecard, language),
      ],
    },
    evaluation.comment === null
      ? null
      : { kind: "text", lines: [[{ text: say(WORDS.comment), bold: true }], evaluation.comment] },
    evidence.length === 0 ? null : panel(say(WORDS.evidence), evidence),
    panel(say(WORDS.fullScoreItems), allItemLines(evaluation, scorecard, language)),
    { kind: "text", size: "small", lines: footer(facts) },
    facts.correctUntil && correctButton(task, language),
    facts.majorCaseOf === undefined ? null : majorCaseButton(facts.majorCaseOf, language),
  ];
  return {
    language,
    title,
    subtitle: say(PHRASES.doneOf(facts.done, facts.total)),
    tone: evaluation.criticalFailures.length > 0 ? "red" : "green",
    summary: `${title} · ${formatScore(evaluation.ruledScore, language)}`,
    blocks: blocks.filter((block) => block !== null),
  };
}

function panel(title: string, lines: readonly Line[]): Block {
  return { kind: "panel", title, open: false, blocks: [{ kind: "text", lines }] };
}

function evidenceLines({ evaluation, scorecard, contact, language }: TaskResultCardFacts): Line[] {
  return scorecard.sections.flatMap((section) => {
    const quotes = quoteLines(evaluation.evidence[section.id] ?? [], contact.turns, language);
    return quotes.length === 0
      ? []
      : [[{ text: sayIn(section.name, language), bold: true }] as Line, ...quotes];
  });
}

function footer({ language, zone, evaluation, scorerName, correctUntil }: TaskResultCardFacts): Line[] {
  const say = speak(language);
  const who = `${say(WORDS.scorer)} ${scorerName} · ${formatMoment(evaluation.scoredAt, zone)}`;
  return correctUntil === null ? [who] : [who, say(PHRASES.correctUntil(formatMoment(correctUntil, zone)))];
}

function correctButton(task: TaskResultCardFacts["task"], language: Language): Block {
  return {
    kind: "buttons",
    buttons: [
      {
        kind: "action",
        name: "correct",
        text: speak(language)(WORDS.correct),
        style: "default",
        action: { do: "score.correct", task: task.id, revision: task.revision },
      },
    ],
  };
}

function majorCaseButton(contactId: string, language: Language): Block {
  return {
    kind: "buttons",
    buttons: [
      {
        kind: "action",
        name: "major-case",
        text: speak(language)(AWARD_WORDS.markMajor),
        style: "default",
        action: { do: "major-case.open", contact: contactId },
      },
    ],
  };
}
