import { weaknessCard } from "#cards/weakness-card";
import { isItsDay } from "#domain/month-calendar";
import { addMonths, firstDayOf, lastDayOf } from "#domain/month";
import { hasRole, type Person } from "#domain/person";
import { weaknessesOf } from "#domain/weakness";
import type { LocalDate } from "#domain/working-day";
import { findScene } from "#policy/policy";
import type { Store } from "#ports/store";
import type { RhythmDeps } from "./deps.ts";
import { formsOf } from "./scored-forms.ts";

/**
 * Where the team lost points last month, by capability area and scene, to the trainers (to the managers while there are
 * none): what the next training is about. Names nobody. Nothing is sent of a month without scores.
 */
export async function reportWeakness(deps: RhythmDeps, input: { readonly date: LocalDate }): Promise<number> {
  const { store, policy, calendar, clock } = deps;
  const { posting } = policy;
  if (posting === undefined || !isItsDay(input.date, posting.weaknessWorkingDay, calendar)) return 0;
  const month = addMonths(input.date.slice(0, 7), -1);
  const readers = trainersAmong(await store.people.all());
  const keys = readers.map(({ id }) => `weakness:${month}:${id}`);
  // Every morning after that day asks again: what was sent is not reckoned anew.
  const isSent = (await Promise.all(keys.map((key) => store.outbox.has(key)))).every(Boolean);
  const report = isSent ? null : weaknessesOf(await randomForms(store, month, policy));
  if (report === null || report.forms === 0) return 0;
  await store.outbox.add(
    readers.map(({ id, language }) => ({
      key: `weakness:${month}:${id}`,
      to: { person: id },
      card: weaknessCard({ language, month, report, scenes: policy.scenes, courses: policy.courses }),
    })),
    clock.now(),
  );
  return readers.length;
}

function trainersAmong(people: readonly Person[]): readonly Person[] {
  const trainers = people.filter((person) => hasRole(person, "trainer"));
  return trainers.length > 0 ? trainers : people.filter((person) => hasRole(person, "manager"));
}

/** Only what was drawn at random speaks for the team. A scene that the policy does not know counts as none. */
async function randomForms(store: Store, month: string, policy: RhythmDeps["policy"]) {
  const window = { from: firstDayOf(month), to: lastDayOf(month) };
  const forms = [];
  for (const agentId of await store.evaluations.agentsBetween(window.from, window.to)) {
    const own = (await formsOf(store, agentId, window)).filter(
      ({ evaluation }) => evaluation.mark === "random",
    );
    const contacts = await store.contacts.many(own.map(({ evaluation }) => evaluation.contactId));
    const scenes = new Map(contacts.map(({ id, scene }) => [id, scene]));
    for (const form of own) {
      const word = scenes.get(form.evaluation.contactId) ?? null;
      forms.push({ ...form, scene: word === null ? null : (findScene(policy, word)?.id ?? null) });
    }
  }
  return forms;
}
