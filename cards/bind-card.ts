import type { Language } from "#domain/local-text";
import type { Card } from "./card.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

/** For somebody we do not know: how to be known, and nothing else. */
export function bindCard(facts: { readonly language: Language }): Card {
  const say = speak(facts.language);
  const title = say(WORDS.bindFirst);
  return {
    language: facts.language,
    title,
    tone: "orange",
    summary: title,
    blocks: [{ kind: "text", lines: [say(PHRASES.bindHow())] }],
  };
}
