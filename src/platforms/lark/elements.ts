import type { ActionButton, Button, FieldsBlock, TextBlock } from "#cards/card";
import { cutText } from "#domain/storable-text";
import { actionToName } from "./action-name.ts";
import { lineToMarkdown, linesToMarkdown, safeUrl, styled } from "./markdown.ts";

export type Element = Readonly<Record<string, unknown>> & { readonly tag: string };

/** What the parts of one card share while it is drawn. */
export type Drawing = {
  /** Leaves out what is only comfort, for a card with too many elements. */
  readonly isCompact: boolean;
  /** Names already given: they must be unique in the whole card. */
  readonly names: Set<string>;
  /** How many tables stand in the card so far: Lark takes only some. */
  tables: number;
};

const TEXT_SIZES = { large: "heading-1", small: "notation" } as const satisfies Record<
  NonNullable<TextBlock["size"]>,
  string
>;
const MAX_LABEL_CHARACTERS = 100;
const SHORT_FIELD_CHARACTERS = 18;

export function plainText(content: string): Element {
  return { tag: "plain_text", content: cutText(content, MAX_LABEL_CHARACTERS) };
}

export function markdown(content: string, more: Readonly<Record<string, unknown>> = {}): Element {
  return { tag: "markdown", content, ...more };
}

export function drawText(block: TextBlock): Element[] {
  const content = linesToMarkdown(block.lines);
  return content === "" ? [] : [markdown(content, block.size ? { text_size: TEXT_SIZES[block.size] } : {})];
}

/** Label and value; several short ones share two columns, which is what fits on a phone. */
export function drawFields(block: FieldsBlock, drawing: Drawing): Element[] {
  const lines = block.fields.map(
    (field) => `${styled(lineToMarkdown(field.label), { color: "grey" })} ${lineToMarkdown(field.value)}`,
  );
  const isShort = block.fields.every((field) => lengthOf(field) <= SHORT_FIELD_CHARACTERS);
  if (lines.length === 0) {
    return [];
  }
  if (drawing.isCompact || lines.length < 4 || !isShort) {
    return [markdown(lines.join("<br>"))];
  }
  const half = Math.ceil(lines.length / 2);
  return [
    columns(
      "none",
      [lines.slice(0, half), lines.slice(half)].map((part) => [markdown(part.join("<br>"))]),
    ),
  ];
}

function lengthOf(field: FieldsBlock["fields"][number]): number {
  const value = typeof field.value === "string" ? field.value : field.value.map((span) => span.text).join("");
  return field.label.length + value.length;
}

function columns(flexMode: "none" | "flow", contents: readonly (readonly Element[])[]): Element {
  return {
    tag: "column_set",
    flex_mode: flexMode,
    horizontal_spacing: "8px",
    columns: contents.map((elements) => ({
      tag: "column",
      ...(flexMode === "none" ? { width: "weighted", weight: 1 } : { width: "auto" }),
      elements,
    })),
  };
}

export function drawButtons(buttons: readonly Button[], drawing: Drawing): Element[] {
  const drawn = buttons.flatMap((button) =>
    button.kind === "link" ? drawLink(button.text, button.url) : [drawAction(button, drawing)],
  );
  return drawn.length < 2
    ? drawn
    : [
        columns(
          "flow",
          drawn.map((button) => [button]),
        ),
      ];
}

function drawLink(text: string, url: string): Element[] {
  const address = safeUrl(url);
  const behaviors = [{ type: "open_url", default_url: address }];
  return address === null ? [] : [{ tag: "button", text: plainText(text), type: "default", behaviors }];
}

const BUTTON_TYPES = {
  primary: "primary_filled",
  default: "default",
  danger: "danger",
} as const satisfies Record<ActionButton["style"], string>;

/** The action goes into the value, and into the name for clients that leave the value out. */
export function drawAction(button: ActionButton, drawing: Drawing): Element {
  const { confirm } = button;
  return {
    tag: "button",
    name: uniqueName(actionToName(button.action) ?? button.name, drawing),
    text: plainText(button.text),
    type: BUTTON_TYPES[button.style],
    behaviors: [{ type: "callback", value: button.action }],
    ...(confirm && { confirm: { title: plainText(confirm.title), text: plainText(confirm.text) } }),
  };
}

export function uniqueName(wanted: string, drawing: Drawing): string {
  let name = wanted;
  for (let number = 2; drawing.names.has(name); number += 1) {
    name = `${wanted}-${number}`;
  }
  drawing.names.add(name);
  return name;
}
