import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Card } from "#cards/card";
import type { Person } from "#domain/person";
import type { Task } from "#domain/task";
import type { QualityDeps } from "#usecases/quality/deps";
import { drawDailySample } from "#usecases/quality/draw-daily-sample";
import { handOverTask } from "#usecases/quality/hand-over-task";
import { openTask } from "#usecases/quality/open-task";
import { aContact, aPerson } from "../../support/builders.ts";
import { qualityDeps } from "../../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const NOW = new Date("2026-11-20T01:10:00Z");
const APP = { platform: "lark", appId: "cli_test" } as const;
const account = (employeeNo: string) => ({ ...APP, userId: `ou_${employeeNo}` });

let opened: TestStore;
let deps: QualityDeps;
let people: ReadonlyMap<string, Person>;
let task: Task;

/** For the draw the agent is excluded from all scorers but 2001, afterwards from 2003 only. */
beforeAll(async () => {
  opened = await openTestStore();
  deps = await qualityDeps(opened, NOW, (policy) => ({
    ...policy,
    sampling: {
      ...policy.sampling,
      excludedPairs: [
        { agent: "1024", scorer: "2002" },
        { agent: "1024", scorer: "2003" },
      ],
    },
  }));
  const saved = await opened.store.people.save(
    [
      aPerson({ employeeNo: "1024" }),
      ...["2001", "2002", "2003"].map((employeeNo) => aPerson({ employeeNo, roles: ["supervisor"] })),
    ],
    NOW,
  );
  people = new Map(saved.map((person) => [person.employeeNo, person]));
  for (const [employeeNo, person] of people)
    await opened.store.identities.bind(account(employeeNo), person.id, NOW);
  await opened.store.contacts.import([aContact({ externalId: "c-1", agentId: people.get("1024")!.id })], NOW);
});
beforeEach(() => opened.store.identities.markReachable(account("2002"), NOW));
afterAll(() => opened.close());

const person = (employeeNo: string): Person => people.get(employeeNo)!;
const handOver = (to: string) =>
  handOverTask(deps, { taskId: task.id, from: person("2001"), to: person(to), reason: "请假" });
async function offered(): Promise<string[]> {
  const card = await openTask(deps, { taskId: task.id, reader: person("2001"), as: { handOver: APP } });
  return [...people.keys()].filter((employeeNo) => isOn(card, `ou_${employeeNo}`));
}
const isOn = (card: Card, userId: string): boolean => JSON.stringify(card).includes(userId);

it("a draw gives nobody the conversations of an agent from whom the policy excludes them", async () => {
  await drawDailySample(deps, { date: "2026-11-20" });

  const tasks = await opened.store.tasks.allOfDay("2026-11-20");

  task = tasks[0]!;
  expect(tasks.map(({ scorerId }) => scorerId)).toEqual([person("2001").id]);
  const { sampling } = deps.policy;
  const excludedPairs = sampling.excludedPairs.filter(({ scorer }) => scorer === "2003");
  deps = { ...deps, policy: { ...deps.policy, sampling: { ...sampling, excludedPairs } } };
});

describe("a hand-over", () => {
  it("is offered neither to the agent nor to whom the policy excludes", async () => {
    expect(await offered()).toEqual(["2002"]);
  });

  it.each(["1024", "2001", "2003"])("to %s is refused, whoever asks for it", async (to) => {
    await expect(handOver(to)).rejects.toMatchObject({ code: "bad-input", facts: { what: "successor" } });
  });

  it("is neither offered to nor accepted for somebody who cannot be reached", async () => {
    await opened.store.identities.markUnreachable(account("2002"), "230013", NOW);

    const names = await offered();

    expect(names).toEqual([]);
    await expect(handOver("2002")).rejects.toMatchObject({ facts: { what: "successor" } });
  });

  it("goes to whom it is offered", async () => {
    await handOver("2002");

    const open = await opened.store.tasks.openOf(person("2002").id);
    expect(open.map(({ id }) => id)).toEqual([task.id]);
  });
});
