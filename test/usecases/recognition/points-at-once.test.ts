import { afterAll, describe, expect, it } from "vitest";
import { AppError } from "#domain/error";
import type { Person } from "#domain/person";
import { decideRedemption } from "#usecases/recognition/decide-redemption";
import { redeemPoints } from "#usecases/recognition/redeem-points";
import { aPerson, givePoints } from "../../support/builders.ts";
import { ideaTeam } from "../../support/idea-team.ts";
import { openPostgresTestStore } from "../../support/stores.ts";

const NOW = new Date("2026-11-20T02:00:00Z");
const postgres = await openPostgresTestStore();

if (postgres === null) describe.skip("points under many hands on PostgreSQL", () => undefined);
else {
  const { store, secrets, database } = postgres;
  const { deps, team } = await ideaTeam(postgres, NOW);
  const points = deps.policy.points!;
  const withStock = (stock: number | null) => ({
    ...deps,
    policy: {
      ...deps.policy,
      points: { ...points, catalogue: [{ ...points.catalogue[0]!, id: "seat", stock }] },
    },
  });
  const policyWith = async (stock: number | null, text: string) => {
    const changed = withStock(stock);
    return { ...changed, policyId: await store.policies.keep(changed.policy, secrets.sha256(text), NOW) };
  };
  const crowd = (prefix: string, count: number): Promise<readonly Person[]> =>
    store.people.save(
      Array.from({ length: count }, (_, place) => aPerson({ employeeNo: `${prefix}${place}` })),
      NOW,
    );
  const codeOf = (error: unknown): string => (error instanceof AppError ? error.code : String(error));
  const lowest = async (): Promise<number> => {
    const [row] = await database.sql.query<{ lowest: number }>(
      `SELECT min(balance)::int AS lowest FROM (SELECT sum(amount) AS balance FROM "PointEntry" GROUP BY "personId") b`,
    );
    return row!.lowest;
  };
  const taken = async (): Promise<number> =>
    (await store.redemptions.takenSince(new Date(0))).get("seat") ?? 0;

  describe("points under many hands on PostgreSQL", () => {
    afterAll(() => postgres.close());

    it("sell the last one to one of forty", async () => {
      const people = await crowd("last", 40);
      await store.points.add(people.map((person) => givePoints(person, 50, NOW)));
      const seat = await policyWith(1, "one seat");

      const outcomes = await Promise.allSettled(
        people.map((person) => redeemPoints(seat, { person, itemId: "seat", request: secrets.newId() })),
      );

      const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [codeOf(one.reason)] : []));
      expect(refused).toEqual(Array.from({ length: 39 }, () => "closed"));
      expect(await taken()).toBe(1);
      expect(await lowest()).toBe(0);
    });

    it("let one person spend what they have, not what they had when each press began", async () => {
      const [person] = await crowd("once", 1);
      await store.points.add([givePoints(person!, 120, NOW)]);
      const plenty = await policyWith(null, "many seats");

      const outcomes = await Promise.allSettled(
        Array.from({ length: 30 }, () =>
          redeemPoints(plenty, { person: person!, itemId: "seat", request: secrets.newId() }),
        ),
      );

      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
      expect(await store.points.balance(person!.id)).toBe(20);
    });

    it("are kept by the database itself when nobody asks first", async () => {
      const [person] = await crowd("bare", 1);
      await store.points.add([givePoints(person!, 50, NOW)]);

      const outcomes = await Promise.allSettled(
        Array.from({ length: 30 }, () => store.points.add([givePoints(person!, -50, NOW)])),
      );

      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await store.points.balance(person!.id)).toBe(0);
    });

    it("count twenty presses on one card as one request", async () => {
      const [person] = await crowd("double", 1);
      await store.points.add([givePoints(person!, 500, NOW)]);
      const plenty = await policyWith(null, "many seats");
      const request = secrets.newId();

      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, () => redeemPoints(plenty, { person: person!, itemId: "seat", request })),
      );

      const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [codeOf(one.reason)] : []));
      expect(refused).toEqual(Array.from({ length: 19 }, () => "already-done"));
      expect(await store.points.balance(person!.id)).toBe(450);
    });

    it("are given back once, however many refuse at the same moment", async () => {
      const [person] = await crowd("refund", 1);
      await store.points.add([givePoints(person!, 50, NOW)]);
      const plenty = await policyWith(null, "many seats");
      const request = secrets.newId();
      await redeemPoints(plenty, { person: person!, itemId: "seat", request });

      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, place) =>
          decideRedemption(plenty, {
            redemptionId: request,
            by: team.manager,
            decision: place % 2 === 0 ? { isApproved: false, reason: "名额已满" } : { isApproved: true },
          }),
        ),
      );

      const redemption = await store.redemptions.get(request);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await store.points.balance(person!.id)).toBe(redemption!.state === "refused" ? 50 : 0);
    });
  });
}
