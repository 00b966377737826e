import { Marked, type Token, type Tokens } from "marked";
import { nested, type Part } from "./card-markdown-tags.ts";
import { decodeEntities } from "./card-entities.ts";
import { safeUrl } from "./card-url.ts";

/** What stands in a line. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "strong" | "em" | "del"; readonly children: readonly Inline[] }
  | { readonly kind: "link"; readonly url: string | undefined; readonly children: readonly Inline[] }
  | { readonly kind: "image"; readonly key: string; readonly alt: string }
  | { readonly kind: "font"; readonly color: string; readonly children: readonly Inline[] }
  | { readonly kind: "tag"; readonly color: string; readonly children: readonly Inline[] }
  | { readonly kind: "mention"; readonly id: string }
  | { readonly kind: "person"; readonly id: string; readonly hasName: boolean; readonly hasAvatar: boolean }
  | {
      readonly kind: "number";
      readonly text: string;
      readonly ground: string;
      readonly color: string;
      readonly url: string | undefined;
    }
  | {
      readonly kind: "time";
      readonly milliseconds: number;
      readonly format: string;
      readonly url: string | undefined;
    };

type Align = "left" | "center" | "right" | null;

export type Block =
  | { readonly kind: "paragraph"; readonly children: readonly Inline[] }
  | { readonly kind: "heading"; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: "list"; readonly start: number | null; readonly items: readonly ListItem[] }
  | { readonly kind: "quote"; readonly children: readonly Block[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "rule" }
  | {
      readonly kind: "table";
      readonly align: readonly Align[];
      readonly header: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    };

type ListItem = { readonly isChecked: boolean | null; readonly children: readonly Block[] };

const CARD_TAG = /^<(\/?)(at|font|text_tag|person|link|number_tag|local_datetime|a|br)(\s[^<>]*?)?\s*\/?>/i;

// Blocks of HTML do not exist in a card: what looks like one is a line of text, with our tags in it at most.
const parser = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: { html: () => undefined },
  extensions: [
    {
      name: "cardTag",
      level: "inline",
      start: (source) => source.indexOf("<"),
      tokenizer: (source) => {
        const match = CARD_TAG.exec(source);
        return match ? { type: "cardTag", raw: match[0], match } : undefined;
      },
    },
  ],
});

/** The markdown of a card as blocks; nothing in it is ever read as HTML. */
export function markdownBlocks(content: string): Block[] {
  return parser.lexer(content).flatMap(blockOf);
}

/** A text of lark_md: only what stands in a line, each line for itself. */
export function markdownLines(content: string): Inline[] {
  return content.split("\n").flatMap((line, index): Inline[] => {
    const inlines = inlinesOf(parser.Lexer.lexInline(line, parser.defaults));
    return index === 0 ? inlines : [{ kind: "break" }, ...inlines];
  });
}

function blockOf(token: Token): Block[] {
  switch (token.type) {
    case "space":
    case "def":
    case "checkbox":
      return [];
    case "heading":
      return [{ kind: "heading", level: Number(token["depth"]), children: inlinesOf(token.tokens) }];
    case "list":
      return [listOf(token as Tokens.List)];
    case "blockquote":
      return [{ kind: "quote", children: (token.tokens ?? []).flatMap(blockOf) }];
    case "code":
      return [{ kind: "code", text: String(token["text"]) }];
    case "hr":
      return [{ kind: "rule" }];
    case "table":
      return [tableOf(token as Tokens.Table)];
    default:
      return [
        {
          kind: "paragraph",
          children: inlinesOf(token.type === "text" && !token.tokens ? [token] : childrenOf(token)),
        },
      ];
  }
}

function childrenOf(token: Token): Token[] {
  return "tokens" in token && Array.isArray(token.tokens) ? token.tokens : [];
}

function listOf(token: Tokens.List): Block {
  return {
    kind: "list",
    start: token.ordered ? Number(token.start) : null,
    items: token.items.map((item) => ({
      isChecked: item.task ? item.checked === true : null,
      children: item.tokens.flatMap(blockOf),
    })),
  };
}

function tableOf(token: Tokens.Table): Block {
  return {
    kind: "table",
    align: token.align,
    header: token.header.map((cell) => inlinesOf(cell.tokens)),
    rows: token.rows.map((row) => row.map((cell) => inlinesOf(cell.tokens))),
  };
}

function inlinesOf(tokens: readonly Token[] | undefined): Inline[] {
  return nested((tokens ?? []).map(partOf));
}

function partOf(token: Token): Part {
  switch (token.type) {
    case "cardTag": {
      const [, slash, name = "", attributes = ""] = token["match"] as RegExpExecArray;
      return { tag: name.toLowerCase(), isEnd: slash === "/", attributes, raw: token.raw };
    }
    case "strong":
    case "em":
    case "del":
      return { kind: token.type, children: inlinesOf(token.tokens) };
    case "codespan":
      return { kind: "code", text: String(token["text"]) };
    case "br":
      return { kind: "break" };
    case "escape":
      return { kind: "text", text: String(token["text"]) };
    case "link":
      return { kind: "link", url: safeUrl(String(token["href"])), children: inlinesOf(token.tokens) };
    case "image":
      return { kind: "image", key: String(token["href"]), alt: String(token["text"]) };
    case "text":
      // The raw text, since marked has already replaced some entities in the other and would lose an escaped one.
      return { kind: "text", text: decodeEntities(token.raw) };
    default:
      return { kind: "text", text: token.raw };
  }
}
