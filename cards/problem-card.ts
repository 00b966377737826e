import type { ErrorCode, ErrorFacts } from "#domain/error";
import type { Language } from "#domain/local-text";
import type { Card } from "./card.ts";
import { problemWords } from "./problem-words.ts";
import { speak, WORDS } from "./words.ts";

export type ProblemCardFacts = {
  readonly language: Language;
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
};

/** Why something did not work, and the next step. What was done before has not failed. */
export function problemCard({ language, code, facts }: ProblemCardFacts): Card {
  const say = speak(language);
  const { what, next } = problemWords(code, facts);
  return {
    language,
    title: say(code === "already-done" ? WORDS.problemDone : WORDS.problem),
    tone: code === "already-done" ? "blue" : "orange",
    summary: say(what),
    blocks: [{ kind: "text", lines: [[{ text: say(what), bold: true }], say(next)] }],
  };
}
