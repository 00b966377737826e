import type { BoardLine } from "./board-view.ts";
import type { CommonValue } from "./common-value.ts";

/** A line as people read it, with the id behind it. */
export type ShownLine = BoardLine & { readonly id: string; readonly group: number };

type Named = { readonly id: string; readonly name: string };
/** Those who cannot be told apart: one value for all, since readers would rank what chance has made. */
export type TiedGroup = CommonValue & {
  /** Who agreed to be named, by name. */
  readonly named: readonly Named[];
};

/** What a board in a group shows: nobody is named on it who may not be. In no language. */
export type ShownBoard = {
  /** By group, inside a group by name. Of a tie none, except for roles that may see colleagues' scores. */
  readonly people: readonly ShownLine[];
  /** Nobody could be told apart from anybody; null: somebody could. */
  readonly tie: TiedGroup | null;
  /** In the first group or the tie, but not named. */
  readonly unnamed: number;
  /** Ranked lower, and never named. */
  readonly others: number;
  /** Measured, but not ranked: below the minimum. */
  readonly tooFew: number;
  /** Measured, but not ranked: nobody knows how many measurements, or how they lie. */
  readonly noInterval: number;
  readonly teams: readonly ShownLine[];
  /** Ids of all who might be named here if they agreed. Kept to tell a place that was lost from a name withdrawn, never shown. */
  readonly eligible: readonly string[];
};

export type BoardChange = {
  readonly joined: readonly string[];
  /** How many were named and have lost their place: who, nobody is told again. */
  readonly left: number;
  readonly moved: readonly { readonly name: string; readonly before: number; readonly after: number }[];
  /** The one value of a tie; null when it is the same, or there is none. */
  readonly tie: { readonly before: number; readonly after: number } | null;
};

/**
 * What readers of the earlier post would see differently; null: nothing. Values as they are shown are compared. Who
 * agrees to be named, or does no longer, is no correction: only places count.
 */
export function boardChange(before: ShownBoard, after: ShownBoard, decimals: number): BoardChange | null {
  const isOtherKind = (before.tie === null) !== (after.tie === null);
  const [had, has] = [new Set(isOtherKind ? [] : before.eligible), new Set(after.eligible)];
  const joined = isOtherKind && after.tie !== null ? [] : namedOn(after).filter(({ id }) => !had.has(id));
  const left = isOtherKind ? [] : namedOn(before).filter(({ id }) => !has.has(id));
  const moved = [
    ...movedLines(before.people, after.people, decimals),
    ...movedLines(before.teams, after.teams, decimals),
  ];
  const tie = tieChange(before.tie, after.tie, decimals);
  const isSame = joined.length + left.length + moved.length === 0 && tie === null && !isOtherKind;
  return isSame ? null : { joined: joined.map(({ name }) => name), left: left.length, moved, tie };
}

const namedOn = ({ people, tie }: ShownBoard): readonly Named[] => tie?.named ?? people;

function tieChange(before: TiedGroup | null, after: TiedGroup | null, decimals: number): BoardChange["tie"] {
  if (before === null || after === null) return null;
  const isSame =
    before.value.toFixed(decimals) === after.value.toFixed(decimals) && before.people === after.people;
  return isSame ? null : { before: before.value, after: after.value };
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
