import { assignScorers } from "#domain/assignment";
import type { Contact } from "#domain/contact";
import { AppError } from "#domain/error";
import type { Person } from "#domain/person";
import { DRAW_GENERATOR, seedHash } from "#domain/sampling";
import type { Task } from "#domain/task";
import {
  addDays,
  instantOf,
  lastWorkingDays,
  localDate,
  nextWorkingDay,
  type LocalDate,
} from "#domain/working-day";
import { scorecardFor } from "#policy/policy";
import type { Draw, SeedCommitment } from "#ports/quality";
import type { QualityDeps } from "./deps.ts";
import { summaryMessages, taskCardMessages } from "./draw-messages.ts";
import { eligibility, reachableScorers } from "./eligible-scorers.ts";

/** What is drawn later than this nobody scores in time; a date so far off is a slip of the pen. */
const OLDEST_DATE_DAYS = 31;
const TASKS_AT_ONCE = 100;

/**
 * Draws the day's sample, gives each conversation to a scorer and puts the cards into the outbox. A second call for
 * the same date answers the draw that stands.
 * @throws AppError `bad-input` for a date after today or more than 31 days ago: drawing uses the date up. `busy`
 */
export async function drawDailySample(deps: QualityDeps, input: { readonly date: LocalDate }): Promise<Draw> {
  const standing = await deps.store.draws.ofDate(input.date);
  if (standing !== null) return standing;
  requireRecent(input.date, localDate(deps.clock.now(), deps.policy.zone));
  const draw = await deps.store.exclusively("draw", () => drawOnce(deps, input.date));
  if (draw === "taken") throw new AppError("busy", "Another process is drawing now.", { what: "draw" });
  return draw;
}

function requireRecent(date: LocalDate, today: LocalDate): void {
  if (date <= today && date >= addDays(today, -OLDEST_DATE_DAYS)) return;
  throw new AppError(
    "bad-input",
    `A draw for ${date} is not made: take a date from ${addDays(today, -OLDEST_DATE_DAYS)} to ${today}.`,
    { what: "date" },
  );
}

async function drawOnce(deps: QualityDeps, date: LocalDate): Promise<Draw> {
  const { store } = deps;
  const standing = await store.draws.ofDate(date);
  if (standing !== null) return standing;

  const people = new Map((await store.people.all()).map((person) => [person.id, person]));
  const now = deps.clock.now();
  // A day on which nothing was drawn has left its promise behind: made before, and of a seed that nobody has seen.
  const promise = (await store.draws.promiseFor(date)) ?? (await commitSeed(deps, date, now));
  const next = await commitSeed(deps, nextWorkingDay(date, deps.calendar), now);
  const scorers = await reachableScorers(deps, [...people.values()]);

  return store.transaction(async (tx) => {
    const { draw, assigned } = await drawAndAssign({ ...deps, store: tx }, promise, { people, scorers }, now);
    await tx.draws.add(draw);
    const loads = countBy(assigned.map(({ scorerId }) => scorerId));
    await tx.outbox.add(summaryMessages(deps, { draw, next, loads, people }), now);
    await addTasks({ ...deps, store: tx }, draw, { assigned, loads, people });
    await tx.audit.add(
      [
        {
          who: null,
          did: "draw",
          what: draw.id,
          detail: { tasks: assigned.length, seedHash: draw.seedHash },
        },
      ],
      now,
    );
    return draw;
  });
}

async function commitSeed(deps: QualityDeps, localDate: LocalDate, now: Date): Promise<SeedCommitment> {
  const seed = deps.secrets.randomSeed();
  return deps.store.draws.commit({
    localDate,
    seed,
    seedHash: seedHash(seed, deps.secrets.sha256),
    committedAt: now,
  });
}

type Assigned = { readonly contactId: string; readonly scorerId: string };

async function drawAndAssign(
  deps: QualityDeps,
  promise: SeedCommitment,
  { people, scorers }: { readonly people: ReadonlyMap<string, Person>; readonly scorers: readonly Person[] },
  now: Date,
): Promise<{ draw: Draw; assigned: readonly Assigned[] }> {
  const { policy, secrets, calendar, store } = deps;
  const { sampling } = policy;
  const { localDate: date, seed } = promise;
  const plan = {
    perAgent: sampling.perAgent,
    windowWorkingDays: sampling.windowWorkingDays,
    minTurns: sampling.minTurns,
  };
  const from = lastWorkingDays(date, plan.windowWorkingDays, calendar)[0] ?? date;
  const sample = await store.draws.sample({ from, to: addDays(date, -1), plan, seed });
  const { assigned, unassigned } = assignScorers({
    contacts: sample.selected,
    scorerIds: scorers.map(({ id }) => id),
    eligible: eligibility(policy, [...people.values()]),
    seed,
    hash: secrets.sha256,
  });
  const draw: Draw = {
    id: `D${date.replaceAll("-", "")}`,
    localDate: date,
    policyId: deps.policyId,
    plan,
    generator: DRAW_GENERATOR.name,
    generatorVersion: DRAW_GENERATOR.version,
    seed,
    seedHash: promise.seedHash,
    committedAt: promise.committedAt,
    drawnAt: now,
    ...sample,
    unassigned,
  };
  return { draw, assigned };
}

type Handout = {
  readonly assigned: readonly Assigned[];
  /** How many tasks each scorer gets. */
  readonly loads: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, Person>;
};

/** Tasks and their cards, some at a time: the conversations of a whole day need not fit into memory. */
async function addTasks(deps: QualityDeps, draw: Draw, { assigned, loads, people }: Handout): Promise<void> {
  const { contacts, tasks, outbox } = deps.store;
  const newTask = taskMaker(deps, draw);
  for (let start = 0; start < assigned.length; start += TASKS_AT_ONCE) {
    const part = assigned.slice(start, start + TASKS_AT_ONCE);
    const ids = part.map(({ contactId }) => contactId);
    const known = new Map((await contacts.many(ids)).map((contact) => [contact.id, contact]));
    const made = part.flatMap(({ contactId, scorerId }) => {
      const contact = known.get(contactId);
      return contact === undefined ? [] : [{ task: newTask(contact, scorerId), contact }];
    });
    await contacts.markDrawn(ids, draw.drawnAt);
    await tasks.add(
      made.map(({ task }) => task),
      draw.drawnAt,
    );
    await outbox.add(taskCardMessages(deps, made, { loads, people }), draw.drawnAt);
  }
}

/** Makes tasks in queue order. */
function taskMaker(deps: QualityDeps, draw: Draw): (contact: Contact, scorerId: string) => Task {
  const positions = new Map<string, number>();
  const dueAt = instantOf(draw.localDate, deps.policy.day.dueAt, deps.policy.zone);
  return (contact, scorerId) => {
    const position = (positions.get(scorerId) ?? 0) + 1;
    positions.set(scorerId, position);
    return {
      id: deps.secrets.newId(),
      drawId: draw.id,
      contactId: contact.id,
      agentId: contact.agentId,
      scorerId,
      policyId: draw.policyId,
      scorecardId: scorecardFor(deps.policy, contact).id,
      mark: "random",
      localDate: draw.localDate,
      position,
      state: "open",
      revision: 0,
      dueAt,
      closedAt: null,
      closedReason: null,
      cardIssue: 1,
      cardIssuedAt: draw.drawnAt,
    };
  };
}

function countBy(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
