import type { MentionShown } from "#emulator/page-news";

export type TextPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "mention"; readonly name: string; readonly openId: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string };

const MARK = /(@_user_\d+)|<at (?:user_id|id)="?([^">]*)"?>(.*?)<\/at>|(https?:\/\/[^\s<>"“”，。；、）]+)/g;

/** A text as the client shows it: mentions by name, addresses as links. */
export function partsOfText(
  text: string,
  mentions: readonly MentionShown[],
  everybody: string,
): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of text.matchAll(MARK)) {
    if (found.index > end) parts.push({ kind: "text", text: text.slice(end, found.index) });
    parts.push(partOf(found, mentions, everybody));
    end = found.index + found[0].length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}

function partOf(found: RegExpMatchArray, mentions: readonly MentionShown[], everybody: string): TextPart {
  const [whole, key, openId = "", name = "", url] = found;
  if (url !== undefined) return { kind: "link", text: url, url };
  if (key === undefined)
    return { kind: "mention", openId, name: name || (openId === "all" ? everybody : openId) };
  const meant = mentions.find((mention) => mention.key === key);
  return meant === undefined
    ? { kind: "text", text: whole }
    : { kind: "mention", name: meant.name, openId: meant.openId };
}

export type PostPart = {
  readonly tag: string;
  readonly text: string;
  readonly url?: string;
  readonly imageKey?: string;
};
export type Post = { readonly title: string; readonly lines: readonly (readonly PostPart[])[] };

/** A post in the wanted language, or in the one that it has. */
export function readPost(content: unknown, locale: string): Post {
  const byLocale = isObject(content) ? content : {};
  const chosen = byLocale[locale] ?? Object.values(byLocale).find(isObject);
  const post = isObject(chosen) ? chosen : {};
  const lines = Array.isArray(post["content"]) ? post["content"] : [];
  return {
    title: wordsOf(post["title"]),
    lines: lines.map((line: unknown) => (Array.isArray(line) ? line.filter(isObject).map(postPart) : [])),
  };
}

function postPart(part: Record<string, unknown>): PostPart {
  const tag = wordsOf(part["tag"]);
  const text =
    tag === "at" ? `@${wordsOf(part["user_name"]) || wordsOf(part["user_id"])}` : wordsOf(part["text"]);
  return {
    tag,
    text,
    ...(tag === "a" && /^https?:/.test(wordsOf(part["href"])) ? { url: wordsOf(part["href"]) } : {}),
    ...(tag === "img" ? { imageKey: wordsOf(part["image_key"]) } : {}),
  };
}

export const wordsOf = (value: unknown): string => (typeof value === "string" ? value : "");

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
