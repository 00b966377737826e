import type { Language } from "#domain/local-text";
import type { MonthClose } from "#domain/month-result";
import type { Card } from "./card.ts";
import { actionButtons } from "./list-buttons.ts";
import { MONTH_PHRASES, MONTH_WORDS } from "./month-words.ts";
import { speak } from "./words.ts";

export type MonthReminderCardFacts = {
  readonly language: Language;
  readonly close: Pick<MonthClose, "id" | "month">;
  readonly as: "manager" | "reviewer";
};

/** On the policy's day of publishing: what is still to be done, and the way there. */
export function monthReminderCard({ language, close, as }: MonthReminderCardFacts): Card {
  const say = speak(language);
  const isReviewer = as === "reviewer";
  const words = isReviewer ? MONTH_PHRASES.remindReview : MONTH_PHRASES.remindPublish;
  const text = say(words(close.month));
  return {
    language,
    title: `${close.month} ${say(isReviewer ? MONTH_WORDS.review : MONTH_WORDS.monthClose)}`,
    tone: "orange",
    summary: text,
    blocks: [
      { kind: "text", lines: [text] },
      actionButtons([
        {
          text: say(isReviewer ? MONTH_WORDS.review : MONTH_WORDS.monthClose),
          do: isReviewer ? "month.review" : "month.open",
          close: close.id,
          page: 1,
        },
      ]),
    ],
  };
}
