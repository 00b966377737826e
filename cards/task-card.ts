import type { Language } from "#domain/local-text";
import type { Scorecard } from "#domain/scorecard";
import type { Task } from "#domain/task";
import type { Block, Card } from "./card.ts";
import { agentText, contactFields, type ShownAgent, type ShownContact } from "./contact-fields.ts";
import { conversationBlock } from "./conversation.ts";
import { formatMoment } from "./format.ts";
import { automaticFields, type GivenAnswers, scoreForm } from "./score-form.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

export type TaskCardFacts = {
  readonly language: Language;
  readonly zone: string;
  readonly task: Pick<Task, "id" | "revision" | "position" | "dueAt">;
  /** How many tasks the scorer has that day. */
  readonly total: number;
  readonly agent: ShownAgent;
  readonly contact: ShownContact;
  readonly sceneName: string | null;
  readonly scorecard: Scorecard;
  readonly hintTurns: readonly number[];
  readonly transcriptUrl: string | null;
  readonly minCommentCharacters: number;
  /** The answers to start from. */
  readonly given?: GivenAnswers;
};

/** One conversation to score: what is known, what was said, and the scorecard as a form. */
export function taskCard(facts: TaskCardFacts): Card {
  const { language, zone, task, contact } = facts;
  const say = speak(language);
  // Such a task can no longer be skipped or moved.
  const isCorrection = task.revision > 0;
  const title = say(PHRASES.taskOf(task.position, facts.total));
  const due = `${say(WORDS.deadline)} ${formatMoment(task.dueAt, zone)}`;
  const automatic = automaticFields(facts);
  const blocks: Block[] = [
    {
      kind: "fields",
      fields: [
        { label: say(WORDS.agent), value: agentText(facts.agent, language) },
        ...contactFields(contact, facts),
      ],
    },
    conversationBlock({ ...facts, turns: contact.turns }, facts),
    ...(automatic.length > 0
      ? [
          { kind: "text", lines: [[{ text: say(WORDS.automatic), bold: true }]] } as const,
          { kind: "fields", fields: automatic } as const,
        ]
      : []),
    scoreForm({
      ...facts,
      hasTurns: contact.turns.length > 0,
    }),
  ];
  return {
    language,
    title,
    subtitle: due,
    tone: "blue",
    ...(isCorrection && { tags: [{ text: say(WORDS.correct), tone: "orange" as const }] }),
    summary: `${title} · ${due}`,
    blocks: isCorrection ? blocks : [...blocks, moveButtons(task.id, language)],
  };
}

function moveButtons(taskId: string, language: Language): Block {
  const say = speak(language);
  return {
    kind: "buttons",
    buttons: [
      {
        kind: "action",
        name: "ask-skip",
        text: say(WORDS.skip),
        style: "default",
        action: { do: "score.ask-skip", task: taskId },
      },
      {
        kind: "action",
        name: "ask-hand-over",
        text: say(WORDS.handOver),
        style: "default",
        action: { do: "score.ask-hand-over", task: taskId },
      },
    ],
  };
}
