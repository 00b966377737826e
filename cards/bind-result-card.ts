import type { Language, LocalText } from "#domain/local-text";
import type { Card, Tone } from "./card.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

const MOST_NAMES = 3;

export type BindResultCardFacts = {
  readonly language: Language;
  /**
   * `waiting`, `still-waiting`, `approved`, `refused` speak to the one who asks, `replaced` to the account that was;
   * `decided` replaces the manager's question.
   */
  readonly result:
    | {
        readonly kind: "waiting" | "approved" | "refused" | "replaced";
        readonly name: string;
        readonly employeeNo: string;
      }
    | {
        readonly kind: "still-waiting";
        readonly employeeNo: string;
        readonly deciderNames: readonly string[];
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
      return PHRASES.bindStillWaiting(result.employeeNo, firstNames(result.deciderNames));
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

/** Everybody who decides may be many; a few are enough to know whom to ask. */
function firstNames(names: readonly string[]): LocalText {
  const shown = names.slice(0, MOST_NAMES);
  const isAll = shown.length === names.length;
  return {
    zh: shown.join("、") + (isAll ? "" : ` 等 ${names.length} 位`),
    en: shown.join(", ") + (isAll ? "" : ` or one of ${names.length - MOST_NAMES} others`),
  };
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
