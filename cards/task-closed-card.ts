import type { Language } from "#domain/local-text";
import type { Task } from "#domain/task";
import type { Card } from "./card.ts";
import { formatMoment } from "./format.ts";
import { PHRASES } from "./phrases.ts";
import { CLOSED_WORDS, speak, WORDS } from "./words.ts";

export type TaskClosedCardFacts = {
  readonly language: Language;
  readonly zone: string;
  readonly task: Pick<Task, "position">;
  readonly total: number;
  /** `replaced`: a newer card of the same task was sent. */
  readonly how:
    | { readonly kind: "skipped" }
    | { readonly kind: "handed-over"; readonly toName: string }
    | { readonly kind: "cancelled" }
    | { readonly kind: "replaced" };
  readonly reason: string | null;
  readonly at: Date;
};

/** What stays of a task that this scorer has nothing to do for any more. */
export function taskClosedCard(facts: TaskClosedCardFacts): Card {
  const { language, how } = facts;
  const say = speak(language);
  const outcome = say(how.kind === "handed-over" ? PHRASES.movedTo(how.toName) : CLOSED_WORDS[how.kind]);
  const title = say(PHRASES.taskOf(facts.task.position, facts.total));
  return {
    language,
    title,
    tone: "grey",
    summary: `${title} · ${outcome}`,
    blocks: [
      { kind: "text", lines: [[{ text: outcome, bold: true }]] },
      ...(facts.reason
        ? [{ kind: "fields" as const, fields: [{ label: say(WORDS.reason), value: facts.reason }] }]
        : []),
      { kind: "text", size: "small", lines: [formatMoment(facts.at, facts.zone)] },
    ],
  };
}
