import { AppError, type ErrorCode } from "#domain/error";

export type Outcome = "retry" | "stop";

/** What a refusal means for a job: the same input is refused again tomorrow, or the world may have changed. */
const OUTCOMES = {
  "bad-input": "stop",
  "not-found": "stop",
  "not-allowed": "stop",
  "unknown-person": "stop",
  "wrong-person": "stop",
  "already-done": "stop",
  closed: "stop",
  "missing-item": "stop",
  "outside-scale": "stop",
  "bad-turn-number": "stop",
  "policy-invalid": "stop",
  "setting-missing": "stop",
  busy: "retry",
  unavailable: "retry",
} satisfies Record<ErrorCode, Outcome>;

const LONGEST_DELAY_MILLISECONDS = 5 * 60_000;

/** Anything that is not a known refusal (a lost connection, a bug mended by the next release) is tried again. */
export function outcomeOf(error: unknown): Outcome {
  return error instanceof AppError ? OUTCOMES[error.code] : "retry";
}

/**
 * Exponential back-off with jitter: between half and the whole of base × 2^(failures − 1), at most five minutes.
 * `failures` counts from 1; `chance` is uniform in [0, 1).
 */
export function retryDelayMilliseconds(baseMilliseconds: number, failures: number, chance: number): number {
  const full = Math.min(baseMilliseconds * 2 ** (failures - 1), LONGEST_DELAY_MILLISECONDS);
  return Math.round(full * (0.5 + chance / 2));
}
