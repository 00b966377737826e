import { ideaNewsCard } from "#cards/idea-news-card";
import { IDEA_PHRASES } from "#cards/idea-words";
import type { IdeaEvent } from "#domain/idea";
import { say } from "#domain/local-text";
import type { NewOutboxMessage } from "#ports/delivery";
import type { IdeaView } from "./idea-view.ts";

/** Once for each question: the author is reminded of it, and the reviewer learns that nobody has answered. */
export function stillAskedMessages(view: IdeaView, asked: IdeaEvent): NewOutboxMessage[] {
  const { idea, author, reviewer } = view;
  return [author, reviewer].flatMap((person) => {
    if (person === null || person.status !== "active") return [];
    const { language } = person;
    const isAuthor = person.id === author.id;
    const next = isAuthor ? IDEA_PHRASES.howToAdd(idea.number) : IDEA_PHRASES.notAnswered(author.name);
    const card = ideaNewsCard({
      language,
      idea,
      news: "still-asked",
      byName: null,
      note: asked.note,
      lines: [say(next, language)],
      canSupplement: isAuthor,
    });
    return [
      {
        key: `idea:${idea.number}:still-asked:${asked.revision}:${person.id}`,
        to: { person: person.id },
        card,
      },
    ];
  });
}
