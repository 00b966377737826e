import type { Message } from "#emulator/lark/messages";

export type SeenCard = {
  readonly messageId: string;
  readonly title: string;
  readonly subtitle: string;
  /** The name of the button that sends the form, null when there is none. */
  readonly submit: string | null;
  readonly choices: readonly { readonly name: string; readonly options: readonly string[] }[];
  /** Names of drop-downs with only two steps: a slip there would be a grave one. */
  readonly redLines: readonly string[];
};

type Element = { readonly [field: string]: unknown };

/** What a person sees of a card in the emulator, as far as the demo's people look at it. */
export function readCard(message: Message): SeenCard {
  const elements = [...elementsOf(message.content)];
  const header = (message.content as { header?: { title?: Element; subtitle?: Element } }).header;
  const choices = elements
    .filter(({ tag }) => tag === "select_static")
    .map(({ name, options }) => ({
      name: String(name),
      options: (options as { value: string }[]).map(({ value }) => value),
    }));
  const submit = elements.find((element) => element["form_action_type"] === "submit");
  return {
    messageId: message.messageId,
    title: String(header?.title?.["content"] ?? ""),
    subtitle: String(header?.subtitle?.["content"] ?? ""),
    submit: submit === undefined ? null : String(submit["name"]),
    choices,
    redLines: choices.filter(({ options }) => options.length === 2).map(({ name }) => name),
  };
}

function* elementsOf(part: unknown): Generator<Element> {
  if (typeof part !== "object" || part === null) return;
  if (!Array.isArray(part)) yield part as Element;
  for (const child of Object.values(part)) yield* elementsOf(child);
}
