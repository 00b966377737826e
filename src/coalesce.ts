/**
 * However often it is called, at most one run is under way and one more follows, after a pause. For wake-ups: a
 * hundred events that arrive together need one, and each costs the queue's store a transaction.
 */
export function coalesce(
  work: () => Promise<void>,
  pauseMilliseconds: number,
  onError: (error: unknown) => void,
): () => void {
  let isBusy = false;
  let isWanted = false;
  const run = async (): Promise<void> => {
    isBusy = true;
    isWanted = false;
    await work().catch(onError);
    setTimeout(() => {
      isBusy = false;
      if (isWanted) void run();
    }, pauseMilliseconds);
  };
  return () => {
    isWanted = true;
    if (!isBusy) void run();
  };
}
