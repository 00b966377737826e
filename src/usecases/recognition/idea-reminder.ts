import { ideaReminderCard } from "#cards/idea-reminder-card";
import type { AnswerClock } from "#domain/idea-rules";
import type { Person } from "#domain/person";
import type { NewOutboxMessage } from "#ports/delivery";
import type { IdeaView } from "./idea-view.ts";

/** Once for each round of a review. */
export function ideaReminder({ idea }: IdeaView, reviewer: Person, clock: AnswerClock): NewOutboxMessage {
  const { language } = reviewer;
  return {
    key: `idea:${idea.number}:reminder:${clock.remindOn}:${reviewer.id}`,
    to: { person: reviewer.id },
    card: ideaReminderCard({ language, idea, answerBy: clock.answerBy }),
  };
}
