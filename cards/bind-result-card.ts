import type { Language, LocalText } from "#domain/local-text";
import type { Card, Tone } from "./card.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

export type BindResultCardFacts = {
  readonly language: Language;
  /**
   * `waiting`, `still-waiting`, `approved`, `refused` speak to the one who asks, `replaced` to the account that was;
   * `decided` replaces the manager's question.
   */
  readonly result:
    | {
        readonly kind: "waiting" | "still-waiting" | "approved" | "refused" | "replaced";
        readonly name: string;
        readonly employeeNo: string;
      }
    | {
        readonly kind: "decided";
        readonly name: string;
        readonly deciderName: string;
        readonly isApproved: boolean;
      };
};

export function bindResultCard({ language, result }: BindResultCardFacts): Card {
  const say = speak(language);
  const text = say(textOf(result));
  return {
    language,
    title: say(WORDS.bindTitle),
    tone: toneOf(result),
    summary: text,
    blocks: [{ kind: "text", lines: [text] }],
  };
}

function textOf(result: BindResultCardFacts["result"]): LocalText {
  switch (result.kind) {
    case "waiting":
      return PHRASES.bindWaiting(result.employeeNo);
    case "still-waiting":
      return PHRASES.bindStillWaiting(result.employeeNo);
    case "approved":
      return PHRASES.bindApproved(result.name, result.employeeNo);
    case "refused":
      return PHRASES.bindRefused(result.employeeNo);
    case "replaced":
      return PHRASES.bindReplaced(result.name, result.employeeNo);
    case "decided":
      return PHRASES.bindDecided(result.name, result.deciderName, result.isApproved);
  }
}

function toneOf(result: BindResultCardFacts["result"]): Tone {
  if (result.kind === "decided") {
    return "grey";
  }
  return (
    {
      waiting: "blue",
      "still-waiting": "blue",
      approved: "green",
      refused: "red",
      replaced: "orange",
    } as const
  )[result.kind];
}
