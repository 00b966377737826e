import type { Card } from "#cards/card";
import { admitAwardMove, type Award, type AwardMove } from "#domain/award";
import { spanOf } from "#domain/award-period";
import { requireAllowed } from "#domain/permission";
import { hasRole, type Person } from "#domain/person";
import type { AwardChange } from "#ports/awards";
import type { NewOutboxMessage } from "#ports/delivery";
import type { Store } from "#ports/store";
import { type AwardView, cardOf, viewAward } from "./award-view.ts";
import type { AwardDeps } from "./deps.ts";

/** The answer to a press replaces the card at once; the patch that makes sure of it must not overtake that answer. */
const PATCH_AFTER_PRESS_MILLISECONDS = 3_000;

export type AwardPressInput = {
  readonly awardId: string;
  /** Of the card that was pressed. */
  readonly revision: number;
  readonly by: Person;
};

/** What a step brings beside the new state. */
export type Stepped = {
  readonly change: AwardChange;
  readonly messages?: readonly NewOutboxMessage[];
  readonly detail?: Readonly<Record<string, unknown>>;
};

/**
 * Takes an award one step on, once for each revision of it; `work` runs inside the transaction, with the award as it
 * stood before. Answers how it stands then.
 * @throws AppError `not-allowed`, `not-found`, `already-done`, `closed`, `bad-input`, and what `work` throws
 */
export async function changeAward(
  deps: AwardDeps,
  press: AwardPressInput & { readonly move: AwardMove },
  work: (view: AwardView, tx: Store) => Promise<Stepped> | Stepped,
): Promise<{ readonly view: AwardView; readonly card: Card }> {
  const { awardId, revision, by, move } = press;
  requireAllowed(by, "decide-award");
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const before = await viewAward(tx, await tx.awards.lock(awardId));
    const state = admitAwardMove(before.award, move, revision);
    const { change, messages = [], detail = {} } = await work(before, tx);
    await tx.awards.change(before.award, { ...change, state });
    const view = await viewAward(tx, await tx.awards.get(awardId));
    await tx.outbox.add([...messages, ...(await patches(deps, tx, view, now))], now);
    const { award, period } = view.award;
    await tx.audit.add(
      [{ who: by.id, did: `${move}-award`, what: awardId, detail: { award, period, ...detail } }],
      now,
    );
    return { view, card: cardOf(deps, view, by) };
  });
}

/** What is sent anew is a message of its own, and from then on the one that is kept up to date. */
export const awardKey = ({ id, cardIssue }: Pick<Award, "id" | "cardIssue">, personId: string): string =>
  `award:${id}:card:${personId}${cardIssue === 0 ? "" : `:again-${cardIssue}`}`;

export async function managersOf({ people }: Pick<Store, "people">): Promise<readonly Person[]> {
  return (await people.all()).filter((person) => hasRole(person, "manager"));
}

/** The cards of all managers who got one by themselves, as the award stands now. */
async function patches(deps: AwardDeps, tx: Store, view: AwardView, now: Date): Promise<NewOutboxMessage[]> {
  const found: NewOutboxMessage[] = [];
  for (const manager of await managersOf(tx)) {
    const key = awardKey(view.award, manager.id);
    if (!(await tx.outbox.has(key))) continue;
    found.push({
      key: `${key}:${view.award.revision}`,
      to: { patchOf: key },
      card: cardOf(deps, view, manager),
      dueAt: new Date(now.getTime() + PATCH_AFTER_PRESS_MILLISECONDS),
    });
  }
  return found;
}

/** What becomes of the nominations for the award when it is decided; null opens them again. */
export async function settleNominations(
  tx: Store,
  { award }: AwardView,
  wonBy: readonly string[] | null,
): Promise<void> {
  const span = spanOf(award.period);
  if (span === null) return;
  const [from, to] = [span.from.slice(0, 7), span.to.slice(0, 7)];
  await tx.nominations.settle({ award: award.award, from, to }, wonBy);
}
