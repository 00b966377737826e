import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";

/** Noto Sans SC and Noto Serif SC (SIL Open Font License), cut into about a hundred files by the characters in them. */
export type Face = "sans" | "serif";

/** The character that stands for one that no font has: printers have always used it so. */
export const GETA = "〓";

type Range = { readonly from: number; readonly to: number; readonly slice: string };
type Package = { readonly ranges: readonly Range[]; readonly registered: Set<string> };

const { resolve } = createRequire(import.meta.url);
const packages = new Map<Face, Package>();
const slices = new Map<string, string | null>();
const onThisMachine = new Map<string, boolean>();

const fileOf = (face: Face, name: string): string => resolve(`@fontsource-variable/noto-${face}-sc/${name}`);

function packageOf(face: Face): Package {
  const known = packages.get(face);
  if (known !== undefined) return known;
  const unicode: Record<string, string> = JSON.parse(readFileSync(fileOf(face, "unicode.json"), "utf8"));
  const ranges = Object.entries(unicode).flatMap(([slice, text]) =>
    text.split(",").map((part): Range => {
      const [from = "", to = from] = part.trim().slice("U+".length).split("-");
      return {
        from: Number.parseInt(from, 16),
        to: Number.parseInt(to, 16),
        slice: slice.replace(/[[\]]/g, ""),
      };
    }),
  );
  // Latin comes last in the file, and must win: its letters stand in some of the others, too.
  const made = { ranges: ranges.reverse(), registered: new Set<string>() };
  packages.set(face, made);
  return made;
}

/** The file with this character; null when none has it. */
function sliceOf(face: Face, character: string): string | null {
  const key = `${face}${character}`;
  const known = slices.get(key);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const found = packageOf(face).ranges.find(({ from, to }) => code >= from && code <= to)?.slice ?? null;
  slices.set(key, found);
  return found;
}

/** The families of the files that have these characters, for a canvas font; each file is read once, when needed. */
export function familiesFor(face: Face, text: string): string {
  const { registered } = packageOf(face);
  const names = new Set<string>();
  for (const character of text) {
    const slice = sliceOf(face, character);
    if (slice === null) continue;
    const name = `xingping-${face}-${slice}`;
    names.add(`"${name}"`);
    if (registered.has(slice)) continue;
    registered.add(slice);
    GlobalFonts.register(
      readFileSync(fileOf(face, `files/noto-${face}-sc-${slice}-wght-normal.woff2`)),
      name,
    );
  }
  return [...names, "sans-serif"].join(", ");
}

/** The text with 〓 for what can be drawn neither by our fonts nor by those of this machine, and what that was. */
export function drawable(
  face: Face,
  text: string,
): { readonly text: string; readonly missing: readonly string[] } {
  const missing = new Set<string>();
  const kept = Array.from(text.normalize("NFC").replaceAll(/[\p{Cc}\p{Cf}]/gu, ""), (character) => {
    if (sliceOf(face, character) !== null || isOnThisMachine(character)) return character;
    missing.add(character);
    return GETA;
  });
  return { text: kept.join(""), missing: [...missing] };
}

/** Asked for rare characters only: a font without one draws the same box for it as for what is no character at all. */
function isOnThisMachine(character: string): boolean {
  const known = onThisMachine.get(character);
  if (known !== undefined) return known;
  const image = pixelsOf(character);
  const isThere = !image.equals(pixelsOf("\u{10fffe}")) && !image.equals(pixelsOf(" "));
  onThisMachine.set(character, isThere);
  return isThere;
}

function pixelsOf(character: string): Buffer {
  const canvas = createCanvas(48, 48);
  const context = canvas.getContext("2d");
  context.font = "32px sans-serif";
  context.fillText(character, 4, 38);
  return Buffer.from(context.getImageData(0, 0, 48, 48).data);
}
