import { differencesOf } from "#domain/month-difference";
import { groupBy } from "#domain/group-by";
import { correctedMeasures, neverLower, scopeOf } from "#domain/month-correction";
import type { MonthClose, MonthResult } from "#domain/month-result";
import type { LocalMonth } from "#domain/working-day";
import type { WaitingCorrection } from "#ports/months";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";
import { boardPosts } from "./board-posts.ts";
import type { MonthDeps } from "./deps.ts";
import { versionOf } from "./find-month.ts";
import { measureMonth, resultsOf } from "./freeze.ts";
import { managerMessages, managerPatches, resultMessages, reviewPatches } from "./month-messages.ts";
import { type MonthView, viewMonth } from "./month-view.ts";

/** The cause of a correction that releases a held result. */
export const releaseCause = (closeId: string, personId: string): string => `release:${closeId}:${personId}`;
const isRelease = ({ cause }: WaitingCorrection): boolean => cause.startsWith("release:");

/**
 * Makes a new version of a standing month out of what waits for it; null when nothing waits or nothing changes. Inside the
 * caller's transaction, which it keeps the month locked in.
 */
export async function correctMonth(tx: Store, deps: MonthDeps, month: LocalMonth): Promise<MonthView | null> {
  await tx.months.lock(month);
  const waiting = await tx.months.waitingCorrections(month);
  const standing = await tx.months.standing(month);
  if (standing === null || waiting.length === 0) return null;
  const ids = waiting.map(({ id }) => id);
  const results = await tx.months.resultsOf(standing.id);
  const corrected = await correctedResults(tx, standing, results, waiting);
  const changes = differencesOf(results, corrected);
  if (changes.length === 0) {
    await tx.months.markApplied(ids, standing.version);
    return null;
  }
  const latest = (await tx.months.latest(month)) ?? standing;
  const now = deps.clock.now();
  // A draft that was frozen before the ruling would take it back: it has to be made anew.
  if (latest.state === "draft") await tx.months.change(latest.id, { state: "replaced" });
  await tx.months.change(standing.id, { state: "replaced" });
  const close = {
    ...nextVersion(standing, latest.version + 1),
    id: deps.secrets.newId(),
    frozenAt: now,
    publishedAt: now,
  };
  await tx.months.add(close, corrected, []);
  await tx.months.saveRemarks(close.id, await tx.months.remarks(standing.id));
  await tx.months.markApplied(ids, close.version);
  const detail = {
    month,
    version: close.version,
    changed: changes.length,
    causes: waiting.map(({ cause }) => cause),
  };
  await tx.audit.add([{ who: null, did: "correct-month", what: close.id, detail }], now);
  const view = await viewMonth(tx, await versionOf(tx, close.id));
  const replaced = await replacedPatches(tx, [standing, latest], now);
  const told = await resultMessages(tx, view);
  const boards = await boardPosts(tx, view, now);
  await tx.outbox.add([...told, ...managerMessages(view), ...replaced, ...boards], now);
  return view;
}

/** State, appeal window and policy stay those of the version that it corrects. */
function nextVersion(standing: MonthClose, version: number) {
  const { revision: _revision, cardIssue: _issue, ...rest } = standing;
  return { ...rest, version, closedById: null, publishedById: null, cause: "correction" as const };
}

async function correctedResults(
  tx: Store,
  standing: MonthClose,
  results: readonly MonthResult[],
  waiting: readonly WaitingCorrection[],
): Promise<readonly MonthResult[]> {
  const policy: Policy = await tx.policies.get(standing.policyId);
  const fresh = await measureMonth(tx, policy, standing.month);
  const scopes = new Map(
    [...groupBy(waiting, ({ personId }) => personId)].map(([id, corrections]) => [
      id,
      scopeOf(corrections.map(({ cause }) => cause)),
    ]),
  );
  const scopeFor = (id: string) => scopes.get(id) ?? null;
  const released = new Set(waiting.filter(isRelease).map(({ personId }) => personId));
  const people = await tx.people.many([...scopes.keys()]);
  const frozen = new Map(results.map((result) => [result.personId, result]));
  const measures = new Map(
    people.map(({ id }) => [
      id,
      correctedMeasures(frozen.get(id)?.measures ?? [], fresh.get(id) ?? [], scopeFor(id)),
    ]),
  );
  const anew = new Map(
    resultsOf(policy, standing.month, people, measures).map((result) => [result.personId, result]),
  );
  return results.map((result) => {
    const corrected = anew.get(result.personId);
    if (corrected === undefined) return result;
    const { team, reviewerId } = result;
    // What a supervisor holds stays held until a manager releases it: a ruling is about a number, not about the hold.
    return result.held === "supervisor" && !released.has(result.personId)
      ? { ...result, measures: corrected.measures, parts: corrected.parts }
      : neverLower(result, { ...corrected, team, reviewerId }, scopeFor(result.personId));
  });
}

async function replacedPatches(tx: Store, versions: readonly MonthClose[], now: Date) {
  const ids = new Set(versions.map(({ id }) => id));
  const patches = [];
  for (const id of ids) {
    const close = await versionOf(tx, id);
    const view = await viewMonth(tx, close);
    const replaced = { ...view, close: { ...close, revision: close.revision + 1 } };
    patches.push(...managerPatches(replaced, now), ...(await reviewPatches(tx, replaced, now)));
  }
  return patches;
}
