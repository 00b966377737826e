import { overdueCard } from "#cards/overdue-card";
import { groupBy } from "#domain/group-by";
import { hasRole } from "#domain/person";
import type { LocalDate } from "#domain/working-day";
import type { QualityDeps } from "./deps.ts";

/** Tells the managers who has not finished what was due; nothing is sent on a day without tasks. */
export async function listOverdue(deps: QualityDeps, input: { readonly date: LocalDate }): Promise<number> {
  const { store, clock } = deps;
  const open = await store.tasks.openDueBy(clock.now());
  const today = await store.tasks.allOfDay(input.date);
  // What is open from earlier days stays on the list until it is done.
  const tasks = [...today, ...open.filter(({ localDate }) => localDate < input.date)];
  if (tasks.length === 0) return 0;
  const byScorer = groupBy(tasks, ({ scorerId }) => scorerId);
  const scorers = (await store.people.many([...byScorer.keys()])).map((person) => {
    const theirs = byScorer.get(person.id) ?? [];
    const openPositions = theirs.filter(({ state }) => state === "open").map(({ position }) => position);
    return { name: person.name, total: theirs.length, openPositions };
  });
  const managers = (await store.people.all()).filter((person) => hasRole(person, "manager"));
  await store.outbox.add(
    managers.map((manager) => ({
      key: `overdue:${input.date}:${manager.id}`,
      to: { person: manager.id },
      card: overdueCard({ language: manager.language, localDate: input.date, scorers }),
    })),
    clock.now(),
  );
  return open.length;
}
