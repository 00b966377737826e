import { afterAll, describe, expect, it } from "vitest";
import { AppError } from "#domain/error";
import type { Person } from "#domain/person";
import { nominate } from "#usecases/awards/nominate";
import { openAward } from "#usecases/awards/open-award";
import { pickWinners } from "#usecases/awards/pick-winners";
import { postAward } from "#usecases/awards/post-award";
import { previewAward } from "#usecases/awards/preview-award";
import { actionsOf } from "../../cards/facts.ts";
import { awardTeam, names } from "../../support/award-team.ts";
import { aPerson } from "../../support/builders.ts";
import { on } from "../../support/quality-deps.ts";
import { openPostgresTestStore } from "../../support/stores.ts";

const NOW = new Date("2026-11-20T02:00:00Z");
const AT_ONCE = 20;
const postgres = await openPostgresTestStore();

if (postgres === null) describe.skip("awards under many hands on PostgreSQL", () => undefined);
else {
  const { store, database, secrets } = postgres;
  const { deps, team } = await awardTeam(postgres, NOW, (policy) => ({
    ...policy,
    awards: policy.awards.map((award) =>
      award.id === "service-star" ? { ...award, basis: "votes" as const, minimumEvaluations: 0 } : award,
    ),
  }));
  const crowd = (prefix: string, count: number): Promise<readonly Person[]> =>
    store.people.save(
      Array.from({ length: count }, (_, place) => aPerson({ employeeNo: `${prefix}${place}` })),
      NOW,
    );
  const codes = (outcomes: readonly PromiseSettledResult<unknown>[]): string[] =>
    outcomes.map((one) =>
      one.status === "fulfilled"
        ? "done"
        : one.reason instanceof AppError
          ? one.reason.code
          : String(one.reason),
    );
  const count = (outcomes: readonly PromiseSettledResult<unknown>[], code: string): number =>
    codes(outcomes).filter((each) => each === code).length;

  describe("awards under many hands on PostgreSQL", () => {
    afterAll(() => postgres.close());

    it("take the same pair once, however often it is sent at the same moment", async () => {
      const [from, to] = await crowd("pair", 2);

      const outcomes = await Promise.allSettled(
        Array.from({ length: AT_ONCE }, () => names(deps, from!, to!)),
      );

      expect([count(outcomes, "done"), count(outcomes, "bad-input")]).toEqual([1, AT_ONCE - 1]);
    });

    it("take as many of one person as the policy allows, however many come at the same moment", async () => {
      const [from, ...others] = await crowd("limit", AT_ONCE + 1);

      const outcomes = await Promise.allSettled(others.map((to) => names(deps, from!, to)));

      expect([count(outcomes, "done"), count(outcomes, "bad-input")]).toEqual([3, AT_ONCE - 3]);
    });

    it("are kept by the database itself when nobody asks first", async () => {
      const [from, to] = await crowd("bare", 2);
      const bare = (nominee: Person) =>
        store.nominations.add({
          id: secrets.newId(),
          period: "2026-11",
          award: "service-star",
          nominatorId: from!.id,
          nomineeId: nominee.id,
          nominatorTurn: 1,
          pairTurn: 1,
          nominatorLimit: 3,
          pairLimit: 1,
          localDate: "2026-11-20",
          reason: "替新人顶了一整晚的班",
          principles: [],
          evidenceContactId: null,
          policyId: deps.policyId,
          at: NOW,
        });

      await expect(bare(from!)).rejects.toThrow();
      const outcomes = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => bare(to!)));

      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    });

    it("are opened, picked and posted once, with one number each", async () => {
      const december = on(deps, "2026-12-01T02:00:00Z");
      const group = { platform: "lark", appId: "cli_test", chatId: "oc_many" } as const;
      await store.chats.save({ ...group, name: "G", isBotMember: true }, NOW);
      await store.chats.bind(group, { team: null, by: team.manager.id }, NOW);
      await nominate(deps, {
        from: team.hong,
        nominee: team.lei,
        award: null,
        reason: "替新人顶了一整晚的班",
      });
      const open = () => openAward(december, { reader: team.manager, which: "服务之星" });
      await Promise.all(Array.from({ length: AT_ONCE }, open));
      const award = async () => (await store.awards.find("service-star", "2026-11"))!;
      const press = async (by: Person) => ({
        awardId: (await award()).id,
        revision: (await award()).revision,
        by,
      });
      const [one, other] = [await press(team.manager), await press(team.manager2)];
      const picks = [`person:${team.lei.id}`];

      const picked = await Promise.allSettled(
        Array.from({ length: AT_ONCE }, (_, place) =>
          pickWinners(december, { ...(place % 2 === 0 ? one : other), picks, praise: "" }),
        ),
      );
      const preview = await previewAward(december, await press(team.manager));
      const seen = String(actionsOf(preview).find(({ do: verb }) => verb === "award.post")?.["seen"]);
      const ready = await press(team.manager);
      const posted = await Promise.allSettled(
        Array.from({ length: AT_ONCE }, () => postAward(december, { ...ready, seen })),
      );

      expect([count(picked, "done"), count(picked, "already-done")]).toEqual([1, AT_ONCE - 1]);
      expect([count(posted, "done"), count(posted, "already-done")]).toEqual([1, AT_ONCE - 1]);
      const [rows] = await database.sql.query<{ awards: number; winners: number; posts: number }>(
        `SELECT (SELECT count(*)::int FROM "Award") AS awards, (SELECT count(*)::int FROM "AwardWinner") AS winners,
           (SELECT count(*)::int FROM "OutboxMessage" WHERE key LIKE 'award:%:post:%') AS posts`,
      );
      expect(rows).toEqual({ awards: 1, winners: 1, posts: 1 });
    });
  });
}
