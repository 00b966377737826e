import { setTimeout as pause } from "node:timers/promises";

const POLL_MILLISECONDS = 10;

/**
 * Waits until `check` neither throws nor answers `false`, and answers what it answered. Asked every
 * `everyMilliseconds` (default 10); after `withinMilliseconds` (default 10,000) it throws what the last look showed.
 */
export async function eventually<Result>(
  check: () => Result | Promise<Result>,
  options: {
    readonly withinMilliseconds?: number;
    readonly everyMilliseconds?: number;
    readonly what?: string;
  } = {},
): Promise<Result> {
  const withinMilliseconds = options.withinMilliseconds ?? 10_000;
  const deadline = performance.now() + withinMilliseconds;
  for (;;) {
    const look = await lookOnce(check);
    if (look.holds) return look.result;
    if (performance.now() > deadline) throw tooLate(withinMilliseconds, options.what, look.reason);
    await pause(options.everyMilliseconds ?? POLL_MILLISECONDS);
  }
}

type Look<Result> =
  { readonly holds: true; readonly result: Result } | { readonly holds: false; readonly reason: unknown };

async function lookOnce<Result>(check: () => Result | Promise<Result>): Promise<Look<Result>> {
  try {
    const result = await check();
    return result === false ? { holds: false, reason: undefined } : { holds: true, result };
  } catch (reason) {
    return { holds: false, reason };
  }
}

function tooLate(withinMilliseconds: number, what: string | undefined, reason: unknown): Error {
  const seen = reason instanceof Error ? `: ${reason.message}` : "";
  return new Error(`${what ?? "what was waited for"} did not happen within ${withinMilliseconds} ms${seen}`, {
    cause: reason,
  });
}
