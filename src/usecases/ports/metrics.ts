import type { LocalDate, LocalMonth } from "#domain/working-day";
import type { Indicator } from "#policy/indicator";
import type { ImportCounts } from "./contacts.ts";

/** What a file or another program says about one person and month. */
export type ImportedMetric = {
  readonly month: LocalMonth;
  readonly personId: string;
  /** The id of an indicator, or one of the marks `knowledge`, `skill`, `attitude`, `year-review`. */
  readonly metric: string;
  /** In the indicator's unit (percent 0 to 100, seconds, points, per 1,000); null: only the target is told. */
  readonly value: number | null;
  /** Single measurements behind the value. */
  readonly count: number | null;
  /** The person's own target of the month. */
  readonly target: number | null;
  /** Where it comes from, in words. */
  readonly source: string;
};

export type MeasuredFrom = "contacts" | "evaluations" | "import";

/** Mean and variance (n − 1) of single measurements; the variance is null for fewer than two, and when imported. */
export type Moments = { readonly mean: number; readonly variance: number | null };

/** One indicator of one person over the asked days, in the indicator's unit. What was not measured has none. */
export type Measurement = Moments & {
  readonly personId: string;
  readonly metric: string;
  /** What the indicator says: the mean, or the median or 90th percentile where its basis asks for it. */
  readonly value: number;
  /** Null: the import did not say. */
  readonly count: number | null;
  /** Of durations and ratings of contacts, where they were asked for. */
  readonly median: number | null;
  readonly p90: number | null;
  /** Of a two-sided target: how far single measurements lie outside the band. */
  readonly outside: Moments | null;
  readonly target: number | null;
  readonly source: MeasuredFrom;
};

export type MeasureQuestion = {
  /** First and last local date, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Imported marks come along in any case. */
  readonly indicators: readonly Indicator[];
  /** Whether median and 90th percentile are wanted for each number of contacts; that takes its time. */
  readonly hasPercentiles?: boolean;
};

export type MetricStore = {
  /**
   * Adds or changes by (month, person, metric); a row that brings nothing new is a duplicate. Set-wise, idempotent.
   * A count belongs to its value and goes with it; a target stays until another one comes.
   */
  save(rows: readonly ImportedMetric[], at: Date): Promise<ImportCounts>;
  /**
   * Everybody's indicators, summed up by the database in one pass over contacts and one over evaluations: of the
   * latter only the current ones drawn at random count, by the day of their contact. An imported value of a month
   * within those days stands before a computed one.
   */
  measure(question: MeasureQuestion): Promise<readonly Measurement[]>;
};
