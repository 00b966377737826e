import { afterAll, describe, expect, it } from "vitest";
import { AppError } from "#domain/error";
import { closeMonth } from "#usecases/month/close-month";
import { publishMonth } from "#usecases/month/publish-month";
import { measuredMonth, monthTeam } from "../../support/month-team.ts";
import { openPostgresTestStore } from "../../support/stores.ts";

const NOW = new Date("2026-12-02T02:00:00Z");
const opened = await openPostgresTestStore();

if (opened === null) describe.skip("a month pressed at once on PostgreSQL", () => undefined);
else
  describe("a month pressed at once on PostgreSQL", () => {
    afterAll(() => opened.close());
    const refusal = (error: unknown) => (error instanceof AppError ? error.code : String(error));

    it("is closed once and published once, and each person is told once", async () => {
      const { deps, team } = await monthTeam(opened, NOW);
      const { agent, supervisor, manager } = team;
      const about = { agent, scorer: supervisor, month: "2026-11", policyId: deps.policyId };
      await measuredMonth(opened, about, { scores: [90] });
      const pressed = async (press: () => Promise<unknown>) =>
        (await Promise.all(Array.from({ length: 4 }, () => press().then(() => "done", refusal)))).sort();

      const closed = await pressed(() => closeMonth(deps, { month: "2026-11", by: manager }));
      const published = await pressed(() =>
        publishMonth(deps, { of: { month: "2026-11" }, by: manager, anyway: true }),
      );

      const once = ["already-done", "already-done", "already-done", "done"];
      expect([closed, published]).toEqual([once, once]);
      expect(await opened.store.months.versions("2026-11")).toMatchObject([
        { version: 1, state: "published" },
      ]);
      const [told] = await opened.database.sql.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM "OutboxMessage" WHERE key LIKE 'month:%:result:%' AND "personId" = $1::uuid`,
        agent.id,
      );
      expect(told?.count).toBe(1);
    });

    it("has one draft and one standing version at most, whoever writes", async () => {
      const [close] = await opened.store.months.versions("2026-11");
      const another = (state: "draft" | "final", version: number) =>
        opened.store.months.add(
          { ...withoutRevision(close!), id: opened.secrets.newId(), state, version },
          [],
          [],
        );

      await expect(another("final", 2)).rejects.toThrow();
      await another("draft", 3);
      await expect(another("draft", 4)).rejects.toThrow();
    });
  });

function withoutRevision<Close extends { readonly revision: number }>({ revision: _revision, ...rest }: Close) {
  return rest;
}
