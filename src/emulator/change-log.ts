export type ChangeLog<T> = {
  /** `change` must grow from call to call. */
  note(item: T, change: number): void;
  /** When the item changed last; 0 when never. */
  lastOf(item: T): number;
  /** Every item that changed later than `change`, once, the latest change last. */
  since(change: number): T[];
  clear(): void;
};

const LEAST_BEFORE_SWEEP = 1_000;

/** Answers what is new since a moment without looking at what is old, however much there is of it. */
export function createChangeLog<T>(): ChangeLog<T> {
  let entries: { item: T; change: number }[] = [];
  const latest = new Map<T, number>();
  const isLatest = (entry: { item: T; change: number }): boolean => latest.get(entry.item) === entry.change;
  return {
    note(item, change) {
      latest.set(item, change);
      entries.push({ item, change });
      // Most of the entries are outdated by then, so each is moved only a few times in its life.
      if (entries.length > LEAST_BEFORE_SWEEP + 2 * latest.size) entries = entries.filter(isLatest);
    },
    lastOf: (item) => latest.get(item) ?? 0,
    since(change) {
      return entries
        .slice(placeAfter(entries, change))
        .filter(isLatest)
        .map(({ item }) => item);
    },
    clear() {
      entries = [];
      latest.clear();
    },
  };
}

function placeAfter(entries: readonly { change: number }[], change: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.change ?? 0) > change) high = middle;
    else low = middle + 1;
  }
  return low;
}
