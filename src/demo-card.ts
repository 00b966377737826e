import type { Message } from "#emulator/lark/messages";

/** What a person sees of a card in the emulator, as far as the demo's people look at it. */
export type SeenCard = {
  readonly messageId: string;
  readonly title: string;
  readonly subtitle: string;
  /** Every word that it shows. */
  readonly text: string;
  /** The name of the button that sends the form, null when there is none. */
  readonly submit: string | null;
  readonly choices: readonly Choice[];
  /** Names of the lines to write in. */
  readonly inputs: readonly string[];
};

export type Choice = { readonly name: string; readonly options: readonly string[] };

type Element = { readonly [field: string]: unknown };

export function readCard(message: Message): SeenCard {
  const elements = [...elementsOf(message.content)];
  const header = (message.content as { header?: { title?: Element; subtitle?: Element } }).header;
  const submit = elements.find((element) => element["form_action_type"] === "submit");
  return {
    messageId: message.messageId,
    title: String(header?.title?.["content"] ?? ""),
    subtitle: String(header?.subtitle?.["content"] ?? ""),
    text: elements.flatMap(({ content }) => (typeof content === "string" ? [plain(content)] : [])).join("\n"),
    submit: submit === undefined ? null : String(submit["name"]),
    choices: elements
      .filter(({ tag }) => tag === "select_static")
      .map(({ name, options }) => ({
        name: String(name),
        options: (options as { value: string }[]).map(({ value }) => value),
      })),
    inputs: elements.filter(({ tag }) => tag === "input").map(({ name }) => String(name)),
  };
}

function* elementsOf(part: unknown): Generator<Element> {
  if (typeof part !== "object" || part === null) return;
  if (!Array.isArray(part)) yield part as Element;
  for (const child of Object.values(part)) yield* elementsOf(child);
}

/** Signs that mean something in the client's markdown are written as entities. */
const plain = (text: string): string =>
  text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
