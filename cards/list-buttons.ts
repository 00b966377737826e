import type { Action, ButtonsBlock } from "./card.ts";

/** A row of plain buttons; each is named by its place. */
export function actionButtons(buttons: readonly (Action & { readonly text: string })[]): ButtonsBlock {
  return {
    kind: "buttons",
    buttons: buttons.map(({ text, ...action }, index) => ({
      kind: "action",
      name: `button-${index + 1}`,
      text,
      style: index === 0 ? "primary" : "default",
      action: action as Action,
    })),
  };
}
