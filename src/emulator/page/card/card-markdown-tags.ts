import { decodeEntities } from "./card-entities.ts";
import type { Inline } from "./card-markdown.ts";
import { safeUrl } from "./card-url.ts";

/** A tag of the card's markdown as it stands in the line, not yet joined with its end. */
type Tag = {
  readonly tag: string;
  readonly isEnd: boolean;
  readonly attributes: string;
  readonly raw: string;
};
export type Part = Inline | Tag;

const ATTRIBUTE = /([a-z_]+)\s*=\s*(?:'([^']*)'|"([^"]*)"|([^\s'"]+(?:\s*,\s*[^\s'"=]+)*))/gi;

/** These colour or link what they enclose; the others stand for themselves. */
const ENCLOSING = new Set(["font", "text_tag", "link", "a"]);

/** Puts what stands between a tag and its end into it. An enclosing tag without an end lasts as far as the text. */
export function nested(parts: readonly Part[]): Inline[] {
  return read(parts, 0, undefined).inlines;
}

type Reading = { readonly inlines: Inline[]; readonly next: number; readonly isClosed: boolean };

function read(parts: readonly Part[], from: number, until: string | undefined): Reading {
  const inlines: Inline[] = [];
  let index = from;
  while (index < parts.length) {
    const part = parts[index] as Part;
    index += 1;
    if ("kind" in part) inlines.push(part);
    else if (part.tag === "br") inlines.push({ kind: "break" });
    else if (part.isEnd) {
      if (part.tag === until) return { inlines, next: index, isClosed: true };
    } else {
      const inside = read(parts, index, part.tag);
      index = inside.next;
      const holdsAll = inside.isClosed || ENCLOSING.has(part.tag);
      inlines.push(...(holdsAll ? drawn(part, inside.inlines) : [...drawn(part, []), ...inside.inlines]));
    }
  }
  return { inlines, next: index, isClosed: false };
}

function drawn(tag: Tag, children: readonly Inline[]): Inline[] {
  const given = attributesOf(tag.attributes);
  const url = safeUrl(given["pc_url"] ?? given["url"] ?? given["href"]);
  switch (tag.tag) {
    case "font":
      return [{ kind: "font", color: given["color"] ?? "", children }];
    case "text_tag":
      return [{ kind: "tag", color: given["color"] ?? "neutral", children }];
    case "at":
      return idsOf(given).map((id) => ({ kind: "mention", id }));
    case "person":
      return [personOf(given)];
    case "number_tag": {
      const ground = given["background_color"] ?? "";
      return [{ kind: "number", text: plainOf(children), ground, color: given["font_color"] ?? "", url }];
    }
    case "local_datetime": {
      const milliseconds = Number(given["millisecond"]);
      if (!Number.isFinite(milliseconds) || given["millisecond"] === undefined) return [...children];
      return [{ kind: "time", milliseconds, format: given["format_type"] ?? "date_num", url }];
    }
    default:
      return [
        { kind: "link", url, children: children.length > 0 ? children : [{ kind: "text", text: url ?? "" }] },
      ];
  }
}

function idsOf(given: Readonly<Record<string, string>>): string[] {
  const ids = given["ids"] ?? given["id"] ?? "";
  return ids.split(",").flatMap((id) => (id.trim() === "" ? [] : [id.trim()]));
}

function personOf(given: Readonly<Record<string, string>>): Inline {
  const isShown = (name: string) => given[name] !== "false";
  return {
    kind: "person",
    id: given["id"] ?? "",
    hasName: isShown("show_name"),
    hasAvatar: isShown("show_avatar"),
  };
}

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(ATTRIBUTE)].map(([, name = "", single, double, bare]): [string, string] => [
    name.toLowerCase(),
    decodeEntities(single ?? double ?? bare ?? ""),
  ]);
  return Object.fromEntries(found);
}

/** The words alone, for what takes no style and for names that are read out. */
export function plainOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if ("children" in inline) return plainOf(inline.children);
      if ("text" in inline) return inline.text;
      return inline.kind === "break" ? " " : "";
    })
    .join("");
}
