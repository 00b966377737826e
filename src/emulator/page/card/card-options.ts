/** What a drop-down offers. */
export type Choice = { readonly value: string; readonly words: string };

/** Those whose words hold the search, whatever its case. */
export function matching<T extends Choice>(choices: readonly T[], search: string): T[] {
  const wanted = search.trim().toLowerCase();
  return choices.filter((choice) => choice.words.toLowerCase().includes(wanted));
}

/** Where a key leads in a list of `count`; nothing for a key that does not move. Lists do not go round. */
export function movedBy(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case "ArrowDown":
      return Math.min(count - 1, at + 1);
    case "ArrowUp":
      return Math.max(0, at - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "PageDown":
      return Math.min(count - 1, at + 8);
    case "PageUp":
      return Math.max(0, at - 8);
    default:
      return undefined;
  }
}

/** The next choice that begins with what was typed; the same letter again goes on to the one after. */
export function typedAhead(choices: readonly Choice[], at: number, typed: string): number | undefined {
  const wanted = typed.toLowerCase();
  const isRepeated = wanted.length > 1 && [...wanted].every((sign) => sign === wanted[0]);
  const start = isRepeated ? (wanted[0] ?? "") : wanted;
  const from = start.length > 1 ? at : at + 1;
  const order = choices.map((_, index) => (Math.max(0, from) + index) % choices.length);
  return order.find((index) => choices[index]?.words.toLowerCase().startsWith(start));
}

/** The chosen values in the order they are offered, with this one added or taken away. */
export function toggled(choices: readonly Choice[], chosen: readonly string[], value: string): string[] {
  const next = new Set(chosen);
  if (!next.delete(value)) next.add(value);
  return choices.map((choice) => choice.value).filter((each) => next.has(each));
}
