import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { Task } from "#domain/task";
import type { Card } from "./card.ts";
import { backButton } from "./task-buttons.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

const MAX_NOTE_CHARACTERS = 500;

export type SkipCardFacts = {
  readonly language: Language;
  readonly task: Pick<Task, "id" | "revision" | "position">;
  readonly total: number;
  /** The policy's list. */
  readonly reasons: readonly (LocalText & { readonly id: string })[];
};

/** Why a conversation cannot be scored. The answer: `reason` (an id of the policy), `note`. */
export function skipCard(facts: SkipCardFacts): Card {
  const { language, task } = facts;
  const say = speak(language);
  const title = `${say(WORDS.skip)} · ${say(PHRASES.taskOf(task.position, facts.total))}`;
  return {
    language,
    title,
    tone: "orange",
    summary: title,
    blocks: [
      {
        kind: "form",
        name: "skip",
        parts: [
          {
            kind: "choice",
            name: "reason",
            label: say(WORDS.reason),
            isRequired: true,
            placeholder: say(WORDS.choose),
            options: facts.reasons.map((reason) => ({ value: reason.id, text: sayIn(reason, language) })),
          },
          {
            kind: "input",
            name: "note",
            label: say(WORDS.note),
            isRequired: false,
            placeholder: say(WORDS.notePlaceholder),
            isMultiline: true,
            maxCharacters: MAX_NOTE_CHARACTERS,
          },
        ],
        submit: {
          kind: "action",
          name: "skip-submit",
          text: say(WORDS.skipSubmit),
          style: "danger",
          action: { do: "score.skip", task: task.id, revision: task.revision },
        },
      },
      { kind: "buttons", buttons: [backButton(task.id, language)] },
    ],
  };
}
