import type { ShownBoard } from "#domain/shown-board";
import type { LocalMonth } from "#domain/working-day";
import type { GroupRef } from "./store.ts";

export type BoardPost = {
  readonly closeId: string;
  readonly month: LocalMonth;
  readonly version: number;
  readonly group: GroupRef;
  readonly shown: ShownBoard;
};
export type BoardStore = {
  /** Adds what is new: one post of a version in a group. */
  add(posts: readonly BoardPost[], at: Date): Promise<void>;
  /** What this group read last of this month; null: nothing. */
  last(month: LocalMonth, group: GroupRef): Promise<BoardPost | null>;
};
