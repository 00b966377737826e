import type { Line, Span } from "#cards/card";
import { escapeMarkdown } from "./escape.ts";

const COLORS = { muted: "grey", good: "green", warning: "orange", bad: "red" } as const satisfies Record<
  NonNullable<Span["tone"]>,
  string
>;

export function linesToMarkdown(lines: readonly Line[]): string {
  return lines.map(lineToMarkdown).join("<br>");
}

export function lineToMarkdown(line: Line): string {
  if (typeof line === "string") {
    return escapeMarkdown(line);
  }
  return line.reduce((before, span) => join(before, span), "");
}

/** Bold and colour around text that is already markdown. */
export function styled(
  markdown: string,
  style: { readonly bold?: boolean; readonly color?: string },
): string {
  const colored = style.color ? `<font color='${style.color}'>${markdown}</font>` : markdown;
  return style.bold ? `**${colored}**` : colored;
}

function join(before: string, span: Span): string {
  const words = escapeMarkdown(span.text);
  if (words === "") {
    return before;
  }
  const url = span.url === undefined ? null : safeUrl(span.url);
  const color = span.tone && COLORS[span.tone];
  const text = styled(url ? `[${words}](${url})` : words, {
    bold: span.bold === true,
    ...(color && { color }),
  });
  return before + gap(before, span) + text;
}

/** CommonMark sees bold beside punctuation only when a space is between; trimmed words get their space back. */
function gap(before: string, span: Span): string {
  const isBesideBold = before.endsWith("**") || span.bold === true;
  const isSpaced = /^\s/.test(span.text) || before.endsWith(" ");
  return before !== "" && (isBesideBold || isSpaced) ? " " : "";
}

/** Only addresses of the web, and without the characters that would end the link. */
export function safeUrl(url: string): string | null {
  try {
    const parsed = new URL(url);
    const isWeb = parsed.protocol === "https:" || parsed.protocol === "http:";
    return isWeb ? parsed.href.replaceAll("(", "%28").replaceAll(")", "%29").replaceAll("'", "%27") : null;
  } catch {
    return null;
  }
}
