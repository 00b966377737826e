import type { BoardLine } from "./board-view.ts";

/** A line as people read it, with the id behind it. */
export type ShownLine = BoardLine & { readonly id: string; readonly group: number };

/** What a board in a group shows: nobody is in it who may not be named. In no language. */
export type ShownBoard = {
  /** By group, inside a group by name. */
  readonly people: readonly ShownLine[];
  /** Nobody could be told apart from anybody. */
  readonly isTie: boolean;
  /** In the first group, but not named. */
  readonly unnamed: number;
  /** Measured or ranked lower, and never named. */
  readonly others: number;
  readonly teams: readonly ShownLine[];
};

export type BoardChange = {
  readonly joined: readonly string[];
  /** How many were named and are not any more: who, nobody is told again. */
  readonly left: number;
  readonly moved: readonly { readonly name: string; readonly before: number; readonly after: number }[];
};

/** What readers of the earlier post would see differently; null: nothing. Values as they are shown are compared. */
export function boardChange(before: ShownBoard, after: ShownBoard, decimals: number): BoardChange | null {
  const earlier = new Map(before.people.map((line) => [line.id, line]));
  const now = new Set(after.people.map(({ id }) => id));
  const joined = after.people.filter(({ id }) => !earlier.has(id)).map(({ name }) => name);
  const left = before.people.filter(({ id }) => !now.has(id)).length;
  const moved = [
    ...movedLines(before.people, after.people, decimals),
    ...movedLines(before.teams, after.teams, decimals),
  ];
  const isSame = joined.length === 0 && left === 0 && moved.length === 0 && before.isTie === after.isTie;
  return isSame ? null : { joined, left, moved };
}

function movedLines(before: readonly ShownLine[], after: readonly ShownLine[], decimals: number) {
  const earlier = new Map(before.map((line) => [line.id, line]));
  return after.flatMap(({ id, name, value, group }) => {
    const old = earlier.get(id);
    if (old === undefined) return [];
    const isSame = old.value.toFixed(decimals) === value.toFixed(decimals) && old.group === group;
    return isSame ? [] : [{ name, before: old.value, after: value }];
  });
}
