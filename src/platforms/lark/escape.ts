const SIGNS = String.raw`&<>*_~\`[\]#!|\\$`;
const HIDDEN = String.raw`\u0000-\u0009\u000b-\u001f\u007f\u2028-\u202e\u2066-\u2069`;
const SPECIAL = new RegExp(`[${SIGNS}]`, "g");
/** `:OK:` would become an emoji, `http://` and `www.` a link; the colon of a time like 09:12 may stay. */
const COLON = /:(?=\/\/|[A-Za-z])/g;
const WEB = /\bwww\./gi;
/** What makes a list, a rule or a heading at the beginning of a line. */
const LINE_SIGN = /^[-+=]/;
const LINE_NUMBER = /^(\d{1,9})([.)])/;
/** Most of what a card says has none of all that. */
const PLAIN = new RegExp(String.raw`^[^\s${SIGNS}${HIDDEN}:+=\-\d][^\n${SIGNS}${HIDDEN}:.]*(?<!\s)$`);
const INVISIBLE = new RegExp(`[${HIDDEN}]`, "g");

/**
 * Plain text as Lark's markdown shows it unchanged: special characters as `&#n;`, which is the escape that the
 * document of the markdown component names; line breaks as `<br>`. Nothing in it can become a mention, a link, an
 * image, a heading or a list.
 */
export function escapeMarkdown(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(/\r\n?/g, "\n").replace(INVISIBLE, " ").trim().split("\n").map(escapeLine).join("<br>");
}

function escapeLine(line: string): string {
  return line
    .trim()
    .replace(SPECIAL, entity)
    .replace(COLON, entity)
    .replace(WEB, (found) => found.slice(0, 3) + entity("."))
    .replace(LINE_SIGN, entity)
    .replace(LINE_NUMBER, (_, digits: string, mark: string) => digits + entity(mark));
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
