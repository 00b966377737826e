import type { Person } from "#domain/person";
import type { Policy } from "#policy/policy";
import type { AwardDeps } from "#usecases/awards/deps";
import { nominate } from "#usecases/awards/nominate";
import { aContact, aPerson, aTask } from "./builders.ts";
import { qualityDeps } from "./quality-deps.ts";
import type { TestStore } from "./stores.ts";

const PEOPLE = {
  lei: { employeeNo: "1001", name: "李雷", managerNo: "2001" },
  hong: { employeeNo: "1002", name: "小红", managerNo: "2001" },
  ann: { employeeNo: "1003", name: "Ann", team: "二组", language: "en" },
  chen: { employeeNo: "1004", name: "陈晨", team: "二组", hiredAt: "2026-09-10" },
  wangA: { employeeNo: "1005", name: "王芳" },
  wangB: { employeeNo: "1006", name: "王芳", team: "二组" },
  gone: { employeeNo: "1007", name: "赵离", status: "left" },
  supervisor: { employeeNo: "2001", name: "韩梅梅", roles: ["supervisor"] },
  manager: { employeeNo: "3001", name: "王经理", roles: ["manager"], team: null },
  manager2: { employeeNo: "3002", name: "刘经理", roles: ["manager"], team: null },
  hr: { employeeNo: "4001", name: "赵人事", roles: ["hr"], team: null },
} as const;
export type AwardTeam = Readonly<Record<keyof typeof PEOPLE, Person>>;
export type AwardTestDeps = Awaited<ReturnType<typeof qualityDeps>>;

/** Two teams of agents, a supervisor, two managers and a people office, all of whom can be reached. */
export async function awardTeam(
  opened: TestStore,
  now: Date,
  change?: (policy: Policy) => Policy,
): Promise<{ readonly deps: AwardTestDeps; readonly team: AwardTeam }> {
  const deps = await qualityDeps(opened, now, change);
  const saved = await opened.store.people.save(
    Object.values(PEOPLE).map((person) =>
      aPerson({ ...person, roles: "roles" in person ? [...person.roles] : ["agent"] }),
    ),
    now,
  );
  for (const { id, employeeNo } of saved)
    await opened.store.identities.bind(
      { platform: "lark", appId: "cli_test", userId: `ou_${employeeNo}` },
      id,
      now,
    );
  const of = ({ employeeNo }: { employeeNo: string }) =>
    saved.find((person) => person.employeeNo === employeeNo);
  const team = Object.fromEntries(
    Object.entries(PEOPLE).map(([role, person]) => [role, of(person)]),
  ) as AwardTeam;
  return { deps, team };
}

export const names = (
  deps: AwardDeps,
  from: Person,
  nominee: Person,
  change: { award?: string; reason?: string } = {},
) =>
  nominate(deps, {
    from,
    nominee,
    award: change.award ?? null,
    reason: change.reason ?? "昨晚独自安抚了三位投诉客户",
  });

let serial = 0;

/** Contacts of one agent on that day, each drawn by chance and scored; without a transcript, so that no other draw takes them. */
export async function evaluated(
  { store, secrets }: Pick<TestStore, "store" | "secrets">,
  { agent, scorer, day, scores }: { agent: Person; scorer: Person; day: string; scores: readonly number[] },
): Promise<void> {
  for (const score of scores) {
    serial += 1;
    const externalId = `scored-${serial}`;
    const scoredAt = new Date(`${day}T08:00:00Z`);
    await store.contacts.import(
      [aContact({ externalId, agentId: agent.id, startedAt: scoredAt, localDate: day, turns: [] })],
      scoredAt,
    );
    const [contactId] = await store.awardEvidence.contactsCalled(externalId);
    const task = aTask({
      id: secrets.newId(),
      contactId: contactId!,
      agentId: agent.id,
      scorerId: scorer.id,
      policyId: "P",
      localDate: day,
    });
    await store.transaction(async (tx) => {
      await tx.tasks.add([task], scoredAt);
      await tx.evaluations.add({
        id: secrets.newId(),
        taskId: task.id,
        revision: 1,
        isCurrent: true,
        contactId: contactId!,
        agentId: agent.id,
        scorerId: scorer.id,
        mark: "random",
        policyId: "P",
        scorecardId: "hotline",
        scorecardVersion: "1",
        localDate: day,
        score,
        ruledScore: score,
        criticalFailures: [],
        items: [],
        evidence: {},
        comment: null,
        scoredAt,
      });
    });
  }
}
