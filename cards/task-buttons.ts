import type { Language } from "#domain/local-text";
import type { ActionButton } from "./card.ts";
import { speak, WORDS } from "./words.ts";

/** Back to the form from a side step. */
export function backButton(taskId: string, language: Language): ActionButton {
  return {
    kind: "action",
    name: "back",
    text: speak(language)(WORDS.back),
    style: "default",
    action: { do: "score.open", task: taskId },
  };
}
