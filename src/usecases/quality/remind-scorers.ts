import { reminderCard } from "#cards/reminder-card";
import { groupBy } from "#domain/group-by";
import type { Task } from "#domain/task";
import type { LocalDate } from "#domain/working-day";
import type { QualityDeps } from "./deps.ts";

/** Reminds everybody with open tasks of that date, once. */
export async function remindScorers(deps: QualityDeps, input: { readonly date: LocalDate }): Promise<number> {
  const { store, policy, clock } = deps;
  const byScorer = groupBy(await store.tasks.allOfDay(input.date), ({ scorerId }) => scorerId);
  const people = await store.people.many([...byScorer.keys()]);
  const messages = people.flatMap((person) => {
    const tasks: readonly Task[] = byScorer.get(person.id) ?? [];
    const open = tasks.filter(({ state }) => state === "open");
    const dueAt = open[0]?.dueAt;
    if (dueAt === undefined) return [];
    return [
      {
        key: `reminder:${input.date}:${person.id}`,
        to: { person: person.id },
        card: reminderCard({
          language: person.language,
          zone: policy.zone,
          open,
          total: tasks.length,
          dueAt,
        }),
      },
    ];
  });
  await store.outbox.add(messages, clock.now());
  return messages.length;
}
