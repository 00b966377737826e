import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import { MAX_NOTE_CHARACTERS } from "#domain/note-text";
import type { Card, FormPart } from "./card.ts";
import { IDEA_WORDS } from "./idea-words.ts";
import { speak, WORDS } from "./words.ts";

export type Named = { readonly id: string; readonly name: LocalText };
export type IdeaFormCardFacts = { readonly language: Language; readonly categories: readonly Named[] };

/** Somebody who wrote 金点子 and nothing else. The answer: `category`, `text`, `links`. */
export function ideaFormCard({ language, categories }: IdeaFormCardFacts): Card {
  const say = speak(language);
  const title = say(IDEA_WORDS.idea);
  return {
    language,
    title,
    tone: "violet",
    summary: title,
    blocks: [
      {
        kind: "form",
        name: "idea",
        parts: [
          categoryChoice(language, categories),
          {
            kind: "input",
            name: "text",
            label: say(IDEA_WORDS.ideaText),
            isRequired: true,
            placeholder: say(IDEA_WORDS.ideaPlaceholder),
            isMultiline: true,
            maxCharacters: MAX_NOTE_CHARACTERS,
          },
          {
            kind: "input",
            name: "links",
            label: say(IDEA_WORDS.links),
            isRequired: false,
            placeholder: say(IDEA_WORDS.linksPlaceholder),
            isMultiline: false,
            maxCharacters: 500,
          },
        ],
        submit: {
          kind: "action",
          name: "idea-submit",
          text: say(IDEA_WORDS.submit),
          style: "primary",
          action: { do: "idea.submit" },
        },
      },
    ],
  };
}

function categoryChoice(language: Language, categories: readonly Named[]): FormPart {
  const say = speak(language);
  return {
    kind: "choice",
    name: "category",
    label: say(IDEA_WORDS.category),
    isRequired: true,
    placeholder: say(WORDS.choose),
    options: categories.map(({ id, name }) => ({ value: id, text: sayIn(name, language) })),
  };
}
