import type { Card, Toast } from "#cards/card";
import { renderLark } from "./render.ts";

/** The body that answers `card.action.trigger`. An empty answer leaves the card as it is. */
export function callbackAnswer(answer: { readonly toast?: Toast; readonly card?: Card }): string {
  return JSON.stringify({
    ...(answer.toast && { toast: { type: answer.toast.kind, content: answer.toast.text } }),
    ...(answer.card && { card: { type: "raw", data: renderLark(answer.card).lark } }),
  });
}
