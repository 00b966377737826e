import { AppError } from "#domain/error";
import { differencesOf } from "#domain/month-difference";
import type { MonthClose, MonthRemark, MonthResult } from "#domain/month-result";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { LocalMonth } from "#domain/working-day";
import { monthRules } from "#policy/month-rules";
import type { Store } from "#ports/store";
import { consentsBeforeBoard } from "./board-posts.ts";
import type { MonthDeps } from "./deps.ts";
import { requireOver } from "./find-month.ts";
import { measureMonth, resultsOf } from "./freeze.ts";
import { draftMessages, managerPatches, reviewPatches } from "./month-messages.ts";
import { type MonthView, viewMonth } from "./month-view.ts";

export type CloseMonthInput = { readonly month: LocalMonth; readonly by: Person };

/**
 * Freezes what was measured, makes the draft and sends it to the supervisors. Once more makes a new version with the
 * difference; when nothing differs there is none.
 * @throws AppError `not-allowed`; `bad-input` while the month is not over, when nothing was measured in it, or for a
 * mark outside its scale; `setting-missing` for a required setting that is blank; `closed` when it is final;
 * `already-done` when nothing has changed
 */
export async function closeMonth(deps: MonthDeps, input: CloseMonthInput): Promise<MonthView> {
  const { month, by } = input;
  requireAllowed(by, "close-month");
  requireOver(deps, month);
  monthRules(deps.policy);
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    await tx.months.lock(month);
    const latest = await tx.months.latest(month);
    const standing = await tx.months.standing(month);
    if (standing?.state === "final") throw await isFinal(tx, standing);
    const people = await tx.people.all();
    const results = await freeze(tx, deps, month, people);
    const previous = latest === null ? null : await tx.months.resultsOf(latest.id);
    const changed = requireNews(latest, previous, results);
    const close = newVersion(deps, { month, by, latest, now });
    const replaced = latest?.state === "draft" ? latest : null;
    if (replaced !== null) await tx.months.change(replaced.id, { state: "replaced" });
    const reviewers = reviewersOf(results, standing === null ? null : changed);
    await tx.months.add(close, results, reviewers);
    if (replaced !== null) await carryOver(tx, replaced, close, results, changed);
    await audit(tx, close, { by, people: results.length, changed: changed.size, now });
    const view = await viewMonth(tx, { ...close, revision: 0, cardIssue: 0 }, { people, outcomes: results });
    const questions = await consentsBeforeBoard(tx, deps.policy, month);
    await tx.outbox.add([...draftMessages(view, results), ...questions], now);
    if (replaced !== null) await patchReplaced(tx, replaced, now);
    return view;
  });
}

/** Who is held is released by name and for a reason, never by a close. */
async function isFinal(tx: Store, { id, month }: MonthClose): Promise<AppError> {
  const held = (await tx.months.outcomes(id)).filter((outcome) => outcome.held !== null).length;
  return new AppError("closed", `${month} is final.`, { what: "month-final", month, close: id, held });
}

async function freeze(
  tx: Store,
  { policy }: MonthDeps,
  month: LocalMonth,
  people: readonly Person[],
): Promise<readonly MonthResult[]> {
  const measures = await measureMonth(tx, policy, month);
  const results = resultsOf(policy, month, people, measures);
  if (results.some(({ held }) => held !== "nothing-measured")) return results;
  throw new AppError("bad-input", `Nothing was measured in ${month}.`, { what: "month-empty", month });
}

function requireNews(
  latest: MonthClose | null,
  previous: readonly MonthResult[] | null,
  results: readonly MonthResult[],
): ReadonlySet<string> {
  if (latest === null || previous === null) return new Set(results.map(({ personId }) => personId));
  const changes = differencesOf(previous, results);
  if (changes.length > 0) return new Set(changes.map(({ personId }) => personId));
  const { month, version } = latest;
  throw new AppError("already-done", `${month} is closed as version ${version}, and nothing has changed.`, {
    what: "month-closed",
    month,
    version,
  });
}

function newVersion(
  { secrets, policyId }: MonthDeps,
  about: {
    readonly month: LocalMonth;
    readonly by: Person;
    readonly latest: MonthClose | null;
    readonly now: Date;
  },
) {
  const { month, by, latest, now } = about;
  return {
    id: secrets.newId(),
    month,
    version: (latest?.version ?? 0) + 1,
    state: "draft",
    policyId,
    closedById: by.id,
    frozenAt: now,
    cardIssuedAt: now,
    publishedById: null,
    publishedAt: null,
    appealUntil: null,
    finalAt: null,
    cause: latest === null ? null : "closed-again",
  } as const;
}

/** Of what people know already only the changed results are looked through again. */
function reviewersOf(results: readonly MonthResult[], only: ReadonlySet<string> | null): readonly string[] {
  const concerned = results.filter(({ personId }) => only?.has(personId) ?? true);
  return [...new Set(concerned.flatMap(({ reviewerId }) => reviewerId ?? []))];
}

/** What was written about an unchanged result stays, and who has nothing changed to look at has reviewed it already. */
async function carryOver(
  tx: Store,
  from: MonthClose,
  to: Pick<MonthClose, "id">,
  results: readonly MonthResult[],
  changed: ReadonlySet<string>,
): Promise<void> {
  const remarks = await tx.months.remarks(from.id);
  const kept = remarks.filter(({ personId }: MonthRemark) => !changed.has(personId));
  await tx.months.saveRemarks(to.id, kept);
  const concerned = new Set(reviewersOf(results, changed));
  const reviews = new Set((await tx.months.reviews(to.id)).map(({ supervisorId }) => supervisorId));
  for (const { supervisorId, state, doneAt } of await tx.months.reviews(from.id))
    if (state === "done" && reviews.has(supervisorId) && !concerned.has(supervisorId))
      await tx.months.changeReview(to.id, supervisorId, { state, doneAt });
}

async function patchReplaced(tx: Store, replaced: MonthClose, now: Date): Promise<void> {
  const view = await viewMonth(tx, { ...replaced, state: "replaced" });
  await tx.outbox.add([...managerPatches(view, now), ...(await reviewPatches(tx, view, now))], now);
}

async function audit(
  tx: Store,
  { id, month, version }: Pick<MonthClose, "id" | "month" | "version">,
  about: { readonly by: Person; readonly people: number; readonly changed: number; readonly now: Date },
): Promise<void> {
  const { by, people, changed, now } = about;
  const detail = { month, version, people, changed };
  await tx.audit.add(
    [
      { who: by.id, did: "freeze-month", what: id, detail },
      { who: by.id, did: "draft-month", what: id, detail },
    ],
    now,
  );
}
