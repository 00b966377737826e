import { openDatabase } from "#data/database";
import { migrate } from "#data/migrate";
import { newId } from "#data/new-id";
import { createSecrets } from "#data/secrets";
import { createStore } from "#data/store";
import type { Person } from "#domain/person";
import { localDate } from "#domain/working-day";
import { renderLark } from "#platforms/lark/render";
import { loadPolicy } from "#policy/load";
import type { Policy } from "#policy/policy";
import type { NewOutboxMessage } from "#ports/delivery";
import type { Store } from "#ports/store";
import { systemClock } from "#time/system-clock";
import { taskMessage } from "#usecases/quality/task-messages";
import { aContact, aPerson, aTask, someTurns } from "../support/builders.ts";
import { LARK_APP } from "./lark-requests.ts";

const TURNS = 12;
const ADDED_AT_ONCE = 500;

export const receiverId = (place: number): string => `ou_receiver_${place}`;

/**
 * Migrates a database and puts task cards into its outbox, for as many people in turn.
 * @returns for each the body with which Lark gets it
 */
export async function fillWithCards(url: string, cards: number, receivers: number): Promise<string[]> {
  const database = await openDatabase({ kind: "postgres", url }, (error) => {
    throw error;
  });
  try {
    await migrate(database);
    const store = createStore(database, createSecrets(new Uint8Array(32)));
    const people = await addReceivers(store, receivers);
    const policy = await loadPolicy("standard");
    const messages = Array.from({ length: cards }, (_, place) =>
      cardFor(place, people[place % receivers], policy),
    );
    for (let start = 0; start < cards; start += ADDED_AT_ONCE)
      await store.outbox.add(messages.slice(start, start + ADDED_AT_ONCE), new Date());
    await database.sql.run(`ANALYZE`);
    return messages.map(({ card }, place) =>
      JSON.stringify({
        receive_id: receiverId(place % receivers),
        msg_type: "interactive",
        content: renderLark(card).content,
        uuid: newId(),
      }),
    );
  } finally {
    await database.close();
  }
}

async function addReceivers(store: Store, count: number): Promise<readonly Person[]> {
  const now = new Date();
  const people = await store.people.save(
    Array.from({ length: count }, (_, place) => aPerson({ employeeNo: `S${place}`, name: `质检${place}` })),
    now,
  );
  const inOrder = [...people].sort((left, right) => placeOf(left) - placeOf(right));
  for (const person of inOrder) {
    const userId = receiverId(placeOf(person));
    await store.identities.bind({ platform: "lark", appId: LARK_APP.appId, userId }, person.id, now);
  }
  return inOrder;
}

const placeOf = (person: Person): number => Number(person.employeeNo.slice(1));

function cardFor(place: number, scorer: Person | undefined, policy: Policy): NewOutboxMessage {
  const [scorecard] = policy.scorecards;
  if (scorer === undefined || scorecard === undefined)
    throw new Error("There is nobody to score, or no scorecard.");
  const now = new Date();
  const contact = {
    ...aContact({ externalId: `C-${place}`, agentId: scorer.id, turns: someTurns(TURNS), startedAt: now }),
    id: newId(),
  };
  const task = aTask({
    id: newId(),
    contactId: contact.id,
    agentId: scorer.id,
    scorerId: scorer.id,
    policyId: "bench",
    scorecardId: scorecard.id,
    localDate: localDate(now, policy.zone),
    position: 1 + place,
    dueAt: now,
    cardIssuedAt: now,
  });
  const view = { task, contact, agent: scorer, policy, scorecard };
  return taskMessage({ transcriptUrl: () => null, clock: systemClock }, view, scorer, 20);
}
