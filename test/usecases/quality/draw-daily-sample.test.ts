import { afterAll, beforeAll, expect, it } from "vitest";
import type { Person } from "#domain/person";
import type { QualityDeps } from "#usecases/quality/deps";
import { drawDailySample } from "#usecases/quality/draw-daily-sample";
import { verifyDraw } from "#usecases/quality/verify-draw";
import { aContact, aPerson } from "../../support/builders.ts";
import { on, qualityDeps } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const NOW = new Date("2026-11-20T01:10:00Z");
const USER = { platform: "lark", appId: "cli_test", userId: "ou_scorer" } as const;
const hoursBefore = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);

let opened: TestStore;
let deps: QualityDeps;
let scorer: Person;

beforeAll(async () => {
  opened = await openTestStore();
  deps = await qualityDeps(opened, NOW);
  const [agent, saved] = await opened.store.people.save(
    [aPerson({ employeeNo: "1024" }), aPerson({ employeeNo: "2001", roles: ["supervisor"] })],
    NOW,
  );
  scorer = saved!;
  await opened.store.contacts.import([aContact({ externalId: "c-1", agentId: agent!.id })], NOW);
  await opened.store.contacts.import(
    [aContact({ externalId: "c-2", agentId: agent!.id, localDate: "2026-11-18" })],
    NOW,
  );
  await opened.store.identities.bind(USER, scorer.id, NOW);
});
afterAll(() => opened.close());

it("a scorer who could not be reached is drawn for again a day later, not before", async () => {
  await opened.store.identities.markUnreachable(USER, "230013", hoursBefore(23));
  const soon = await drawDailySample(deps, { date: "2026-11-19" });
  await opened.store.identities.markUnreachable(USER, "230013", hoursBefore(25));

  const later = await drawDailySample(deps, { date: "2026-11-20" });

  expect([soon.unassigned.length, later.unassigned.length]).toEqual([1, 0]);
  expect(later.selected.length).toBeGreaterThan(0);
});

it("a draw after a day on which the program was away keeps the promise of that day", async () => {
  const promised = await opened.store.draws.commitment("2026-11-23");

  const draw = await drawDailySample(on(deps, "2026-11-24T01:30:00Z"), { date: "2026-11-24" });

  const check = await verifyDraw(deps, { id: draw.id });
  expect([draw.seedHash, draw.committedAt]).toEqual([promised!.seedHash, NOW]);
  expect(check).toMatchObject({ isValid: true, promise: "before-that-day" });
});

it("a promise is kept once: the day that was missed is drawn without one", async () => {
  const late = await drawDailySample(on(deps, "2026-11-24T02:00:00Z"), { date: "2026-11-23" });

  const check = await verifyDraw(deps, { id: late.id });
  expect(check).toMatchObject({ isValid: false, promise: "none", checks: { promisedBefore: false } });
});

it("a promise that came on the day itself, but before the draw, is told from one of the day before", async () => {
  await opened.database.prisma.$executeRawUnsafe(
    `UPDATE "SeedCommitment" SET "committedAt" = '2026-11-25T00:00:00Z' WHERE "localDate" = '2026-11-25'`,
  );
  const draw = await drawDailySample(on(deps, "2026-11-25T01:10:00Z"), { date: "2026-11-25" });

  const check = await verifyDraw(deps, { id: draw.id });

  expect(check).toMatchObject({
    isValid: true,
    promise: "before-the-draw",
    checks: { promisedBefore: false },
  });
});
