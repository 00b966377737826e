/**
 * The same value in another legal spelling for each `turn`: compact, pretty, keys turned round, escaped
 * characters. A receiver that verifies anything but the bytes it got fails on most of them.
 */
export function variedJson(value: unknown, turn: number): string {
  const spelled = turn % 5 === 2 || turn % 5 === 4 ? reversed(value) : value;
  const text = JSON.stringify(spelled, null, SPACING[turn % 5]);
  if (turn % 5 === 3) return escapedChinese(text);
  return turn % 5 === 4 ? `${text.replaceAll("/", "\\/")}\n` : text;
}

const SPACING: readonly (number | string | undefined)[] = [undefined, 2, undefined, undefined, "\t"];

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

function escapedChinese(text: string): string {
  return text.replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
