/** The two words of a pino logger that the queue speaks. */
export type QueueLog = {
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
};

const QUIET_MILLISECONDS = 10_000;

/** Logs an error unless it is the one that was logged last, seconds ago: an outage repeats it many times a second. */
export function errorLogger(log: QueueLog, source: string): (error: Error) => void {
  let last = { message: "", atMilliseconds: 0 };
  return ({ message }) => {
    const atMilliseconds = performance.now();
    if (message === last.message && atMilliseconds < last.atMilliseconds + QUIET_MILLISECONDS) return;
    last = { message, atMilliseconds };
    log.error({ error: message }, source);
  };
}
