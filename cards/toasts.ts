import type { ErrorCode, ErrorFacts } from "#domain/error";
import type { Language } from "#domain/local-text";
import type { Toast } from "./card.ts";
import { problemText } from "./problem-words.ts";
import { DONE_WORDS, speak, WORDS } from "./words.ts";

/** Not a fault of the person: nothing is red about these. */
const MILD: readonly ErrorCode[] = ["already-done", "busy", "closed"];

export function doneToast(done: keyof typeof DONE_WORDS, language: Language): Toast {
  return { kind: "success", text: speak(language)(DONE_WORDS[done]) };
}

/** For work that takes longer than a press may: the card follows. */
export function workingToast(language: Language): Toast {
  return {
    kind: "info",
    text: speak(language)(WORDS.working),
  };
}

export function problemToast(code: ErrorCode, facts: ErrorFacts, language: Language): Toast {
  return { kind: MILD.includes(code) ? "info" : "error", text: problemText(code, facts, language) };
}
