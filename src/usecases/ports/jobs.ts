export type JobOptions = {
  /** Two jobs with the same key are one, as long as the first is waiting, delayed or running. */
  readonly key: string;
  readonly delayMilliseconds?: number;
};

/**
 * Wakes workers up. A job carries no state of its own: what there is to do stands in the store, so a lost job costs
 * time and never work. Data must be plain JSON.
 */
export type Jobs = {
  enqueue(name: string, data: Readonly<Record<string, string | number>>, options: JobOptions): Promise<void>;
  /**
   * Makes sure that a run of this job starts after now: while one waits nothing is added; while one runs, one more
   * follows it.
   */
  wake(name: string): Promise<void>;
};
