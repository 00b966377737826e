import { below, PARSE_ERROR, refuse, RULE_ERROR, type Check, type Spot, type Scan } from "./card-schema.ts";

const MENTION = /<at\s+(id|ids)\s*=\s*['"]?([^'">]+?)['"]?\s*>/g;
const PICTURE = /!\[[^\]]*\]\(([^)\s]+)\)/g;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$/gm;
const MOST_TABLES = 4;

/** People and pictures named in the text must exist; at most four tables in one element. */
export const checkMarkdown: Check = (value, spot, scan) => {
  if (typeof value !== "string") refuse(spot, PARSE_ERROR, "must be a string", value);
  for (const match of value.matchAll(MENTION))
    for (const id of (match[2] ?? "").split(",")) checkMention(id.trim(), spot, scan);
  for (const match of value.matchAll(PICTURE)) {
    const key = match[1] ?? "";
    if (!scan.knowsImage(key)) refuse(spot, 200570, "card contains invalid image keys", `image key ${key}`);
  }
  const tables = value.match(TABLE_RULE)?.length ?? 0;
  if (tables > MOST_TABLES) refuse(spot, RULE_ERROR, `markdown tables over limit ${MOST_TABLES}`, tables);
};

function checkMention(id: string, spot: Spot, scan: Scan): void {
  if (id === "all" || scan.knowsPerson(id)) return;
  refuse(spot, 100290, "There is an invalid user resource(at/person) in your card", id);
}

export function checkPersonId(value: unknown, spot: Spot, scan: Scan): void {
  if (typeof value !== "string" || !scan.knowsPerson(value))
    refuse(spot, 100290, "There is an invalid user resource(at/person) in your card", value);
}

/** The markdown texts of another language are checked like the first. */
export const checkMarkdownByLocale: Check = (value, spot, scan) => {
  for (const [locale, content] of Object.entries(value as Record<string, unknown>))
    checkMarkdown(content, below(spot, locale), scan);
};
