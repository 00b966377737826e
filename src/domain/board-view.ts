import type { Language } from "./local-text.ts";

/** One line of a board: a value with its count and its 95 % interval, all in the unit that is shown. */
export type BoardLine = {
  readonly name: string;
  readonly n: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
};
/** `group` counts from 1, the best; who is in one cannot be told apart. */
export type BoardRow = BoardLine & { readonly team?: string; readonly group: number };

/** A board as it is shown, every word in the reader's language, nobody in it who may not be named. */
export type BoardView = {
  readonly language: Language;
  readonly title: string;
  readonly subtitle: string;
  readonly metricName: string;
  /** Behind the number: "%", "分"; empty for none. */
  readonly unit: string;
  /** Decimals of the values; 1 when absent. */
  readonly decimals?: number;
  /** By group, the best first; inside a group in the order in which they are to stand. */
  readonly rows: readonly BoardRow[];
  /** Nobody can be told apart: the rows have no rank. */
  readonly isTie: boolean;
  /** Who else is there, and who may be named of a tie: a sentence each. */
  readonly rest: readonly string[];
  readonly teams: readonly BoardLine[];
  /** Method, minimum count, and what else is to be known. */
  readonly footnotes: readonly string[];
};
