import type { Language } from "#domain/local-text";
import type { Task } from "#domain/task";
import { localTime } from "#domain/working-day";
import type { Card } from "./card.ts";
import { actionButtons } from "./list-buttons.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

const MAX_BUTTONS = 8;

export type ReminderCardFacts = {
  readonly language: Language;
  readonly zone: string;
  readonly open: readonly Pick<Task, "id" | "position">[];
  readonly total: number;
  readonly dueAt: Date;
};

/** Before the deadline: what is still open, each one a press away. */
export function reminderCard(facts: ReminderCardFacts): Card {
  const { language, open } = facts;
  const say = speak(language);
  const done = facts.total - open.length;
  const text = say(PHRASES.tasksOpen(open.length, localTime(facts.dueAt, facts.zone)));
  const buttons = open
    .slice(0, MAX_BUTTONS)
    .map((task) => ({ text: say(PHRASES.taskShort(task.position)), do: "score.open", task: task.id }));
  return {
    language,
    title: say(WORDS.reminder),
    subtitle: say(PHRASES.doneOf(done, facts.total)),
    tone: "orange",
    summary: open.length === 0 ? say(PHRASES.allDone(facts.total)) : text,
    blocks:
      open.length === 0
        ? [{ kind: "text", lines: [say(PHRASES.allDone(facts.total))] }]
        : [{ kind: "text", lines: [text] }, actionButtons(buttons)],
  };
}
