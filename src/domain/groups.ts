/** What is told apart is told apart with 95 % certainty. */
export const SIGNIFICANT = 0.05;

/**
 * Groups, 1 for the best, of units in the order of the board: from the best down, a new group begins where the
 * difference to the group's best is real after Holm's correction (1979) for everybody who is still to be compared.
 * @param overall p of the test whether there is any difference; without one all stand in one group.
 * @param pair two-sided p of the difference between the unit at place `best` and the one at place `other`; 1 when the
 * other is not the worse one.
 */
export function groupsOf(
  count: number,
  overall: number,
  pair: (best: number, other: number) => number,
): number[] {
  if (!(overall < SIGNIFICANT)) return Array.from({ length: count }, () => 1);
  const groups: number[] = [];
  for (let best = 0, group = 1; best < count; group += 1) {
    const others = Array.from({ length: count - best - 1 }, (_, step) => best + 1 + step);
    const adjusted = holm(others.map((other) => pair(best, other)));
    const apart = adjusted.findIndex((p) => p < SIGNIFICANT);
    const next = apart === -1 ? count : best + 1 + apart;
    for (let place = best; place < next; place += 1) groups[place] = group;
    best = next;
  }
  return groups;
}

/** Adjusted p values in the order given. */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((_, place) => place).sort((left, right) => ps[left]! - ps[right]!);
  const adjusted: number[] = [];
  let largest = 0;
  order.forEach((place, rank) => {
    largest = Math.max(largest, Math.min(1, (ps.length - rank) * ps[place]!));
    adjusted[place] = largest;
  });
  return adjusted;
}
