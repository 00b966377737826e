import type { Appeal } from "#domain/appeal";
import type { Language } from "#domain/local-text";
import type { Evaluation } from "#domain/task";
import { type AppealScale, clauseText, scaleName, valueText } from "./appeal-values.ts";
import {
  APPEAL_LEVEL_WORDS,
  APPEAL_NOTICE_WORDS,
  APPEAL_PHRASES,
  APPEAL_WORDS,
  type AppealNotice,
  RULING_WORDS,
} from "./appeal-words.ts";
import { rulingForm } from "./appeal-ruling-form.ts";
import type { ActionButton, Block, Card, FieldsBlock, Line, Tone } from "./card.ts";
import { agentText, contactFields, type ShownAgent, type ShownContact } from "./contact-fields.ts";
import { conversationBlock, quoteLines } from "./conversation.ts";
import { formatScore } from "./format.ts";
import { speak, WORDS } from "./words.ts";

/** The score that an appeal is about; for a figure of a month there is none. */
export type AppealedScore = {
  readonly evaluation: Pick<Evaluation, "id" | "ruledScore" | "evidence" | "comment" | "localDate">;
  /** What the ruling made of it; null when nothing has changed. */
  readonly after: Pick<Evaluation, "ruledScore"> | null;
  readonly sectionId: string | null;
  readonly contact: ShownContact;
  readonly sceneName: string | null;
  readonly agent: ShownAgent;
  readonly transcriptUrl: string | null;
};

export type AppealCardFacts = {
  readonly language: Language;
  readonly zone: string;
  readonly appeal: Appeal;
  readonly scale: AppealScale;
  readonly score: AppealedScore | null;
  /** The number of the first hearing, when this is the second. */
  readonly firstNumber: number | null;
  /** `reader`: whose score it was about, or a manager who looks. */
  readonly as: "agent" | "judge" | "reader";
  /** The values a third score may take, best first; for a figure any number. */
  readonly thirds: Appeal["given"][];
  readonly minReasonCharacters: number;
  readonly notice?: AppealNotice;
  /** Just sent: the receipt. */
  readonly isReceipt?: boolean;
  /** Until when the agent can ask for a second hearing; null: not at all. */
  readonly secondUntil: string | null;
};

/** An appeal as it stands: to the agent, to its judge with everything to rule by, or to somebody who reads it. */
export function appealCard(facts: AppealCardFacts): Card {
  const { language, appeal, scale, as } = facts;
  const say = speak(language);
  const title = say(APPEAL_PHRASES.numbered(appeal.number));
  const isToRule = as === "judge" && appeal.ruled === null && facts.notice !== "moved";
  const state =
    appeal.ruled === null
      ? say(APPEAL_PHRASES.open(appeal.answerBy))
      : say(RULING_WORDS[appeal.ruled.ruling]);
  return {
    language,
    title,
    subtitle: state,
    tone: toneOf(appeal),
    ...(appeal.level !== "first" && {
      tags: [{ text: say(APPEAL_LEVEL_WORDS[appeal.level]), tone: "orange" as const }],
    }),
    summary: `${title} · ${state}`,
    blocks: [
      ...noticeBlocks(facts),
      { kind: "fields", fields: caseFields(facts) },
      { kind: "text", lines: [[{ text: say(APPEAL_WORDS.reason), bold: true }], appeal.reason] },
      ...rulingBlocks(facts),
      ...(isToRule ? [...scoreBlocks(facts), rulingForm(facts)] : []),
      { kind: "text", size: "small", lines: [clauseText(scale, language), ...hintLines(facts)] },
      ...buttonBlocks(facts),
    ],
  };
}

function toneOf({ ruled }: Appeal): Tone {
  if (ruled === null) return "orange";
  return ruled.ruling === "keep" ? "grey" : "green";
}

function noticeBlocks({ language, appeal, notice, isReceipt, firstNumber }: AppealCardFacts): Block[] {
  const say = speak(language);
  const lines: Line[] = [
    ...(isReceipt === true ? [say(APPEAL_PHRASES.received(appeal.number, appeal.answerBy))] : []),
    ...(notice === undefined ? [] : [say(APPEAL_NOTICE_WORDS[notice])]),
    ...(firstNumber === null ? [] : [say(APPEAL_PHRASES.secondOf(firstNumber))]),
  ];
  return lines.length === 0 ? [] : [{ kind: "text", lines }];
}

function caseFields(facts: AppealCardFacts): FieldsBlock["fields"] {
  const { language, appeal, scale, score, as } = facts;
  const say = speak(language);
  const { target, ruled } = appeal;
  const value = (of: Appeal["given"]): string => valueText(scale, of, language);
  return [
    {
      label: say(scale.kind === "item" ? APPEAL_WORDS.item : APPEAL_WORDS.figure),
      value: scaleName(scale, language),
    },
    ...(target.about === "month" ? [{ label: say(APPEAL_WORDS.month), value: target.month }] : []),
    { label: say(APPEAL_WORDS.given), value: value(appeal.given) },
    { label: say(APPEAL_WORDS.proposed), value: value(appeal.proposed) },
    ...(ruled === null ? [] : [{ label: say(APPEAL_WORDS.ruledScore), value: value(ruled.value) }]),
    ...(score === null || as === "judge"
      ? []
      : [{ label: say(APPEAL_WORDS.total), value: totals(score, language) }]),
    ...(ruled === null ? [{ label: say(APPEAL_WORDS.answerBy), value: appeal.answerBy }] : []),
  ];
}

function totals({ evaluation, after }: AppealedScore, language: Language): string {
  const before = formatScore(evaluation.ruledScore, language);
  return after === null
    ? before
    : speak(language)(APPEAL_PHRASES.change(before, formatScore(after.ruledScore, language)));
}

function rulingBlocks({ language, appeal, as }: AppealCardFacts): Block[] {
  const say = speak(language);
  if (appeal.ruled === null) return [];
  const late = as === "agent" ? APPEAL_PHRASES.ruledLate() : APPEAL_PHRASES.ruledLateScorer();
  return [
    {
      kind: "text",
      lines: [[{ text: say(APPEAL_WORDS.rulingReason), bold: true }], appeal.ruled.reason ?? say(late)],
    },
  ];
}

/** What the judge rules by: the conversation, and what the scorer pointed at. */
function scoreBlocks({ language, zone, score }: AppealCardFacts): Block[] {
  if (score === null) return [];
  const say = speak(language);
  const { contact, evaluation, sectionId } = score;
  const quotes = quoteLines(evaluation.evidence[sectionId ?? ""] ?? [], contact.turns, language);
  return [
    {
      kind: "fields",
      fields: [
        { label: say(WORDS.agent), value: agentText(score.agent, language) },
        ...contactFields(contact, { language, zone, sceneName: score.sceneName }),
      ],
    },
    conversationBlock({ turns: contact.turns, transcriptUrl: score.transcriptUrl }, { language, zone }),
    ...(quotes.length === 0
      ? []
      : [
          { kind: "text" as const, lines: [[{ text: say(WORDS.evidence), bold: true as const }], ...quotes] },
        ]),
    ...(evaluation.comment === null
      ? []
      : [
          {
            kind: "text" as const,
            lines: [[{ text: say(WORDS.comment), bold: true as const }], evaluation.comment],
          },
        ]),
  ];
}

function hintLines({ language, appeal, as, secondUntil }: AppealCardFacts): Line[] {
  const say = speak(language);
  if (appeal.ruled === null) return as === "reader" ? [] : [say(APPEAL_WORDS.neverLower)];
  if (as !== "agent") return [];
  return [say(secondUntil === null ? APPEAL_PHRASES.final() : APPEAL_PHRASES.secondUntil(secondUntil))];
}

function buttonBlocks({ language, appeal, as, secondUntil }: AppealCardFacts): Block[] {
  if (as !== "agent") return [];
  const say = speak(language);
  const buttons: ActionButton[] = [
    ...(secondUntil === null
      ? []
      : [
          {
            kind: "action" as const,
            name: "second",
            text: say(APPEAL_WORDS.second),
            style: "primary" as const,
            action: { do: "appeal.ask-second", appeal: appeal.id },
          },
        ]),
    ...(appeal.target.about === "evaluation"
      ? [
          {
            kind: "action" as const,
            name: "score",
            text: say(APPEAL_WORDS.viewScore),
            style: "default" as const,
            action: {
              do: "evaluation.open",
              evaluation: appeal.ruled?.evaluationId ?? appeal.target.evaluationId,
            },
          },
        ]
      : []),
  ];
  return buttons.length === 0 ? [] : [{ kind: "buttons", buttons }];
}
