import type { Person } from "#domain/person";
import type { LocalMonth } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { MonthDeps } from "#usecases/month/deps";
import type { QualityDeps } from "#usecases/quality/deps";
import { aContact, aPerson, aTask } from "./builders.ts";
import { qualityDeps } from "./quality-deps.ts";
import type { TestStore } from "./stores.ts";

const PEOPLE = {
  agent: { employeeNo: "1001", name: "李雷", managerNo: "2001" },
  colleague: { employeeNo: "1002", name: "小红", managerNo: "2001" },
  english: { employeeNo: "1003", name: "Ann", language: "en", team: "二组" },
  supervisor: { employeeNo: "2001", name: "韩梅梅", roles: ["supervisor"] },
  other: { employeeNo: "2002", name: "林涛", roles: ["supervisor"], team: "二组" },
  manager: { employeeNo: "3001", name: "王经理", roles: ["manager"], team: null },
  trainer: { employeeNo: "4001", name: "周老师", roles: ["trainer"], team: null },
} as const;
export type MonthTeam = Readonly<Record<keyof typeof PEOPLE, Person>>;

/** The standard policy with its blank filled in and factors for a bonus. */
export const withTarget = (policy: Policy): Policy => ({
  ...policy,
  indicators: policy.indicators.map((indicator) =>
    indicator.id === "satisfaction" ? { ...indicator, target: { required: true, value: 4.5 } } : indicator,
  ),
  grades: {
    ...policy.grades!,
    month: {
      ...policy.grades!.month,
      levels: policy.grades!.month.levels.map((level, place) => ({ ...level, factor: 1.2 - place / 10 })),
    },
  },
});

/** Three agents in two teams with their supervisors, a manager and a trainer. */
export async function monthTeam(
  opened: TestStore,
  now: Date,
  change: (policy: Policy) => Policy = withTarget,
): Promise<{ readonly deps: MonthDeps & QualityDeps; readonly team: MonthTeam }> {
  const deps = await qualityDeps(opened, now, change);
  const saved = await opened.store.people.save(
    Object.values(PEOPLE).map((person) =>
      aPerson({ ...person, roles: "roles" in person ? [...person.roles] : ["agent"] }),
    ),
    now,
  );
  const team = Object.fromEntries(
    Object.entries(PEOPLE).map(([role, { employeeNo }]) => [
      role,
      saved.find((person) => person.employeeNo === employeeNo),
    ]),
  ) as MonthTeam;
  return { deps, team };
}

let serial = 0;

/** Contacts of the month with these ratings, each evaluated at random with this score. Answers the evaluations' tasks. */
export async function measuredMonth(
  { store, secrets }: TestStore,
  about: {
    readonly agent: Person;
    readonly scorer: Person;
    readonly month: LocalMonth;
    readonly policyId: string;
  },
  { csat = 5, scores }: { readonly csat?: number; readonly scores: readonly number[] },
): Promise<readonly string[]> {
  const { agent, scorer, month, policyId } = about;
  const localDate = `${month}-10`;
  const at = new Date(`${localDate}T02:00:00Z`);
  const ids: string[] = [];
  for (const score of scores) {
    serial += 1;
    const externalId = `month-${serial}`;
    const contact = aContact({
      externalId,
      agentId: agent.id,
      localDate,
      startedAt: at,
      metrics: { csat, resolved: true, firstContactResolved: true },
    });
    await store.contacts.import([contact], at);
    const [frame] = (await store.contacts.frame(localDate, localDate, 0)).filter(
      ({ agentId }) => agentId === agent.id,
    );
    const contactId = frame!.contactIds.at(-1)!;
    await store.contacts.markDrawn([contactId], at);
    const taskId = secrets.newId();
    await store.tasks.add(
      [aTask({ id: taskId, contactId, agentId: agent.id, scorerId: scorer.id, policyId, localDate })],
      at,
    );
    await evaluate({ store, secrets }, { taskId, contactId, ...about, localDate, score, revision: 1 });
    ids.push(`${taskId} ${contactId}`);
  }
  return ids;
}

/** One evaluation of a task; a higher revision stands in its place. */
export async function evaluate(
  { store, secrets }: Pick<TestStore, "store" | "secrets">,
  about: {
    readonly taskId: string;
    readonly contactId: string;
    readonly agent: Person;
    readonly scorer: Person;
    readonly policyId: string;
    readonly localDate: string;
    readonly score: number;
    readonly revision: number;
  },
): Promise<void> {
  const { taskId, contactId, agent, scorer, policyId, localDate, score, revision } = about;
  await store.transaction((tx) =>
    tx.evaluations.add({
      id: secrets.newId(),
      taskId,
      revision,
      isCurrent: true,
      contactId,
      agentId: agent.id,
      scorerId: scorer.id,
      mark: "random",
      policyId,
      scorecardId: "hotline",
      scorecardVersion: "1",
      localDate,
      items: [],
      score,
      ruledScore: score,
      criticalFailures: [],
      evidence: {},
      comment: null,
      scoredAt: new Date(`${localDate}T03:00:00Z`),
    }),
  );
}
