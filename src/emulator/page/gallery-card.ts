import type { JsonObject } from "./card/card-json.ts";

export const plain = (content: string, english?: string): JsonObject => ({
  tag: "plain_text",
  content,
  ...(english !== undefined && { i18n_content: { en_us: english } }),
});

export const markdown = (content: string, more: JsonObject = {}): JsonObject => ({
  tag: "markdown",
  content,
  ...more,
});

export const callback = (value: JsonObject): JsonObject => ({ behaviors: [{ type: "callback", value }] });

export const link = (url: string): JsonObject => ({ behaviors: [{ type: "open_url", default_url: url }] });

export function card(elements: readonly JsonObject[], more: JsonObject = {}): JsonObject {
  return { schema: "2.0", config: { update_multi: true }, body: { elements }, ...more };
}

export function columns(
  contents: readonly (readonly JsonObject[])[],
  more: JsonObject = {},
  column: JsonObject = {},
): JsonObject {
  return {
    tag: "column_set",
    ...more,
    columns: contents.map((elements) => ({
      tag: "column",
      width: "weighted",
      weight: 1,
      ...column,
      elements,
    })),
  };
}
