/** The middle value, or the mean of the two in the middle. Throws for no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  if (upper === undefined || lower === undefined) throw new Error("There is no median of nothing.");
  return (lower + upper) / 2;
}

/** The smallest value that at least this share (0 to 1) of the ascending values does not exceed. */
export function percentile(ascending: readonly number[], share: number): number {
  const value = ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)];
  if (value === undefined) throw new Error("There is no percentile of nothing.");
  return value;
}
