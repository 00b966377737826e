import type { Language } from "#domain/local-text";
import type { Task } from "#domain/task";
import { type LocalDate, localTime } from "#domain/working-day";
import type { Card, Line } from "./card.ts";
import { agentText, type ShownAgent } from "./contact-fields.ts";
import { actionButtons } from "./list-buttons.ts";
import { PHRASES } from "./phrases.ts";
import { speak, TASK_STATE_WORDS, WORDS } from "./words.ts";

const MAX_BUTTONS = 8;

export type MyTasksCardFacts = {
  readonly language: Language;
  readonly zone: string;
  readonly localDate: LocalDate;
  readonly tasks: readonly (Pick<Task, "id" | "position" | "state" | "dueAt"> & {
    readonly agent: ShownAgent;
  })[];
};

/** A scorer's queue of the day. */
export function myTasksCard(facts: MyTasksCardFacts): Card {
  const { language, tasks } = facts;
  const say = speak(language);
  const open = tasks.filter((task) => task.state === "open");
  const title = `${say(WORDS.myTasks)} ${facts.localDate}`;
  const progress = say(PHRASES.doneOf(tasks.length - open.length, tasks.length));
  const buttons = open
    .slice(0, MAX_BUTTONS)
    .map((task) => ({ text: say(PHRASES.taskShort(task.position)), do: "score.open", task: task.id }));
  return {
    language,
    title,
    ...(tasks.length > 0 && { subtitle: progress }),
    tone: open.length > 0 ? "blue" : "green",
    summary: tasks.length === 0 ? say(WORDS.noTasks) : `${title} · ${progress}`,
    blocks: [
      {
        kind: "text",
        lines: tasks.length === 0 ? [say(WORDS.noTasks)] : tasks.map((task) => taskLine(task, facts)),
      },
      ...(buttons.length > 0 ? [actionButtons(buttons)] : []),
    ],
  };
}

function taskLine(task: MyTasksCardFacts["tasks"][number], { language, zone }: MyTasksCardFacts): Line {
  const say = speak(language);
  const isOpen = task.state === "open";
  const due = isOpen ? ` ${say(WORDS.deadline)} ${localTime(task.dueAt, zone)}` : "";
  return [
    { text: say(PHRASES.taskShort(task.position)), bold: true },
    { text: ` ${agentText(task.agent, language)}` },
    { text: ` ${say(TASK_STATE_WORDS[task.state])}${due}`, tone: isOpen ? "warning" : "good" },
  ];
}
