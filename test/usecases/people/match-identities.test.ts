import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChatPlatform } from "#ports/chat";
import type { Clock } from "#ports/clock";
import { rhythmsOf } from "#jobs/rhythms";
import { loadPolicy } from "#policy/load";
import { matchIdentities } from "#usecases/people/match-identities";
import { aPerson } from "../../support/builders.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const NOW = new Date("2026-11-20T02:00:00Z");
const APP = { platform: "lark", appId: "cli_test" } as const;
const clock = { now: () => NOW } as Clock;

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

/** A directory in which everybody with an e-mail has the one account. */
const directory = {
  name: APP.platform,
  appId: APP.appId,
  ownId: { known: () => null, learn: () => Promise.resolve(null) },
  lookUp: (people: readonly object[]) => Promise.resolve(people.map(() => "ou_shared")),
} as unknown as ChatPlatform;

it("the directory gives a free account to the first and takes it from nobody", async () => {
  const { store, database } = opened;
  const [first, second] = await store.people.save(
    [aPerson({ employeeNo: "1", email: "a@b.cn" }), aPerson({ employeeNo: "2", email: "a@b.cn" })],
    NOW,
  );

  const found = await matchIdentities({ store, clock, platforms: [directory] });

  const holder = await store.identities.personOf({ ...APP, userId: "ou_shared" });
  const conflicts = await database.prisma.auditEntry.findMany({ where: { did: "directory-conflict" } });
  expect([found, holder?.id]).toEqual([1, first!.id]);
  expect(conflicts.map(({ what }) => what)).toEqual([second!.id]);
});

it("the directory is asked before the day's draw", async () => {
  const names = rhythmsOf({ policy: await loadPolicy("standard") }).map(({ name }) => name);

  expect(names.indexOf("directory")).toBeLessThan(names.indexOf("daily-draw"));
});
