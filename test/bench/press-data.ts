import { aContact, aPerson, aTask, someTurns } from "../support/builders.ts";
import { COMMENT_FIELD, itemFieldName } from "#cards/score-form";
import { openDatabase, type DatabaseSettings } from "#data/database";
import { migrate } from "#data/migrate";
import { newId } from "#data/new-id";
import { createSecrets } from "#data/secrets";
import { createStore } from "#data/store";
import type { Contact } from "#domain/contact";
import type { Person } from "#domain/person";
import { visibleItems } from "#domain/scorecard";
import { localDate } from "#domain/working-day";
import { loadPolicy } from "#policy/load";
import { canonicalPolicy, type Policy } from "#policy/policy";
import type { Store } from "#ports/store";
import { LARK_APP, type ScorePress } from "./lark-requests.ts";

const SCORERS = 10;
const TURNS = 12;
const DAY_MILLISECONDS = 24 * 3_600_000;

/**
 * Migrates the database, puts a team with open tasks into it and closes it again.
 * @returns a press for each task: every item at its best, as a scorer would send it.
 */
export async function fillWithTasks(
  settings: DatabaseSettings,
  secretKey: Uint8Array,
  taskCount: number,
): Promise<ScorePress[]> {
  const database = await openDatabase(settings, (error) => {
    throw error;
  });
  try {
    await migrate(database);
    const secrets = createSecrets(secretKey);
    const store = createStore(database, secrets);
    const policy = await loadPolicy("standard");
    const policyId = await store.policies.keep(policy, secrets.sha256(canonicalPolicy(policy)), new Date());
    return await addTasks(store, policy, policyId, taskCount);
  } finally {
    await database.close();
  }
}

async function addTasks(
  store: Store,
  policy: Policy,
  policyId: string,
  count: number,
): Promise<ScorePress[]> {
  const now = new Date();
  const scorers = await addScorers(store, now);
  const [agent] = await store.people.save([aPerson({ employeeNo: "A1", name: "李雷" })], now);
  const contacts = await addContacts(store, agent?.id ?? "", count, now);
  const scorecard = policy.scorecards[0];
  if (scorecard === undefined) throw new Error("The policy has no scorecard.");
  const tasks = contacts.map((contact, place) =>
    aTask({
      id: newId(),
      contactId: contact.id,
      agentId: contact.agentId,
      scorerId: scorers[place % SCORERS]?.id ?? "",
      policyId,
      scorecardId: scorecard.id,
      localDate: localDate(now, policy.zone),
      position: place,
      dueAt: new Date(now.getTime() + DAY_MILLISECONDS),
      cardIssuedAt: now,
    }),
  );
  await store.tasks.add(tasks, now);
  return tasks.map((task, place) => ({
    userId: userIdOf(place % SCORERS),
    taskId: task.id,
    form: formFor(contacts[place], scorecard),
  }));
}

const userIdOf = (scorer: number): string => `ou_scorer_${scorer}`;

async function addScorers(store: Store, now: Date): Promise<readonly Person[]> {
  const scorers = await store.people.save(
    Array.from({ length: SCORERS }, (_, place) =>
      aPerson({ employeeNo: `S${place}`, name: `主管${place}`, roles: ["supervisor"] }),
    ),
    now,
  );
  for (const [place, scorer] of scorers.entries()) {
    await store.identities.bind(
      { platform: "lark", appId: LARK_APP.appId, userId: userIdOf(place) },
      scorer.id,
      now,
    );
  }
  return scorers;
}

async function addContacts(
  store: Store,
  agentId: string,
  count: number,
  now: Date,
): Promise<readonly Contact[]> {
  await store.contacts.import(
    Array.from({ length: count }, (_, place) =>
      aContact({ externalId: `C-${place}`, agentId, turns: someTurns(TURNS), startedAt: now }),
    ),
    now,
  );
  const [frame] = await store.contacts.frame("2000-01-01", "2100-01-01", 1);
  return store.contacts.many(frame?.contactIds ?? []);
}

function formFor(
  contact: Contact | undefined,
  scorecard: Policy["scorecards"][number],
): Record<string, string> {
  if (contact === undefined) throw new Error("A task has no contact.");
  const asked = visibleItems(scorecard, contact).filter(({ state }) => state.startsWith("ask"));
  return {
    ...Object.fromEntries(asked.map(({ item }) => [itemFieldName(item.id), String(item.max)])),
    [COMMENT_FIELD]: "开场清楚,确认到位,结尾再问一次是否还有疑问。",
  };
}
