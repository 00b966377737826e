import { hasRole, type Person } from "#domain/person";
import { isUnreachable } from "#domain/reachability";
import type { Task } from "#domain/task";
import type { Policy } from "#policy/policy";
import type { QualityDeps } from "./deps.ts";

type Deps = Pick<QualityDeps, "store" | "policy" | "apps" | "clock">;

/** People of the policy's sampling roles who can be reached in chat, or all of them when no chat is on. */
export async function reachableScorers(deps: Deps, people: readonly Person[]): Promise<readonly Person[]> {
  return reachablePeople(
    deps,
    people.filter((person) => hasRole(person, ...deps.policy.sampling.scorers)),
  );
}

/** Those of them who can be reached in chat; all of them while no chat is on. */
export async function reachablePeople(
  deps: Pick<QualityDeps, "store" | "apps" | "clock">,
  people: readonly Person[],
): Promise<readonly Person[]> {
  if (deps.apps.length === 0 || people.length === 0) return people;
  const ids = people.map(({ id }) => id);
  const identities = await Promise.all(
    deps.apps.map(({ platform, appId }) => deps.store.identities.of(ids, platform, appId)),
  );
  const reachable = new Set(
    identities
      .flat()
      .flatMap((identity) => (isUnreachable(identity, deps.clock.now()) ? [] : [identity.personId])),
  );
  return people.filter(({ id }) => reachable.has(id));
}

/** Never oneself, and no pair that the policy excludes. */
export function eligibility(
  policy: Policy,
  people: readonly Person[],
): (contact: { readonly agentId: string }, scorerId: string) => boolean {
  const numbers = new Map(people.map(({ id, employeeNo }) => [id, employeeNo]));
  const pair = (agent: string | undefined, scorer: string | undefined): string =>
    JSON.stringify([agent, scorer]);
  const excluded = new Set(policy.sampling.excludedPairs.map(({ agent, scorer }) => pair(agent, scorer)));
  return ({ agentId }, scorerId) =>
    agentId !== scorerId && !excluded.has(pair(numbers.get(agentId), numbers.get(scorerId)));
}

/** Who may take a conversation over: by the same rules by which it would be drawn for somebody. */
export async function successorsOf(
  deps: Deps,
  task: Pick<Task, "agentId" | "scorerId">,
): Promise<readonly Person[]> {
  const people = await deps.store.people.all();
  const isEligible = eligibility(deps.policy, people);
  return (await reachableScorers(deps, people)).filter(
    ({ id }) => id !== task.scorerId && isEligible(task, id),
  );
}
