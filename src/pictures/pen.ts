import type { PDFDocument, SKRSContext2D } from "@napi-rs/canvas";
import { drawable, type Face, familiesFor } from "./fonts.ts";

/** What both a picture and a page of a PDF can do. */
export type Context = ReturnType<PDFDocument["beginPage"]> & Pick<SKRSContext2D, "fontFeatureSettings">;

export type Look = {
  readonly size: number;
  readonly weight?: number;
  readonly color?: string;
  readonly face?: Face;
  readonly align?: "left" | "center" | "right";
  /** Extra room between letters, in pixels. */
  readonly spacing?: number;
};
type Place = { readonly x: number; readonly y: number };

/** Writes text on a canvas, in our fonts, and notes which characters they lack. */
export type Pen = {
  readonly context: Context;
  readonly missing: Set<string>;
  width(text: string, look: Look): number;
  /** `y` is the baseline. What is wider than `maxWidth` ends in an ellipsis. */
  write(text: string, place: Place, look: Look, maxWidth?: number): void;
  /** Lines no wider than that; the last one allowed ends in an ellipsis when there was more. */
  lines(text: string, look: Look, maxWidth: number, maxLines?: number): string[];
  /** The largest of these sizes at which the text fits, or the smallest. */
  fit(text: string, look: Look, sizes: readonly number[], maxWidth: number): Look;
};

/** Each character by its own glyph: one that stands in for others could not be copied out of a PDF. */
const PLAIN_GLYPHS = '"liga" 0, "locl" 0';
const NO_LINE_BEGINS_WITH = /^[，。、；：！？）」』”’》·…%,.;:!?)\]}]/u;

export function createPen(context: Context): Pen {
  const missing = new Set<string>();
  const ready = (raw: string, { size, weight = 400, face = "sans", spacing = 0 }: Look): string => {
    const { text, missing: lacking } = drawable(face, raw);
    for (const character of lacking) missing.add(character);
    context.font = `${weight} ${size}px ${familiesFor(face, text)}`;
    context.letterSpacing = `${spacing}px`;
    context.fontFeatureSettings = PLAIN_GLYPHS;
    return text;
  };
  const width = (raw: string, look: Look): number => {
    const text = ready(raw, look);
    return context.measureText(text).width;
  };
  const cut = (text: string, look: Look, maxWidth: number): string => {
    if (width(text, look) <= maxWidth) return text;
    const letters = Array.from(text);
    while (letters.length > 1 && width(`${letters.join("").trimEnd()}…`, look) > maxWidth) letters.pop();
    return `${letters.join("").trimEnd()}…`;
  };
  return {
    context,
    missing,
    width,
    write: (raw, { x, y }, look, maxWidth = Infinity) => {
      const text = ready(cut(raw, look, maxWidth), look);
      context.fillStyle = look.color ?? "#1f2329";
      context.textAlign = "left";
      const room = look.align === undefined || look.align === "left" ? 0 : context.measureText(text).width;
      // The room behind the last letter is none of the text's.
      const seen = room - (room === 0 ? 0 : (look.spacing ?? 0));
      context.fillText(text, x - (look.align === "center" ? seen / 2 : seen), y);
    },
    lines: (text, look, maxWidth, maxLines = Infinity) => {
      const all = brokenLines(text, (line) => width(line, look) <= maxWidth);
      if (all.length <= maxLines) return all.map((line) => cut(line, look, maxWidth));
      const rest = all.slice(maxLines - 1).join("");
      return [...all.slice(0, maxLines - 1), cut(rest, look, maxWidth)];
    },
    fit: (text, look, sizes, maxWidth) => {
      const size = sizes.find((one) => width(text, { ...look, size: one }) <= maxWidth);
      return { ...look, size: size ?? sizes.at(-1) ?? look.size };
    },
  };
}

/** Between Chinese characters a line may end anywhere, in Latin text at a space; never before a closing mark. */
function brokenLines(text: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[\p{Script=Latin}\p{N}\p{M}'’.-]+[ ,.;:!?%)]*|./gsu) ?? []) {
    if (line !== "" && !fits((line + piece).trimEnd()) && !NO_LINE_BEGINS_WITH.test(piece)) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}
