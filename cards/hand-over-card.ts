import type { Language } from "#domain/local-text";
import type { Task } from "#domain/task";
import type { Block, Card, PersonPart } from "./card.ts";
import { backButton } from "./task-buttons.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

const MAX_REASON_CHARACTERS = 200;

export type HandOverCardFacts = {
  readonly language: Language;
  readonly task: Pick<Task, "id" | "revision" | "position">;
  readonly total: number;
  /** Only those who may score this conversation. */
  readonly people: PersonPart["people"];
};

/** Who takes the conversation over. The answer: `person` (the platform's id), `reason`. */
export function handOverCard(facts: HandOverCardFacts): Card {
  const { language, task } = facts;
  const say = speak(language);
  const title = `${say(WORDS.handOver)} · ${say(PHRASES.taskOf(task.position, facts.total))}`;
  // A platform fills an empty list with everybody in the chat, so there is no form then.
  const body: Block =
    facts.people.length === 0 ? { kind: "text", lines: [say(WORDS.noPeople)] } : handOverForm(facts);
  return {
    language,
    title,
    tone: "orange",
    summary: title,
    blocks: [body, { kind: "buttons", buttons: [backButton(task.id, language)] }],
  };
}

function handOverForm({ language, task, people }: HandOverCardFacts): Block {
  const say = speak(language);
  return {
    kind: "form",
    name: "hand-over",
    parts: [
      {
        kind: "person",
        name: "person",
        label: say(WORDS.handOverTo),
        isRequired: true,
        placeholder: say(WORDS.choose),
        people,
      },
      {
        kind: "input",
        name: "reason",
        label: say(WORDS.reason),
        isRequired: true,
        placeholder: say(WORDS.reasonPlaceholder),
        isMultiline: true,
        maxCharacters: MAX_REASON_CHARACTERS,
      },
    ],
    submit: {
      kind: "action",
      name: "hand-over-submit",
      text: say(WORDS.handOverSubmit),
      style: "primary",
      action: { do: "score.hand-over", task: task.id, revision: task.revision },
    },
  };
}
