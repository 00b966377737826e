import { afterAll, beforeAll, expect, it } from "vitest";
import type { Person } from "#domain/person";
import { loadPolicy } from "#policy/load";
import { chineseCalendar } from "#time/chinese-calendar";
import { systemClock } from "#time/system-clock";
import type { QualityDeps } from "#usecases/quality/deps";
import { drawDailySample } from "#usecases/quality/draw-daily-sample";
import { aContact, aPerson } from "../../support/builders.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const NOW = new Date("2026-11-20T01:10:00Z");
const USER = { platform: "lark", appId: "cli_test", userId: "ou_scorer" } as const;
const hoursBefore = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);

let opened: TestStore;
let deps: QualityDeps;
let scorer: Person;

beforeAll(async () => {
  opened = await openTestStore();
  const policy = await loadPolicy("standard");
  deps = {
    store: opened.store,
    secrets: opened.secrets,
    clock: { ...systemClock, now: () => NOW },
    calendar: chineseCalendar(policy.calendar),
    policy,
    policyId: await opened.store.policies.keep(policy, "0".repeat(64), NOW),
    apps: [{ platform: USER.platform, appId: USER.appId }],
    transcriptUrl: () => null,
  };
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
