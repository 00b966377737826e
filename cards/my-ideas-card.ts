import type { Idea } from "#domain/idea";
import type { Language, LocalText } from "#domain/local-text";
import { cutText } from "#domain/storable-text";
import type { Block, Card, Line } from "./card.ts";
import { IDEA_STATE_WORDS, IDEA_WORDS } from "./idea-words.ts";
import { actionButtons } from "./list-buttons.ts";
import { speak } from "./words.ts";

const MAX_BUTTONS = 5;

export type ListedIdea = Pick<Idea, "id" | "number" | "text" | "state">;
export type MyIdeasCardFacts = {
  readonly language: Language;
  /** Newest first. */
  readonly own: readonly ListedIdea[];
  /** What waits for the reader as a reviewer, oldest first. */
  readonly waiting: readonly ListedIdea[];
};

/** One's own ideas with their states, and those that wait for one's answer. */
export function myIdeasCard({ language, own, waiting }: MyIdeasCardFacts): Card {
  const say = speak(language);
  const title = say(IDEA_WORDS.myIdeas);
  const empty: Block[] = [{ kind: "text", lines: [say(IDEA_WORDS.none)] }];
  return {
    language,
    title,
    tone: "violet",
    summary: `${title} · ${own.length}`,
    blocks: [
      ...(waiting.length > 0 ? listOf(language, waiting, "w", IDEA_WORDS.awaits) : []),
      ...(own.length > 0 ? listOf(language, own, "o", null) : waiting.length > 0 ? [] : empty),
    ],
  };
}

function listOf(
  language: Language,
  ideas: readonly ListedIdea[],
  prefix: string,
  heading: LocalText | null,
): Block[] {
  const say = speak(language);
  const lines = ideas.map(({ number, text, state }): Line => [
    { text: `#${number} `, bold: true },
    { text: say(IDEA_STATE_WORDS[state]), tone: "muted" },
    { text: ` ${cutText(text.replace(/\s+/g, " "), 40)}` },
  ]);
  const { buttons } = actionButtons(
    ideas.slice(0, MAX_BUTTONS).map(({ id, number }) => ({ text: `#${number}`, do: "idea.open", idea: id })),
  );
  return [
    {
      kind: "text",
      lines: heading === null ? lines : [[{ text: say(heading), bold: true }], ...lines],
    },
    {
      kind: "buttons",
      buttons: buttons.map((button) =>
        button.kind === "action" ? { ...button, name: `${prefix}-${button.name}` } : button,
      ),
    },
  ];
}
