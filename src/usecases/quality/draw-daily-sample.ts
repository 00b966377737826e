import { assignScorers } from "#domain/assignment";
import type { Contact } from "#domain/contact";
import { AppError } from "#domain/error";
import type { Person } from "#domain/person";
import { DRAW_GENERATOR, drawSample, frameHash, seedHash } from "#domain/sampling";
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
import { drawMessages } from "./draw-messages.ts";
import { eligibility, reachableScorers } from "./eligible-scorers.ts";

/** What is drawn later than this nobody scores in time; a date so far off is a slip of the pen. */
const OLDEST_DATE_DAYS = 31;

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
  const { draw, assigned } = await drawAndAssign(deps, promise, people, now);
  const contacts = new Map(
    (await store.contacts.many(assigned.map(({ contactId }) => contactId))).map((contact) => [
      contact.id,
      contact,
    ]),
  );
  const tasks = tasksOf(deps, draw, assigned, contacts);
  const messages = drawMessages(deps, { draw, next, tasks, contacts, people });

  return store.transaction(async (tx) => {
    const at = draw.drawnAt;
    await tx.draws.add(draw);
    await tx.contacts.markDrawn([...contacts.keys()], at);
    await tx.tasks.add(tasks, at);
    await tx.outbox.add(messages, at);
    await tx.audit.add(
      [{ who: null, did: "draw", what: draw.id, detail: { tasks: tasks.length, seedHash: draw.seedHash } }],
      at,
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
  people: ReadonlyMap<string, Person>,
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
  const frame = await store.contacts.frame(from, addDays(date, -1), plan.minTurns);
  const selected = drawSample({ frame, plan, seed, hash: secrets.sha256 });
  const everybody = [...people.values()];
  const { assigned, unassigned } = assignScorers({
    contacts: selected,
    scorerIds: (await reachableScorers(deps, everybody)).map(({ id }) => id),
    eligible: eligibility(policy, everybody),
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
    frameHash: frameHash(frame, secrets.sha256),
    frame,
    selected,
    unassigned,
  };
  return { draw, assigned };
}

function tasksOf(
  deps: QualityDeps,
  draw: Draw,
  assigned: readonly Assigned[],
  contacts: ReadonlyMap<string, Contact>,
): Task[] {
  const positions = new Map<string, number>();
  return assigned.flatMap(({ contactId, scorerId }) => {
    const contact = contacts.get(contactId);
    if (contact === undefined) return [];
    const position = (positions.get(scorerId) ?? 0) + 1;
    positions.set(scorerId, position);
    const task: Task = {
      id: deps.secrets.newId(),
      drawId: draw.id,
      contactId,
      agentId: contact.agentId,
      scorerId,
      policyId: draw.policyId,
      scorecardId: scorecardFor(deps.policy, contact).id,
      mark: "random",
      localDate: draw.localDate,
      position,
      state: "open",
      revision: 0,
      dueAt: instantOf(draw.localDate, deps.policy.day.dueAt, deps.policy.zone),
      closedAt: null,
      closedReason: null,
      cardIssue: 1,
      cardIssuedAt: draw.drawnAt,
    };
    return [task];
  });
}
