import type { Idea } from "#domain/idea";
import type { Language } from "#domain/local-text";
import { cutText } from "#domain/storable-text";
import type { ActionButton, Card, Tone } from "./card.ts";
import { IDEA_NEWS_WORDS, IDEA_PHRASES, IDEA_WORDS, type IdeaNews } from "./idea-words.ts";
import { speak } from "./words.ts";

export type IdeaNewsCardFacts = {
  readonly language: Language;
  readonly idea: Pick<Idea, "id" | "number" | "text">;
  readonly news: IdeaNews;
  /** Who did it; null: nobody but the program. */
  readonly byName: string | null;
  /** What they wrote: a reason, a question. */
  readonly note: string | null;
  /** Further sentences, ready to be read. */
  readonly lines: readonly string[];
  /** The reader can answer the question at once. */
  readonly canSupplement: boolean;
};

const TONES: Partial<Record<IdeaNews, Tone>> = {
  adopted: "green",
  asked: "orange",
  "still-asked": "orange",
  declined: "grey",
};

/** To author and supporters: what has become of their idea. */
export function ideaNewsCard(facts: IdeaNewsCardFacts): Card {
  const { language, idea, news } = facts;
  const say = speak(language);
  const title = `${say(IDEA_PHRASES.numbered(idea.number))} ${say(IDEA_NEWS_WORDS[news])}`;
  const supplement: ActionButton = {
    kind: "action",
    name: "supplement",
    text: say(IDEA_WORDS.supplement),
    style: "primary",
    action: { do: "idea.step", idea: idea.id, step: "supplement" },
  };
  return {
    language,
    title,
    tone: TONES[news] ?? "blue",
    summary: title,
    blocks: [
      { kind: "text", size: "small", lines: [cutText(idea.text, 200)] },
      ...(facts.note === null && facts.byName === null
        ? []
        : [
            {
              kind: "fields" as const,
              fields: [
                ...(facts.byName === null ? [] : [{ label: say(IDEA_WORDS.reviewer), value: facts.byName }]),
                ...(facts.note === null ? [] : [{ label: say(IDEA_WORDS.reason), value: facts.note }]),
              ],
            },
          ]),
      ...(facts.lines.length > 0 ? [{ kind: "text" as const, lines: facts.lines }] : []),
      {
        kind: "buttons",
        buttons: [
          ...(facts.canSupplement ? [supplement] : []),
          {
            kind: "action",
            name: "open",
            text: say(IDEA_WORDS.view),
            style: "default",
            action: { do: "idea.open", idea: idea.id },
          },
        ],
      },
    ],
  };
}
