import type { Idea } from "#domain/idea";
import type { Language } from "#domain/local-text";
import { cutText } from "#domain/storable-text";
import type { Card } from "./card.ts";
import { IDEA_PHRASES, IDEA_WORDS } from "./idea-words.ts";
import { actionButtons } from "./list-buttons.ts";
import { speak } from "./words.ts";

export type IdeaReminderCardFacts = {
  readonly language: Language;
  readonly idea: Pick<Idea, "id" | "number" | "text">;
  /** Local date. */
  readonly answerBy: string;
};

/** To a reviewer whose answer is still missing. */
export function ideaReminderCard({ language, idea, answerBy }: IdeaReminderCardFacts): Card {
  const say = speak(language);
  const title = `${say(IDEA_PHRASES.numbered(idea.number))} · ${say(IDEA_PHRASES.answerUntil(answerBy))}`;
  return {
    language,
    title,
    tone: "orange",
    summary: title,
    blocks: [
      { kind: "text", lines: [say(IDEA_PHRASES.reminder(answerBy)), cutText(idea.text, 200)] },
      actionButtons([{ text: say(IDEA_WORDS.view), do: "idea.open", idea: idea.id }]),
    ],
  };
}
