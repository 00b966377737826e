import { itemFieldName } from "#cards/score-form";
import type { Person } from "#domain/person";
import { visibleItems } from "#domain/scorecard";
import type { Evaluation } from "#domain/task";
import { localDate } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import { scoreContact } from "#usecases/quality/score-contact";
import { aContact, aPerson, aTask } from "./builders.ts";
import { qualityDeps } from "./quality-deps.ts";
import type { TestStore } from "./stores.ts";

const PEOPLE = {
  agent: { employeeNo: "1001", name: "李雷" },
  english: { employeeNo: "1002", name: "Ann", language: "en" },
  scorer: { employeeNo: "2001", name: "韩梅梅", roles: ["supervisor"] },
  judge: { employeeNo: "2002", name: "林涛", roles: ["supervisor"] },
  inspector: { employeeNo: "2003", name: "周质检", roles: ["inspector"] },
  manager: { employeeNo: "3001", name: "王经理", roles: ["manager"] },
} as const;
export type AppealTeam = Readonly<Record<keyof typeof PEOPLE, Person>>;
export type AppealDeps = Awaited<ReturnType<typeof qualityDeps>>;

/** A team in which everybody can be reached; appeals against 韩梅梅's scores go to 林涛, then to 王经理. */
export async function appealTeam(
  opened: TestStore,
  now: Date,
  change?: (policy: Policy) => Policy,
): Promise<{ readonly deps: AppealDeps; readonly team: AppealTeam }> {
  const deps = await qualityDeps(opened, now, change);
  const saved = await opened.store.people.save(
    Object.values(PEOPLE).map((person) =>
      aPerson({ ...person, roles: "roles" in person ? [...person.roles] : ["agent"] }),
    ),
    now,
  );
  for (const { employeeNo, id } of saved)
    await opened.store.identities.bind(
      { platform: "lark", appId: "cli_test", userId: `ou_${employeeNo}` },
      id,
      now,
    );
  const team = Object.fromEntries(
    Object.entries(PEOPLE).map(([role, { employeeNo }]) => [
      role,
      saved.find((person) => person.employeeNo === employeeNo),
    ]),
  ) as AppealTeam;
  return { deps, team };
}

let serial = 0;

/** A contact of the agent that was scored as perfect, but for these ratings by item id. */
export async function aScoreOf(
  opened: TestStore,
  deps: AppealDeps,
  people: { readonly agent: Person; readonly scorer: Person },
  ratings: Readonly<Record<string, number | "na">>,
  contact: Partial<Parameters<typeof aContact>[0]> = {},
): Promise<Evaluation> {
  serial += 1;
  const externalId = `appeal-${serial}`;
  const { store, policyId, policy, secrets, clock } = deps;
  await store.contacts.import(
    [aContact({ ...contact, externalId, agentId: people.agent.id, channel: "voice" })],
    clock.now(),
  );
  const [row] = await opened.database.sql.query<{ id: string }>(
    `SELECT id::text FROM "Contact" WHERE "externalId" = $1`,
    externalId,
  );
  const found = await store.contacts.get(row!.id);
  const task = aTask({
    id: secrets.newId(),
    contactId: found!.id,
    agentId: people.agent.id,
    scorerId: people.scorer.id,
    policyId,
    localDate: localDate(clock.now(), policy.zone),
  });
  await store.tasks.add([task], clock.now());
  const [scorecard] = policy.scorecards;
  const form = Object.fromEntries(
    visibleItems(scorecard!, found!)
      .filter(({ state }) => state === "ask" || state === "ask-na-allowed")
      .map(({ item }) => [itemFieldName(item.id), String(ratings[item.id] ?? item.max)]),
  );
  const { evaluation } = await scoreContact(deps, {
    taskId: task.id,
    revision: 0,
    scorer: people.scorer,
    form,
  });
  return evaluation;
}
