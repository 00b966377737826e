import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ALL_TEAMS } from "#cards/group-card";
import type { Person, Role } from "#domain/person";
import { loadPolicy } from "#policy/load";
import type { Policy } from "#policy/policy";
import { systemClock } from "#time/system-clock";
import { answerConsent } from "#usecases/people/answer-consent";
import { askGroupBinding } from "#usecases/people/ask-group-binding";
import { bindGroup } from "#usecases/people/bind-group";
import { consentQuestions } from "#usecases/people/consent-questions";
import { showConsent } from "#usecases/people/show-consent";
import { unbindGroup } from "#usecases/people/unbind-group";
import { aPerson } from "../../support/builders.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const NOW = new Date("2026-11-20T02:00:00Z");
const GROUP = { platform: "lark", appId: "cli_test", chatId: "oc_1" } as const;

let opened: TestStore;
let policy: Policy;
let manager: Person;
let agent: Person;
beforeAll(async () => {
  opened = await openTestStore();
  policy = await loadPolicy("standard");
});
beforeEach(async () => {
  await opened.database.prisma.$executeRawUnsafe(
    'TRUNCATE "Person", "Chat", "Consent", "OutboxMessage", "AuditEntry" CASCADE',
  );
  manager = await add("3001", ["manager"], null);
  agent = await add("1001", ["agent"], "客服一组");
  await add("1002", ["agent"], "客服二组");
});
afterAll(() => opened.close());

const add = async (employeeNo: string, roles: readonly Role[], team: string | null): Promise<Person> => {
  const [person] = await opened.store.people.save([aPerson({ employeeNo, roles, team })], NOW);
  return person!;
};
const deps = () => ({ store: opened.store, policy, clock: { ...systemClock, now: () => NOW } });
const bind = (choice: string) => bindGroup(deps(), { by: manager, group: GROUP, choice });
const posts = () => opened.database.prisma.outboxMessage.findMany();
const boundTo = async (team: string | null) =>
  (await opened.store.chats.boundTo(team)).map(({ chatId }) => chatId);

describe("a group", () => {
  it("is asked whose it is, with the teams that somebody is in", async () => {
    const card = JSON.stringify(await askGroupBinding(deps(), { by: manager, group: GROUP }));

    expect(card).toContain("客服一组");
    expect(card).toContain("客服二组");
    expect(await boundTo("客服一组")).toEqual([]);
  });

  it("is bound to one team, is told so once, and shows it when asked again", async () => {
    await bind("客服一组");
    await bind("客服一组");

    const again = await askGroupBinding(deps(), { by: manager, group: GROUP });

    expect(again).toMatchObject({ title: "群已绑定", tone: "green" });
    expect([await boundTo("客服一组"), await boundTo("客服二组"), await boundTo(null)]).toEqual([
      ["oc_1"],
      [],
      [],
    ]);
    expect(await posts()).toHaveLength(1);
  });

  it.each(["全部", "ALL", ALL_TEAMS])("is everybody's with %s", async (choice) => {
    await bind(choice);

    expect([await boundTo("客服一组"), await boundTo(null)]).toEqual([[], ["oc_1"]]);
  });

  it("is not bound to a team that nobody is in: the teams are named", async () => {
    await expect(bind("客服三组")).rejects.toMatchObject({
      code: "bad-input",
      facts: { what: "team", typed: "客服三组", teams: "客服二组、客服一组" },
    });
    expect(await posts()).toEqual([]);
  });

  it("gets no posts while the bot is not in it, and none after it was unbound", async () => {
    await bind("客服一组");
    await opened.store.chats.save(
      { ...GROUP, name: "一组", isBotMember: false },
      new Date(NOW.getTime() + 1),
    );
    const withoutBot = await boundTo("客服一组");
    await opened.store.chats.save({ ...GROUP, name: "一组", isBotMember: true }, new Date(NOW.getTime() + 2));
    const again = await opened.store.chats.boundTo("客服一组");

    await unbindGroup(deps(), { by: manager, group: GROUP });

    expect(withoutBot).toEqual([]);
    expect(again).toEqual([{ ...GROUP, name: "一组", team: "客服一组" }]);
    expect(await boundTo("客服一组")).toEqual([]);
  });

  it("is bound by managers and administrators alone", async () => {
    await expect(bindGroup(deps(), { by: agent, group: GROUP, choice: "客服一组" })).rejects.toMatchObject({
      code: "not-allowed",
    });
    await expect(unbindGroup(deps(), { by: agent, group: GROUP })).rejects.toMatchObject({
      code: "not-allowed",
    });
  });
});

describe("consent to be named", () => {
  it("is asked for once, and no answer counts as none", async () => {
    const first = await consentQuestions(opened.store, [agent, manager]);
    const second = await consentQuestions(opened.store, [agent]);

    expect(first.map(({ to }) => to)).toEqual([{ person: agent.id }, { person: manager.id }]);
    expect(second).toEqual([]);
    expect((await opened.store.consents.of([agent.id])).get(agent.id)).toBe("asked");
  });

  it("is given, taken back, and shown", async () => {
    await answerConsent(deps(), { person: agent, answer: "yes" });
    const given = (await opened.store.consents.of([agent.id])).get(agent.id);
    const card = await answerConsent(deps(), { person: agent, answer: "no" });

    expect(given).toBe("yes");
    expect((await opened.store.consents.of([agent.id])).get(agent.id)).toBe("no");
    expect(await showConsent(deps(), { person: agent })).toEqual(card);
    // Somebody who said it by themselves is not asked any more.
    expect(await consentQuestions(opened.store, [agent])).toEqual([]);
  });
});
