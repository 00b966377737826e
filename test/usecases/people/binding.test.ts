import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "#domain/person";
import type { ChatUser } from "#ports/chat";
import { decideBinding } from "#usecases/people/decide-binding";
import { requestBinding } from "#usecases/people/request-binding";
import { aPerson } from "../../support/builders.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const NOW = new Date("2026-11-20T02:00:00Z");
const APP = { platform: "lark", appId: "cli_test" } as const;
const userOf = (userId: string): ChatUser => ({ ...APP, userId });
const STRANGER = userOf("ou_stranger");

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
});
beforeEach(() =>
  opened.database.prisma.$executeRawUnsafe(
    'TRUNCATE "Person", "Identity", "BindRequest", "OutboxMessage", "AuditEntry" CASCADE',
  ),
);
afterAll(() => opened.close());

const deps = () => ({
  store: opened.store,
  secrets: opened.secrets,
  policy: { zone: "Asia/Shanghai" },
  clock: { now: () => NOW } as Parameters<typeof requestBinding>[0]["clock"],
});
const add = async (employeeNo: string, roles: readonly Role[], managerNo: string | null = null) => {
  const [person] = await opened.store.people.save([aPerson({ employeeNo, roles, managerNo })], NOW);
  return person!;
};
const ask = (user: ChatUser, employeeNo: string) => requestBinding(deps(), { user, employeeNo });
const askHeard = async (user: ChatUser, employeeNo: string) => {
  const answer = await ask(user, employeeNo);
  if ("refused" in answer) throw new Error(`refused as ${answer.refused.code}`);
  return answer;
};
const askFor = async (user: ChatUser, employeeNo: string) => (await askHeard(user, employeeNo)).request;
const keys = async () =>
  (await opened.database.prisma.outboxMessage.findMany()).map(({ key }) => key.replace(/[0-9a-f-]{36}/, "R"));
const asked = async () => (await keys()).filter((key) => key.startsWith("bind:R:ask:"));

describe("a request to be somebody", () => {
  it("goes to the person's own manager while the person has no account", async () => {
    const manager = await add("3001", ["manager"]);
    await add("9001", ["administrator"]);
    await add("1024", ["agent"], "3001");

    await ask(STRANGER, "1024");

    expect(await asked()).toEqual([`bind:R:ask:${manager.id}`]);
  });

  it("goes to administrators only when it would take the person's account", async () => {
    await add("3001", ["manager"]);
    const administrator = await add("9001", ["administrator"]);
    const agent = await add("1024", ["agent"], "3001");
    await opened.store.identities.bind(userOf("ou_own"), agent.id, NOW);

    await ask(STRANGER, "1024");

    expect(await asked()).toEqual([`bind:R:ask:${administrator.id}`]);
  });

  it("is refused in words when nobody may decide, and none is kept", async () => {
    await add("3001", ["manager"]);
    const agent = await add("1024", ["agent"], "3001");
    await opened.store.identities.bind(userOf("ou_own"), agent.id, NOW);

    const answer = await ask(STRANGER, "1024");

    expect(answer).toEqual({ refused: { code: "not-found", facts: { what: "decider" } } });
    expect(await opened.store.identities.waitingRequestOf(STRANGER)).toBeNull();
  });

  it("is heard five times a day from one account", async () => {
    await add("3001", ["manager"]);
    for (const number of ["1", "2", "3", "4", "5", "6"]) await add(number, ["agent"]);
    for (const number of ["1", "2", "3", "4", "5"]) await ask(STRANGER, number);

    await expect(ask(STRANGER, "6")).rejects.toMatchObject({
      code: "bad-input",
      facts: { what: "bindings" },
    });

    expect(await asked()).toHaveLength(5);
    expect(await ask(userOf("ou_second"), "6")).toMatchObject({ request: { state: "waiting" } });
  });

  it("counts for numbers that nobody has too, so that nobody learns which there are", async () => {
    await add("3001", ["manager"]);
    await add("1024", ["agent"]);
    const guesses = ["0001", "0002", "0003", "0004"];

    const answers = [];
    for (const guess of guesses) answers.push(await ask(STRANGER, guess));
    await ask(STRANGER, "1024");

    expect(answers).toEqual(
      guesses.map((employeeNo) => ({
        refused: { code: "not-found", facts: { what: "employee", employeeNo } },
      })),
    );
    for (const number of ["3001", "0005"])
      await expect(ask(STRANGER, number)).rejects.toMatchObject({ facts: { what: "bindings" } });
    expect(await ask(STRANGER, "1024")).toMatchObject({ request: { state: "waiting" } });
    expect(await ask(userOf("ou_second"), "0005")).toMatchObject({ refused: { code: "not-found" } });
  });

  it("that is repeated while it waits is answered with whom it waits for, and asks nobody twice", async () => {
    await add("3001", ["manager"]);
    await add("1024", ["agent"], "3001");
    const first = await askHeard(STRANGER, "1024");

    const again = await askHeard(STRANGER, "1024");

    expect(first.card.summary).toContain("已收到工号 1024 的绑定申请");
    expect(again.request.id).toBe(first.request.id);
    expect(again.card.summary).toContain("还在等经理确认，不用再发");
    expect(await asked()).toHaveLength(1);
  });

  it("is not put before the one who asks", async () => {
    const asker = await add("3001", ["manager"]);
    const other = await add("3002", ["manager"]);
    await add("1024", ["agent"], "3001");
    await opened.store.identities.bind(userOf("ou_manager"), asker.id, NOW);

    await ask(userOf("ou_manager"), "1024");

    expect(await asked()).toEqual([`bind:R:ask:${other.id}`]);
  });
});

describe("a decision about a request", () => {
  it("is refused to the one who asked", async () => {
    const asker = await add("3001", ["manager"]);
    await add("3002", ["manager"]);
    await add("1024", ["agent"], "3001");
    await opened.store.identities.bind(userOf("ou_manager"), asker.id, NOW);
    const { id } = await askFor(userOf("ou_manager"), "1024");

    const decision = decideBinding(deps(), { requestId: id, by: asker, isApproved: true });

    await expect(decision).rejects.toMatchObject({ code: "not-allowed" });
    expect((await opened.store.identities.personOf(userOf("ou_manager")))?.id).toBe(asker.id);
  });

  it("of a manager takes no account away that came after the request", async () => {
    const manager = await add("3001", ["manager"]);
    const agent = await add("1024", ["agent"], "3001");
    const { id } = await askFor(STRANGER, "1024");
    await opened.store.identities.bind(userOf("ou_own"), agent.id, NOW);

    const decision = decideBinding(deps(), { requestId: id, by: manager, isApproved: true });

    await expect(decision).rejects.toMatchObject({ code: "not-allowed" });
    expect(await opened.store.identities.personOf(STRANGER)).toBeNull();
  });

  it("of an administrator replaces the account and tells the old one", async () => {
    const administrator = await add("9001", ["administrator"]);
    const agent = await add("1024", ["agent"]);
    await opened.store.identities.bind(userOf("ou_own"), agent.id, NOW);
    const { id } = await askFor(STRANGER, "1024");

    await decideBinding(deps(), { requestId: id, by: administrator, isApproved: true });

    const told = await opened.database.prisma.outboxMessage.findUnique({
      where: { key: `bind:${id}:replaced` },
    });
    expect((await opened.store.identities.personOf(STRANGER))?.id).toBe(agent.id);
    expect(told?.destinationId).toBe("ou_own");
    expect(await keys()).toContain(`bind:R:decided:${administrator.id}`);
  });
});
