import { expect, test } from "vitest";
import { errorLogger } from "#jobs/queue-log";

test("says the same error once in a row, and another one at once", () => {
  const lines: string[] = [];
  const log = {
    warn: () => undefined,
    error: (facts: object, source: string) => lines.push(source + JSON.stringify(facts)),
  };
  const logError = errorLogger(log, "queue");

  for (const message of ["refused", "refused", "refused", "timed out", "refused"])
    logError(new Error(message));

  expect(lines).toEqual(
    ["refused", "timed out", "refused"].map((error) => `queue${JSON.stringify({ error })}`),
  );
});
