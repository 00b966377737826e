import { describe, expect, it } from "vitest";
import { expiringEntries, leftOf, monthsBefore, requireRedeemable, reversalOf } from "#domain/points";
import type { PointEntry, PointKind } from "#domain/points";

const at = (date: string): Date => new Date(`${date}T00:00:00Z`);
const entry = (id: string, amount: number, date: string, more: Partial<PointEntry> = {}): PointEntry => ({
  id,
  personId: "p",
  amount,
  kind: amount > 0 ? "idea-adopted" : "redemption",
  cause: id,
  refersToId: null,
  ideaNumber: null,
  itemId: null,
  at: at(date),
  ...more,
});
const back = (id: string, of: PointEntry, kind: PointKind, date: string) =>
  entry(id, -of.amount, date, { kind, refersToId: of.id });

describe("points become void", () => {
  const voided = (...entries: PointEntry[]) =>
    expiringEntries(entries, at("2026-01-01"), "2026-02-01", at("2026-02-01")).map(
      ({ amount, refersToId }) => [refersToId, amount],
    );

  it("when they were earned too long ago and not spent", () => {
    expect(voided(entry("old", 10, "2025-06-01"), entry("young", 20, "2026-01-15"))).toEqual([["old", -10]]);
  });

  it("but for what was spent, which comes off the oldest first", () => {
    const entries = [
      entry("a", 10, "2025-05-01"),
      entry("b", 20, "2025-06-01"),
      entry("c", 30, "2026-01-15"),
    ];

    expect(voided(...entries, entry("spent", -25, "2026-01-20"))).toEqual([["b", -5]]);
  });

  it("not twice", () => {
    const old = entry("old", 10, "2025-06-01");

    expect(voided(old, entry("void", -10, "2026-01-02", { kind: "expiry", refersToId: "old" }))).toEqual([]);
  });

  it("once more for what was given back after they should have", () => {
    const old = entry("old", 10, "2025-06-01");
    const spent = entry("spent", -10, "2025-12-01");

    expect(voided(old, spent)).toEqual([]);
    expect(voided(old, spent, back("refund", spent, "refund", "2026-01-20"))).toEqual([["old", -10]]);
  });

  it("not when the earning itself was taken back", () => {
    const old = entry("old", 10, "2025-06-01");

    expect(voided(old, back("reversal", old, "reversal", "2025-07-01"))).toEqual([]);
  });
});

it("a reversal takes the whole row back and names it", () => {
  const spent = entry("spent", -50, "2026-01-01", { itemId: "training-place" });

  expect(reversalOf(spent, "refund", at("2026-01-02"))).toMatchObject({
    amount: 50,
    kind: "refund",
    cause: "refund:spent",
    refersToId: "spent",
    itemId: "training-place",
  });
});

describe("what can be redeemed", () => {
  const item = { id: "training-place", price: 50, stock: 4 };

  it("is what is left and paid for", () => {
    expect(() => requireRedeemable(item, { taken: 3, balance: 50 })).not.toThrow();
    expect(() => requireRedeemable({ ...item, stock: null }, { taken: 999, balance: 50 })).not.toThrow();
  });

  it("is not what is sold out, whatever the points", () => {
    expect(() => requireRedeemable(item, { taken: 4, balance: 0 })).toThrow(
      expect.objectContaining({ code: "closed", facts: expect.objectContaining({ what: "sold-out" }) }),
    );
  });

  it("is not what the points do not reach, and it is said how many are short", () => {
    expect(() => requireRedeemable(item, { taken: 0, balance: 49 })).toThrow(
      expect.objectContaining({ code: "bad-input", facts: expect.objectContaining({ missing: 1 }) }),
    );
  });

  it("never counts below nothing", () => {
    expect(leftOf(4, 6)).toBe(0);
    expect(leftOf(null, 6)).toBeNull();
  });
});

it.each([
  ["2026-11-20", 24, "2024-11-20"],
  ["2026-03-31", 1, "2026-02-28"],
  ["2024-03-31", 1, "2024-02-29"],
  ["2026-01-15", 13, "2024-12-15"],
])("%s is %i months after %s", (date, months, expected) => {
  expect(monthsBefore(date, months)).toBe(expected);
});
