import { daySummaryCard } from "#cards/day-summary-card";
import type { Contact } from "#domain/contact";
import { hasRole, type Person } from "#domain/person";
import type { Task } from "#domain/task";
import { localDate } from "#domain/working-day";
import type { Draw, SeedCommitment } from "#ports/quality";
import type { NewOutboxMessage } from "#ports/delivery";
import type { QualityDeps } from "./deps.ts";
import { taskMessage } from "./task-messages.ts";
import { scorecardOf } from "./task-view.ts";

type Loads = {
  /** How many tasks each scorer gets. */
  readonly loads: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, Person>;
};
export type DrawnDay = Loads & {
  readonly draw: Draw;
  /** The promise for the working day after it. */
  readonly next: SeedCommitment;
};

/** A card for each task, to its scorer. */
export function taskCardMessages(
  deps: QualityDeps,
  made: readonly { readonly task: Task; readonly contact: Contact }[],
  { loads, people }: Loads,
): NewOutboxMessage[] {
  const { policy } = deps;
  return made.flatMap(({ task, contact }) => {
    const [agent, scorer] = [people.get(task.agentId), people.get(task.scorerId)];
    if (agent === undefined || scorer === undefined) return [];
    const view = { task, contact, agent, policy, scorecard: scorecardOf(policy, task.scorecardId) };
    return [taskMessage(deps, view, scorer, loads.get(scorer.id) ?? 0)];
  });
}

/** A summary of the draw to everybody who scores and to the managers. */
export function summaryMessages(
  { policy }: QualityDeps,
  { draw, next, loads, people }: DrawnDay,
): NewOutboxMessage[] {
  return [...people.values()]
    .filter((person) => loads.has(person.id) || hasRole(person, "manager"))
    .map((person) => ({
      key: `draw:${draw.id}:summary:${person.id}`,
      to: { person: person.id },
      card: daySummaryCard({
        language: person.language,
        localDate: draw.localDate,
        drawId: draw.id,
        own: loads.get(person.id) ?? null,
        drawn: draw.selected.length,
        unassigned: draw.unassigned.length,
        seed: draw.seed,
        seedHash: draw.seedHash,
        wasPromised: localDate(draw.committedAt, policy.zone) < draw.localDate,
        next: { localDate: next.localDate, seedHash: next.seedHash },
      }),
    }));
}
