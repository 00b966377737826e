import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Person, Role } from "#domain/person";
import { loadPolicy } from "#policy/load";
import type { Policy } from "#policy/policy";
import type { ChatUser } from "#ports/chat";
import { systemClock } from "#time/system-clock";
import { welcomeGroup } from "#usecases/people/welcome-group";
import { welcomePerson } from "#usecases/people/welcome-person";
import { aPerson } from "../../support/builders.ts";
import { openPostgresTestStore, openTestStore, type TestStore } from "../../support/stores.ts";

const APP = { platform: "lark", appId: "cli_test" } as const;
const USER: ChatUser = { ...APP, userId: "ou_1" };
/** Half an hour before midnight in Shanghai, and half an hour after. */
const EVENING = "2026-11-20T15:30:00Z";
const NIGHT = "2026-11-20T16:30:00Z";

let opened: TestStore;
let policy: Policy;
beforeAll(async () => {
  // Only PostgreSQL lets transactions run beside each other.
  opened = (await openPostgresTestStore()) ?? (await openTestStore());
  policy = await loadPolicy("standard");
});
beforeEach(() =>
  opened.database.prisma.$executeRawUnsafe('TRUNCATE "Person", "OutboxMessage", "AuditEntry" CASCADE'),
);
afterAll(() => opened.close());

const at = (now: string) => ({
  store: opened.store,
  policy,
  clock: { ...systemClock, now: () => new Date(now) },
});
const enter = (now: string, person: Person | null = null, user = USER) =>
  opened.store.transaction((store) => welcomePerson({ ...at(now), store }, { user, person }));
const somebody = async (employeeNo: string, roles: readonly Role[] = ["agent"]): Promise<Person> =>
  (await opened.store.people.save([aPerson({ employeeNo, name: "李雷", roles })], new Date(EVENING)))[0]!;
const cards = async () =>
  (await opened.database.prisma.outboxMessage.findMany({ orderBy: { createdAt: "asc" } })).map(({ card }) =>
    JSON.stringify(card),
  );

describe("somebody who opens the chat", () => {
  it("is greeted at the first time, and never again however often they come", async () => {
    const person = await somebody("1001");

    for (const now of [EVENING, EVENING, NIGHT, "2026-12-20T01:00:00Z"]) await enter(now, person);

    const [greeting, ...others] = await cards();
    expect(greeting).toContain("李雷，您好");
    expect(greeting).toContain("我的成绩");
    expect(others).toEqual([]);
  });

  it("unknown, learns how to be known and nothing else", async () => {
    await enter(EVENING);

    expect((await cards()).join()).toContain("绑定 1024");
    expect((await cards()).join()).not.toContain("我的成绩");
  });

  it("is greeted as the person that they are known as since, but not on the same day", async () => {
    const person = await somebody("2001", ["supervisor"]);
    await enter(EVENING);

    await enter(EVENING, person);
    const sameDay = (await cards()).length;
    await enter(NIGHT, person);

    expect(sameDay).toBe(1);
    expect((await cards()).at(-1)).toContain(`每个工作日 ${policy.day.drawAt}`);
  });

  it("bound to somebody else, is greeted as that one the next day", async () => {
    const [one, two] = [await somebody("1001"), await somebody("3001", ["manager"])];
    await enter(EVENING, one);

    await enter(NIGHT, two);
    await enter("2026-11-25T01:00:00Z", two);

    expect(await cards()).toHaveLength(2);
    expect((await cards())[1]).toContain("截止后列给您");
  });

  it("who has left is a stranger", async () => {
    const person = await somebody("1001");

    await enter(EVENING, { ...person, status: "left" });

    expect((await cards()).join()).toContain("绑定 1024");
  });

  it("ten times at one moment, is greeted once", async () => {
    const person = await somebody("1001");

    await Promise.all(Array.from({ length: 10 }, () => enter(EVENING, person)));

    expect(await cards()).toHaveLength(1);
  });
});

describe("a group that the bot is added to", () => {
  const add = (now: string, chatId = "oc_1") => welcomeGroup(at(now), { chat: { ...APP, chatId } });

  it("is told what the bot does there: each time, but once a day by the policy's zone", async () => {
    await add(EVENING);
    await add(EVENING);
    await add(NIGHT);
    await add(NIGHT, "oc_2");

    expect(await cards()).toHaveLength(3);
    expect((await cards())[0]).toContain("我只在被 @ 时才作答");
  });
});
