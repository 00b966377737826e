import { myTasksCard } from "#cards/my-tasks-card";
import type { Card } from "#cards/card";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { localDate } from "#domain/working-day";
import type { QualityDeps } from "./deps.ts";
import { shownAgent } from "./task-view.ts";

/** A scorer's queue: what is of today and what is still open from before. @throws AppError `not-allowed` */
export async function showMyTasks(deps: QualityDeps, input: { readonly person: Person }): Promise<Card> {
  const { store, policy } = deps;
  requireAllowed(input.person, "see-own-tasks");
  const today = localDate(deps.clock.now(), policy.zone);
  const tasks = await store.tasks.ofDay(input.person.id, today);
  const earlier = (await store.tasks.openOf(input.person.id)).filter((task) => task.localDate < today);
  const agents = new Map(
    (await store.people.many([...earlier, ...tasks].map(({ agentId }) => agentId))).map((agent) => [
      agent.id,
      agent,
    ]),
  );
  return myTasksCard({
    language: input.person.language,
    zone: policy.zone,
    localDate: today,
    tasks: [...earlier, ...tasks].flatMap((task) => {
      const agent = agents.get(task.agentId);
      return agent === undefined ? [] : [{ ...task, agent: shownAgent({ task, agent, policy }) }];
    }),
  });
}
