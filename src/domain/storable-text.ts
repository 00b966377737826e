// The database refuses NUL and half a surrogate pair, and with them everything that is written along with it.
const UNSTORABLE = /\0|\p{Surrogate}/gu;
/** Also whole pairs; a third of the time of the other. */
// oxlint-disable-next-line no-control-regex
const MAY_BE_UNSTORABLE = /[\0\ud800-\udfff]/;

/** Foreign text as the database takes it: U+FFFD stands where a character was broken. */
export function storableText(text: string): string {
  if (!MAY_BE_UNSTORABLE.test(text)) return text;
  return text.replace(UNSTORABLE, "\uFFFD");
}

/** At most so many characters, the last of them "…" when something was cut; never half of one. */
export function cutText(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  // No character has more than two units, so this holds all that can stay.
  const start = text.slice(0, 2 * maxCharacters);
  const characters = [...start];
  if (start === text && characters.length <= maxCharacters) return text;
  return `${characters.slice(0, Math.max(0, maxCharacters - 1)).join("")}…`;
}
