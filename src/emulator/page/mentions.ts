/** Somebody who can be mentioned: an open_id, or "bot". */
export type Candidate = { readonly reference: string; readonly name: string };

/** What is being typed behind an @ that the caret stands in. `start` is the place of the @. */
export type MentionTyping = { readonly start: number; readonly query: string };

export function mentionTyping(text: string, caret: number): MentionTyping | null {
  const before = text.slice(0, caret);
  const start = before.lastIndexOf("@");
  if (start < 0) return null;
  // An @ inside a word is an address.
  if (/[\w.]/.test(before[start - 1] ?? "")) return null;
  const query = before.slice(start + 1);
  return /[\s@]/.test(query) || query.length > 20 ? null : { start, query };
}

/** Those whose name holds what was typed; names that begin with it come first. */
export function matching(candidates: readonly Candidate[], query: string): readonly Candidate[] {
  const wanted = query.toLowerCase();
  const place = ({ name }: Candidate): number => name.toLowerCase().indexOf(wanted);
  return candidates
    .filter((candidate) => place(candidate) >= 0)
    .sort((a, b) => Math.sign(place(a)) - Math.sign(place(b)));
}

/** The text with the mention written out in place of what was typed, and where the caret then stands. */
export function withMention(
  text: string,
  typing: MentionTyping,
  name: string,
): { readonly text: string; readonly caret: number } {
  const written = `@${name} `;
  const rest = text.slice(typing.start + 1 + typing.query.length);
  return { text: text.slice(0, typing.start) + written + rest, caret: typing.start + written.length };
}

/** Who is mentioned, in the order of the text. A longer name goes before a shorter one that begins like it. */
export function mentionedIn(text: string, candidates: readonly Candidate[]): readonly string[] {
  const longestFirst = [...candidates].sort((a, b) => b.name.length - a.name.length);
  const found: string[] = [];
  for (let place = text.indexOf("@"); place >= 0; place = text.indexOf("@", place + 1)) {
    const meant = longestFirst.find(({ name }) => text.startsWith(name, place + 1));
    if (meant !== undefined && !found.includes(meant.reference)) found.push(meant.reference);
  }
  return found;
}
