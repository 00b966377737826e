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

export type DrawnDay = {
  readonly draw: Draw;
  /** The promise for the working day after it. */
  readonly next: SeedCommitment;
  readonly tasks: readonly Task[];
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly people: ReadonlyMap<string, Person>;
};

/** What a draw sends: a summary to everybody who scores and to the managers, and a card for each task. */
export function drawMessages(deps: QualityDeps, day: DrawnDay): NewOutboxMessage[] {
  return [...summaries(deps, day), ...taskCards(deps, day)];
}

const countFor = (tasks: readonly Task[], scorerId: string): number =>
  tasks.filter((task) => task.scorerId === scorerId).length;

function taskCards(deps: QualityDeps, { tasks, contacts, people }: DrawnDay): NewOutboxMessage[] {
  const { policy } = deps;
  return tasks.flatMap((task) => {
    const [contact, agent, scorer] = [
      contacts.get(task.contactId),
      people.get(task.agentId),
      people.get(task.scorerId),
    ];
    if (contact === undefined || agent === undefined || scorer === undefined) return [];
    const view = { task, contact, agent, policy, scorecard: scorecardOf(policy, task.scorecardId) };
    return [taskMessage(deps, view, scorer, countFor(tasks, scorer.id))];
  });
}

function summaries({ policy }: QualityDeps, { draw, next, tasks, people }: DrawnDay): NewOutboxMessage[] {
  const scorerIds = new Set(tasks.map(({ scorerId }) => scorerId));
  return [...people.values()]
    .filter((person) => scorerIds.has(person.id) || hasRole(person, "manager"))
    .map((person) => ({
      key: `draw:${draw.id}:summary:${person.id}`,
      to: { person: person.id },
      card: daySummaryCard({
        language: person.language,
        localDate: draw.localDate,
        drawId: draw.id,
        own: scorerIds.has(person.id) ? countFor(tasks, person.id) : null,
        drawn: draw.selected.length,
        unassigned: draw.unassigned.length,
        seed: draw.seed,
        seedHash: draw.seedHash,
        wasPromised: localDate(draw.committedAt, policy.zone) < draw.localDate,
        next: { localDate: next.localDate, seedHash: next.seedHash },
      }),
    }));
}
