import type { Appeal } from "#domain/appeal";
import type { Language } from "#domain/local-text";
import { type AppealScale, scaleName, valueText } from "./appeal-values.ts";
import { APPEAL_PHRASES, APPEAL_WORDS, RULING_WORDS } from "./appeal-words.ts";
import type { Card } from "./card.ts";
import { formatScore } from "./format.ts";
import { actionButtons } from "./list-buttons.ts";
import { speak } from "./words.ts";

export type AppealNewsCardFacts = {
  readonly language: Language;
  readonly appeal: Appeal;
  readonly scale: AppealScale;
  readonly as: "agent" | "scorer";
  /** Of the form, before and after; null: nothing of it has changed, or there is no form. */
  readonly totals: { readonly before: number | null; readonly after: number | null } | null;
  /** Until when the agent can ask for a second hearing; null: not at all. */
  readonly secondUntil: string | null;
};

/** To the agent: what was ruled, or that it moved up. To the scorer: what was ruled about a score of theirs. */
export function appealNewsCard(facts: AppealNewsCardFacts): Card {
  const { language, appeal, scale, as, totals } = facts;
  const say = speak(language);
  const { ruled } = appeal;
  const number = say(APPEAL_PHRASES.numbered(appeal.number));
  if (ruled === null) {
    const text = say(APPEAL_PHRASES.movedUp(appeal.answerBy));
    return {
      language,
      title: number,
      tone: "orange",
      summary: `${number} · ${text}`,
      blocks: [{ kind: "text", lines: [text] }, openButton(facts)],
    };
  }
  const title = `${number} · ${say(RULING_WORDS[ruled.ruling])}`;
  const late = as === "agent" ? APPEAL_PHRASES.ruledLate() : APPEAL_PHRASES.ruledLateScorer();
  const [given, now] = [appeal.given, ruled.value].map((value) => valueText(scale, value, language));
  return {
    language,
    title,
    tone: ruled.ruling === "keep" ? "grey" : "green",
    summary: title,
    blocks: [
      {
        kind: "fields",
        fields: [
          {
            label: scaleName(scale, language),
            value: given === now ? given! : say(APPEAL_PHRASES.change(given!, now!)),
          },
          ...(totals === null
            ? []
            : [
                {
                  label: say(APPEAL_WORDS.total),
                  value: say(
                    APPEAL_PHRASES.change(
                      formatScore(totals.before, language),
                      formatScore(totals.after, language),
                    ),
                  ),
                },
              ]),
        ],
      },
      {
        kind: "text",
        lines: [[{ text: say(APPEAL_WORDS.rulingReason), bold: true }], ruled.reason ?? say(late)],
      },
      ...(as === "agent"
        ? [
            {
              kind: "text" as const,
              size: "small" as const,
              lines: [
                say(
                  facts.secondUntil === null
                    ? APPEAL_PHRASES.final()
                    : APPEAL_PHRASES.secondUntil(facts.secondUntil),
                ),
              ],
            },
          ]
        : []),
      openButton(facts),
    ],
  };
}

const openButton = ({ language, appeal }: AppealNewsCardFacts) =>
  actionButtons([{ text: speak(language)(APPEAL_WORDS.view), do: "appeal.open", appeal: appeal.id }]);
