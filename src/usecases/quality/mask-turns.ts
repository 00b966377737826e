import type { Turn } from "#domain/contact";
import { maskText } from "#domain/masking";

/** Some hundredths of a second of work: presses and the webhook share the process with a large import. */
const CHARACTERS_AT_ONCE = 20_000;

/** Masks the turns of one contact after another, and lets others work in between. */
export function createTurnMasker(): (turns: readonly Turn[]) => Promise<readonly Turn[]> {
  let characters = 0;
  return async (turns) => {
    const masked: Turn[] = [];
    for (const turn of turns) {
      const text = maskText(turn.text);
      masked.push(text === turn.text ? turn : { ...turn, text });
      characters += turn.text.length;
      if (characters < CHARACTERS_AT_ONCE) continue;
      await othersWork();
      characters = 0;
    }
    return masked;
  };
}

/** A promise alone would go on before anything that arrived meanwhile. */
function othersWork(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
