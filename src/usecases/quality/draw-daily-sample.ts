import { daySummaryCard } from "#cards/day-summary-card";
import { assignScorers } from "#domain/assignment";
import type { Contact } from "#domain/contact";
import { AppError } from "#domain/error";
import { hasRole, type Person } from "#domain/person";
import { isUnreachable } from "#domain/reachability";
import { DRAW_GENERATOR, drawSample, frameHash, seedHash } from "#domain/sampling";
import type { Task } from "#domain/task";
import { taskCardKey } from "#domain/task-rules";
import {
  addDays,
  instantOf,
  lastWorkingDays,
  localDate,
  nextWorkingDay,
  type LocalDate,
} from "#domain/working-day";
import { scorecardFor } from "#policy/policy";
import type { Draw, NewOutboxMessage, SeedCommitment } from "#ports/store";
import type { QualityDeps } from "./deps.ts";
import { scorecardOf, scoringCard } from "./task-view.ts";

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
  const commitment = await commitSeed(deps, date);
  const next = await commitSeed(deps, nextWorkingDay(date, deps.calendar));
  const { draw, assigned } = await drawAndAssign(deps, commitment, people);
  const contacts = new Map(
    (await store.contacts.many(assigned.map(({ contactId }) => contactId))).map((contact) => [
      contact.id,
      contact,
    ]),
  );
  const tasks = tasksOf(deps, draw, assigned, contacts);
  const messages = [
    ...summaries(deps, draw, next, tasks, people),
    ...taskCards(deps, tasks, contacts, people),
  ];

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

async function commitSeed(deps: QualityDeps, localDate: LocalDate): Promise<SeedCommitment> {
  const seed = deps.secrets.randomSeed();
  return deps.store.draws.commit({
    localDate,
    seed,
    seedHash: seedHash(seed, deps.secrets.sha256),
    committedAt: deps.clock.now(),
  });
}

type Assigned = { readonly contactId: string; readonly scorerId: string };
type People = ReadonlyMap<string, Person>;
type Contacts = ReadonlyMap<string, Contact>;

async function drawAndAssign(
  deps: QualityDeps,
  commitment: SeedCommitment,
  people: People,
): Promise<{ draw: Draw; assigned: readonly Assigned[] }> {
  const { policy, secrets, calendar, store } = deps;
  const { sampling } = policy;
  const { localDate: date, seed } = commitment;
  const plan = {
    perAgent: sampling.perAgent,
    windowWorkingDays: sampling.windowWorkingDays,
    minTurns: sampling.minTurns,
  };
  const from = lastWorkingDays(date, plan.windowWorkingDays, calendar)[0] ?? date;
  const frame = await store.contacts.frame(from, addDays(date, -1), plan.minTurns);
  const selected = drawSample({ frame, plan, seed, hash: secrets.sha256 });
  const { assigned, unassigned } = assignScorers({
    contacts: selected,
    scorers: (await availableScorers(deps, [...people.values()])).map(({ id }) => ({ scorerId: id })),
    eligible: eligibility(deps, people),
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
    seedHash: commitment.seedHash,
    committedAt: commitment.committedAt,
    drawnAt: deps.clock.now(),
    frameHash: frameHash(frame, secrets.sha256),
    frame,
    selected,
    unassigned,
  };
  return { draw, assigned };
}

/** People of the policy's sampling roles who can be reached in chat, or all of them when no chat is on. */
async function availableScorers(deps: QualityDeps, people: readonly Person[]): Promise<readonly Person[]> {
  const scorers = people.filter((person) => hasRole(person, ...deps.policy.sampling.scorers));
  if (deps.apps.length === 0) return scorers;
  const identities = await Promise.all(
    deps.apps.map(({ platform, appId }) =>
      deps.store.identities.of(
        scorers.map(({ id }) => id),
        platform,
        appId,
      ),
    ),
  );
  const reachable = new Set(
    identities
      .flat()
      .flatMap((identity) => (isUnreachable(identity, deps.clock.now()) ? [] : [identity.personId])),
  );
  return scorers.filter(({ id }) => reachable.has(id));
}

/** Never oneself, and no pair that the policy excludes. */
export function eligibility(
  deps: Pick<QualityDeps, "policy">,
  people: People,
): (contact: { readonly agentId: string }, scorerId: string) => boolean {
  const pair = (agent: string | undefined, scorer: string | undefined): string =>
    JSON.stringify([agent, scorer]);
  const excluded = new Set(
    deps.policy.sampling.excludedPairs.map(({ agent, scorer }) => pair(agent, scorer)),
  );
  return ({ agentId }, scorerId) =>
    agentId !== scorerId &&
    !excluded.has(pair(people.get(agentId)?.employeeNo, people.get(scorerId)?.employeeNo));
}

function tasksOf(deps: QualityDeps, draw: Draw, assigned: readonly Assigned[], contacts: Contacts): Task[] {
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

const countFor = (tasks: readonly Task[], scorerId: string): number =>
  tasks.filter((task) => task.scorerId === scorerId).length;

function taskCards(
  deps: QualityDeps,
  tasks: readonly Task[],
  contacts: Contacts,
  people: People,
): NewOutboxMessage[] {
  const { policy } = deps;
  return tasks.flatMap((task) => {
    const [contact, agent, scorer] = [
      contacts.get(task.contactId),
      people.get(task.agentId),
      people.get(task.scorerId),
    ];
    if (contact === undefined || agent === undefined || scorer === undefined) return [];
    const view = { task, contact, agent, policy, scorecard: scorecardOf(policy, task.scorecardId) };
    const total = countFor(tasks, scorer.id);
    return [
      {
        key: taskCardKey(task),
        to: { person: scorer.id },
        card: scoringCard(deps, view, { language: scorer.language, total }),
      },
    ];
  });
}

/** The morning's message to everybody who scores today, and to the managers. */
function summaries(
  { policy }: QualityDeps,
  draw: Draw,
  next: SeedCommitment,
  tasks: readonly Task[],
  people: People,
): NewOutboxMessage[] {
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
