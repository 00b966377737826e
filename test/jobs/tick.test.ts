import { afterAll, beforeAll, expect, it } from "vitest";
import type { Person } from "#domain/person";
import type { ChatPlatform } from "#ports/chat";
import { createRhythmPauses } from "#jobs/rhythm-pauses";
import { tick } from "#jobs/tick";
import type { AwardDeps } from "#usecases/awards/deps";
import type { QualityDeps } from "#usecases/quality/deps";
import { aPerson, aTask } from "../support/builders.ts";
import { on, qualityDeps } from "../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../support/stores.ts";

const APP = { name: "lark", platform: "lark", appId: "cli_test" } as const;
/** Friday, 20 November 2026, 18:05 in Shanghai: five minutes before the list of what is overdue. */
const EVENING = "2026-11-20T10:05:00Z";

let opened: TestStore;
let deps: QualityDeps & AwardDeps;

beforeAll(async () => {
  opened = await openTestStore();
  deps = await qualityDeps(opened, new Date(EVENING));
  const [agent, scorer] = (await opened.store.people.save(
    [
      aPerson({ employeeNo: "1024", email: "lilei@example.com" }),
      aPerson({ employeeNo: "2001", roles: ["supervisor"] }),
      aPerson({ employeeNo: "3001", roles: ["manager"] }),
    ],
    new Date(EVENING),
  )) as [Person, Person];
  const id = opened.secrets.newId();
  await opened.store.tasks.add(
    [
      aTask({
        id,
        contactId: opened.secrets.newId(),
        agentId: agent.id,
        scorerId: scorer.id,
        policyId: deps.policyId,
      }),
    ],
    new Date(EVENING),
  );
});
afterAll(() => opened.close());

/** A program of its own at each of these moments in turn: what failed in it, and how often it looked people up. */
async function live(times: readonly string[], lookUp: () => Promise<(string | null)[]>) {
  const failed: string[] = [];
  let lookUps = 0;
  const directory = {
    ...APP,
    lookUp: () => {
      lookUps += 1;
      return lookUp();
    },
  } as unknown as ChatPlatform;
  const rhythmPauses = createRhythmPauses();
  for (const time of times)
    await tick({ ...on(deps, time), platforms: [directory], rhythmPauses }, (rhythm) => failed.push(rhythm));
  return { failed, lookUps };
}

async function overdueLists(): Promise<string[]> {
  const rows = await opened.database.prisma.$queryRawUnsafe<{ key: string }[]>(
    `SELECT key FROM "OutboxMessage" WHERE key LIKE 'overdue:%' ORDER BY key`,
  );
  return rows.map(({ key }) => key.split(":")[1]!);
}

it("the overdue list of an evening on which the program was away goes out once it is back", async () => {
  await live([EVENING], () => Promise.resolve([null]));
  const before = await overdueLists();

  await live(["2026-11-20T16:05:00Z", "2026-11-20T16:06:00Z"], () => Promise.resolve([null]));

  expect([before, await overdueLists()]).toEqual([[], ["2026-11-20"]]);
});

it("a directory that refuses is asked less and less often, while everything else goes on", async () => {
  const halfMinutes = Array.from({ length: 241 }, (_, count) =>
    new Date(Date.parse("2026-11-23T09:00:00Z") + count * 30_000).toISOString(),
  );

  const { failed, lookUps } = await live(halfMinutes, () => Promise.reject(new Error("99991672")));

  // At once, then after 0.5, 1, 2, 4, 8, 16 and 32 minutes: the ninth time would be an hour later.
  expect(lookUps).toBe(8);
  expect(failed).toEqual(Array.from({ length: 8 }, () => "directory"));
  expect(await overdueLists()).toEqual(["2026-11-20", "2026-11-23"]);
});
