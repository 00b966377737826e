import { ideaNewsCard } from "#cards/idea-news-card";
import type { IdeaNews } from "#cards/idea-words";
import type { Idea } from "#domain/idea";
import type { LocalText } from "#domain/local-text";
import type { Person } from "#domain/person";
import type { NewOutboxMessage } from "#ports/delivery";
import type { RecognitionDeps } from "./deps.ts";
import { cardOf, type CardExtras, type IdeaView } from "./idea-view.ts";

/** The answer to a press replaces the card at once; the patch that makes sure of it must not overtake that answer. */
const PATCH_AFTER_PRESS_MILLISECONDS = 3_000;

const cardKey = ({ number, cardIssue }: Idea, personId: string): string =>
  `idea:${number}:card:${cardIssue}:${personId}`;

/** Who has a card to decide on. */
const holders = ({ reviewer, escalatedTo }: IdeaView): readonly Person[] =>
  [reviewer, escalatedTo].flatMap((person) => person ?? []);

/** The card with which an idea comes to those who answer; `idea.cardIssue` must be a new one. */
export function reviewMessages(
  deps: Pick<RecognitionDeps, "calendar">,
  view: IdeaView,
  extras: (reader: Person) => CardExtras = () => ({}),
): NewOutboxMessage[] {
  return holders(view).map((person) => ({
    key: cardKey(view.idea, person.id),
    to: { person: person.id },
    card: cardOf(deps, view, person, extras(person)),
  }));
}

/** The same to somebody who joins those who answer. */
export function joiningMessage(
  deps: Pick<RecognitionDeps, "calendar">,
  view: IdeaView,
  person: Person,
  notice: string,
): NewOutboxMessage {
  return {
    key: cardKey(view.idea, person.id),
    to: { person: person.id },
    card: cardOf(deps, view, person, { notice }),
  };
}

/** The newest cards of those who had one before the change, as the idea stands now. */
export function reviewPatches(
  deps: Pick<RecognitionDeps, "calendar">,
  { before, view }: { readonly before: IdeaView; readonly view: IdeaView },
  pressedAt: Date,
): NewOutboxMessage[] {
  return holders(before).map((person) => ({
    key: `${cardKey(view.idea, person.id)}:${view.idea.revision}`,
    to: { patchOf: cardKey(view.idea, person.id) },
    card: cardOf(deps, view, person),
    dueAt: new Date(pressedAt.getTime() + PATCH_AFTER_PRESS_MILLISECONDS),
  }));
}

export type Telling = {
  readonly news: IdeaNews;
  readonly by: Person | null;
  readonly note: string | null;
  /** For everybody, or for one of them. */
  readonly lines: (person: Person) => readonly LocalText[];
};

/** To authors and supporters, but not to whoever did it: once for each change. */
export function newsMessages(view: IdeaView, { news, by, note, lines }: Telling): NewOutboxMessage[] {
  const { idea, authors, supporters } = view;
  return [...authors, ...supporters]
    .filter(({ id, status }) => id !== by?.id && status === "active")
    .map((person) => ({
      key: `idea:${idea.number}:news:${idea.revision}:${person.id}`,
      to: { person: person.id },
      card: ideaNewsCard({
        language: person.language,
        idea,
        news,
        byName: by?.name ?? null,
        note,
        lines: lines(person).map((line) => line[person.language]),
        canSupplement: idea.state === "needs-more" && person.id === idea.authorId,
      }),
    }));
}
