import type { Appeal } from "#domain/appeal";
import type { Language } from "#domain/local-text";
import { type AppealScale, scaleName } from "./appeal-values.ts";
import { APPEAL_PHRASES, APPEAL_WORDS } from "./appeal-words.ts";
import type { Card } from "./card.ts";
import { actionButtons } from "./list-buttons.ts";
import { speak } from "./words.ts";

export type AppealReminderCardFacts = {
  readonly language: Language;
  readonly appeal: Pick<Appeal, "id" | "number" | "answerBy">;
  readonly scale: AppealScale;
};

/** To a judge on the last day. */
export function appealReminderCard({ language, appeal, scale }: AppealReminderCardFacts): Card {
  const say = speak(language);
  const title = `${say(APPEAL_PHRASES.numbered(appeal.number))} · ${say(APPEAL_WORDS.answerBy)} ${appeal.answerBy}`;
  return {
    language,
    title,
    tone: "orange",
    summary: title,
    blocks: [
      { kind: "text", lines: [say(APPEAL_PHRASES.reminder(appeal.answerBy)), scaleName(scale, language)] },
      actionButtons([{ text: say(APPEAL_WORDS.view), do: "appeal.open", appeal: appeal.id }]),
    ],
  };
}
