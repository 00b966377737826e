/** Who named whom, by id. */
export type NominationEdge = { readonly from: string; readonly to: string };

/** People who named each other in a circle, each the next, from the one whose id comes first. */
export type Ring = readonly string[];

export const LONGEST_RING = 4;

/**
 * Every circle of nominations of two to four people, each once: two is a pair that named each other. Depth-first from
 * each person over those with a later id, so that no circle is found from two ends (Tiernan 1970, cut at four).
 */
export function nominationRings(edges: readonly NominationEdge[]): readonly Ring[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  }
  const rings: Ring[] = [];
  const walk = (start: string, path: readonly string[]): void => {
    const last = path.at(-1) ?? start;
    for (const person of next.get(last) ?? []) {
      if (person === start && path.length > 1) rings.push(path);
      if (person > start && path.length < LONGEST_RING && !path.includes(person))
        walk(start, [...path, person]);
    }
  };
  for (const start of [...next.keys()].sort()) walk(start, [start]);
  return rings.sort((left, right) => left.length - right.length || (left.join() < right.join() ? -1 : 1));
}
