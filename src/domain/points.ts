import { AppError } from "./error.ts";
import type { LocalDate } from "./working-day.ts";

export const POINT_KINDS = [
  "idea-adopted",
  "idea-effective",
  "redemption",
  "refund",
  "expiry",
  "reversal",
] as const;
export type PointKind = (typeof POINT_KINDS)[number];

/** One row of the ledger. Rows are never changed: a mistake is taken back by a row that refers to it. */
export type PointEntry = {
  readonly id: string;
  readonly personId: string;
  /** Never 0; negative for what is spent, void or taken back. */
  readonly amount: number;
  readonly kind: PointKind;
  /** Unique: one row for one cause. */
  readonly cause: string;
  readonly refersToId: string | null;
  readonly ideaNumber: number | null;
  readonly itemId: string | null;
  readonly at: Date;
};
export type NewPointEntry = Omit<PointEntry, "id">;

export type Redemption = {
  readonly id: string;
  readonly personId: string;
  /** An id of the policy's catalogue. */
  readonly itemId: string;
  readonly price: number;
  readonly policyId: string;
  readonly state: "requested" | "done" | "refused";
  /** The ledger row that reserves the points. */
  readonly entryId: string;
  readonly requestedAt: Date;
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  /** Counts the deciders' cards. */
  readonly cardIssue: number;
  readonly cardIssuedAt: Date;
};

/** What is left of an item; null: without limit. */
export const leftOf = (stock: number | null, taken: number): number | null =>
  stock === null ? null : Math.max(0, stock - taken);

/** @throws AppError `closed` when nothing is left, `bad-input` when the points do not reach */
export function requireRedeemable(
  item: { readonly id: string; readonly price: number; readonly stock: number | null },
  have: { readonly taken: number; readonly balance: number },
): void {
  if (leftOf(item.stock, have.taken) === 0)
    throw new AppError("closed", `Nothing is left of ${item.id}.`, { what: "sold-out", state: "sold-out" });
  if (have.balance < item.price)
    throw new AppError("bad-input", `${have.balance} points do not reach for ${item.price}.`, {
      what: "points",
      price: item.price,
      balance: have.balance,
      missing: item.price - have.balance,
    });
}

/** The row that takes another one back. The whole of it, or nothing. */
export function reversalOf(
  entry: PointEntry,
  kind: Extract<PointKind, "refund" | "reversal">,
  at: Date,
): NewPointEntry {
  const { personId, ideaNumber, itemId } = entry;
  const cause = `${kind}:${entry.id}`;
  return { personId, amount: -entry.amount, kind, cause, refersToId: entry.id, ideaNumber, itemId, at };
}

/**
 * What becomes void: points earned before that instant and not spent since. What is spent comes off the oldest first; a
 * row that was taken back counts with its reversal as if neither had been.
 * @param entries all rows of one person
 */
export function expiringEntries(
  entries: readonly PointEntry[],
  earnedBefore: Date,
  today: LocalDate,
  at: Date,
): NewPointEntry[] {
  const reversed = new Map(
    entries.flatMap(({ kind, refersToId, id }) =>
      (kind === "refund" || kind === "reversal") && refersToId !== null ? [[refersToId, id] as const] : [],
    ),
  );
  const takenBack = new Set([...reversed].flat());
  const standing = entries.filter(({ id }) => !takenBack.has(id));
  let spent = -standing.filter(({ amount }) => amount < 0).reduce((sum, { amount }) => sum + amount, 0);
  const earned = standing
    .filter(({ amount, at: when }) => amount > 0 && when < earnedBefore)
    .sort((left, right) => left.at.getTime() - right.at.getTime() || (left.id < right.id ? -1 : 1));
  return earned.flatMap((entry) => {
    const used = Math.min(entry.amount, spent);
    spent -= used;
    const amount = used - entry.amount;
    if (amount === 0) return [];
    const { personId, id, ideaNumber } = entry;
    const cause = `expiry:${id}:${today}`;
    return [{ personId, amount, kind: "expiry", cause, refersToId: id, ideaNumber, itemId: null, at }];
  });
}

/** The same day so many months earlier, or the last day of that month. */
export function monthsBefore(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.toISOString().slice(0, 8)}${String(Math.min(day, lastDay)).padStart(2, "0")}`;
}
