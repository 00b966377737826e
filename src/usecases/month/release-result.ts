import { AppError } from "#domain/error";
import { readNote } from "#domain/note-text";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { correctMonth, releaseCause } from "./correct-month.ts";
import type { MonthDeps } from "./deps.ts";
import { versionOf } from "./find-month.ts";
import type { MonthView } from "./month-view.ts";

export type ReleaseResultInput = {
  readonly closeId: string;
  readonly personId: string;
  readonly by: Person;
  /** Why it is released now. */
  readonly reason: string;
};

/**
 * Gives a held person of a published or final month their result, out of what is measured and entered by now: a new
 * version in which nothing else moves. The person is told, and may appeal from that day on.
 * @throws AppError `not-allowed`; `bad-input` without a reason or a person of that month; `closed` while the month is not
 * published or a part is still missing; `already-done` for who is not held
 */
export async function releaseResult(deps: MonthDeps, input: ReleaseResultInput): Promise<MonthView> {
  const { closeId, personId, by } = input;
  requireAllowed(by, "close-month");
  const reason = readNote(input.reason, "reason");
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const { month } = await versionOf(tx, closeId);
    await tx.months.lock(month);
    const standing = await tx.months.standing(month);
    if (standing === null) throw refused("closed", "month-not-published", month);
    const result = await tx.months.resultOf(standing.id, personId);
    if (result === null) throw refused("bad-input", "month-held-person", month);
    if (result.held === null) throw refused("already-done", "month-released", month);
    const cause = releaseCause(standing.id, personId);
    await tx.months.requestCorrection({ month, personId, cause }, now);
    const view = await correctMonth(tx, deps, month);
    const outcome = view?.outcomes.find((one) => one.personId === personId);
    // Nothing of it is kept: the same press works once the part is there.
    if (view === null || outcome === undefined || outcome.held !== null)
      throw refused("closed", "month-still-held", month);
    const detail = { month, version: view.close.version, person: personId, reason };
    await tx.audit.add([{ who: by.id, did: "release-result", what: view.close.id, detail }], now);
    return view;
  });
}

const refused = (code: "closed" | "bad-input" | "already-done", what: string, month: string): AppError =>
  new AppError(code, `${month}: ${what}.`, { what, month });
