import { digestCard } from "#cards/digest-card";
import { digestOf, digestWeek } from "#domain/digest";
import { hasRole } from "#domain/person";
import type { LocalDate } from "#domain/working-day";
import type { RhythmDeps } from "./deps.ts";
import { formsOf } from "./scored-forms.ts";

const WEEK_IS_TOLD = "digests-of-week";

/**
 * The week's digest to each agent in private, on the policy's weekday or on the first working day on which the program
 * is there after it. Who was not scored gets none. Answers how many there are.
 */
export async function sendDigests(deps: RhythmDeps, input: { readonly date: LocalDate }): Promise<number> {
  const { store, policy, clock } = deps;
  if (policy.week === undefined) return 0;
  const week = digestWeek(input.date, policy.week.digestWeekday);
  if (await store.rhythms.hasRun(WEEK_IS_TOLD, week.to)) return 0;
  const agents = await store.people.many(await store.evaluations.agentsBetween(week.from, week.to));
  let sent = 0;
  for (const agent of agents) {
    const digest = hasRole(agent, "agent") ? digestOf(await formsOf(store, agent.id, week)) : null;
    if (digest === null) continue;
    sent += 1;
    await store.outbox.add(
      [
        {
          key: `digest:${week.from}:${agent.id}`,
          to: { person: agent.id },
          card: digestCard({ language: agent.language, ...week, digest }),
        },
      ],
      clock.now(),
    );
  }
  await store.rhythms.start(WEEK_IS_TOLD, week.to, clock.now());
  return sent;
}
