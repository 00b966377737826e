import { DATA_WORDS } from "#cards/doctor-words";
import type { App } from "#ports/delivery";
import type { Store } from "#ports/store";
import { ok, warning, type Finding } from "./check.ts";
import { fewNames } from "./report.ts";

const NAMED_PEOPLE = 5;
/** A message of an outage that is over is tried again within ten minutes. */
const LATE_MILLISECONDS = 10 * 60_000;
const LATELY_MILLISECONDS = 7 * 24 * 3_600_000;
const MOST_LATE = 1_000;

/** Who has no account gets no card. */
export async function lookAtPeople(store: Store, apps: readonly App[]): Promise<Finding> {
  const active = (await store.people.all()).filter(({ status }) => status === "active").length;
  if (active === 0) return warning(DATA_WORDS.peopleNone());
  if (apps.length === 0) return ok(DATA_WORDS.peopleWithoutPlatform(active));
  const { count, first } = await store.identities.without(apps, NAMED_PEOPLE);
  if (count === 0) return ok(DATA_WORDS.people(active));
  const few = fewNames(
    first.map(({ name, employeeNo }) => `${name} ${employeeNo}`),
    count,
  );
  return warning(DATA_WORDS.peopleUnreached(active, count, few.zh, few.en));
}

export async function lookAtInbox(store: Store, now: Date): Promise<Finding> {
  const late = before(now, LATE_MILLISECONDS);
  const [stuck, all, lately] = await Promise.all([
    store.inbox.due({ at: late, pressesKeptBefore: late }, MOST_LATE),
    store.inbox.countByState(),
    store.inbox.countByState(before(now, LATELY_MILLISECONDS)),
  ]);
  if (stuck.length > 0) return warning(DATA_WORDS.inboxStuck(stuck.length));
  const failed = lately["failed"] ?? 0;
  return failed > 0 ? warning(DATA_WORDS.inboxFailed(failed)) : ok(DATA_WORDS.inboxFine(all["new"] ?? 0));
}

export async function lookAtOutbox(store: Store, apps: readonly App[], now: Date): Promise<Finding> {
  const [stuck, all, lately] = await Promise.all([
    store.outbox.countDue(apps, before(now, LATE_MILLISECONDS)),
    store.outbox.countByState(),
    store.outbox.countByState(before(now, LATELY_MILLISECONDS)),
  ]);
  if (stuck > 0) return warning(DATA_WORDS.outboxStuck(stuck));
  const { uncertain = 0, dead = 0, unreachable = 0 } = lately;
  return uncertain + dead + unreachable > 0
    ? warning(DATA_WORDS.outboxTroubles(uncertain, dead, unreachable))
    : ok(DATA_WORDS.outboxFine(all["waiting"] ?? 0));
}

const before = (at: Date, milliseconds: number): Date => new Date(at.getTime() - milliseconds);
