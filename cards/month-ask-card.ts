import type { ErrorFacts, ErrorCode } from "#domain/error";
import type { Language } from "#domain/local-text";
import type { LocalMonth } from "#domain/working-day";
import type { Card } from "./card.ts";
import { MONTH_PHRASES, MONTH_WORDS } from "./month-words.ts";
import { problemText } from "./problem-words.ts";
import { speak } from "./words.ts";

export type MonthAskCardFacts = {
  readonly language: Language;
  readonly month: LocalMonth;
  /** What stands in the way, said before anybody presses. */
  readonly problem: { readonly code: ErrorCode; readonly facts: ErrorFacts } | null;
  /** The version that was made of it; null: it waits to be closed. */
  readonly closedAs: number | null;
};

/** On the policy's day the manager is asked to close the last month: the last word about it is a person's. */
export function monthAskCard({ language, month, problem, closedAs }: MonthAskCardFacts): Card {
  const say = speak(language);
  const title = `${month} ${say(MONTH_WORDS.askClose)}`;
  if (closedAs !== null) {
    const closed = say(MONTH_PHRASES.closedAs(closedAs));
    return { language, title, tone: "grey", summary: closed, blocks: [{ kind: "text", lines: [closed] }] };
  }
  return {
    language,
    title,
    tone: "orange",
    summary: title,
    blocks: [
      {
        kind: "text",
        lines: [
          say(MONTH_PHRASES.askClose(month)),
          ...(problem === null
            ? []
            : [[{ text: problemText(problem.code, problem.facts, language), tone: "warning" as const }]]),
        ],
      },
      {
        kind: "buttons",
        buttons: [
          {
            kind: "action",
            name: "close",
            text: say(MONTH_WORDS.close),
            style: "primary",
            action: { do: "month.close", month },
          },
        ],
      },
    ],
  };
}
