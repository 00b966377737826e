import { goodCasesCard, type GoodCase } from "#cards/good-cases-card";
import { isItsDay } from "#domain/month-calendar";
import { consentCard } from "#cards/group-card";
import { addMonths, firstDayOf, lastDayOf } from "#domain/month";
import type { Person } from "#domain/person";
import { type ItemSum, mostCostly, sumItems } from "#domain/scored-form";
import type { LocalDate, LocalMonth } from "#domain/working-day";
import { groupPostAt } from "#policy/group-post-time";
import { findScene, type Policy } from "#policy/policy";
import type { BoundGroup, Store } from "#ports/store";
import type { RhythmDeps } from "./deps.ts";
import { type FullForm, formsOf } from "./scored-forms.ts";

/** A case is good from the best level of the month's scheme on. Ours where the policy has no grades. */
const GOOD_FROM = 90;

/**
 * Last month's good cases to the bound groups, of people who agreed, and general advice that names nobody, if the policy
 * wants it; not in the quiet hours. Advice to one person comes in private, with the digest.
 */
export async function postGoodCases(deps: RhythmDeps, input: { readonly date: LocalDate }): Promise<number> {
  const { store, policy, calendar, clock } = deps;
  const { posting } = policy;
  if (posting === undefined || !isItsDay(input.date, posting.casesWorkingDay, calendar)) return 0;
  const month = addMonths(input.date.slice(0, 7), -1);
  let posted = 0;
  for (const group of await store.chats.allBound()) {
    const { platform, appId, chatId, team } = group;
    const key = `cases:${month}:${platform}:${appId}:${chatId}`;
    if (await store.outbox.has(key)) continue;
    const { cases, advice } = await monthOf(deps, month, group, posting.casesAtMost);
    if (cases.length === 0 && advice === null) continue;
    const language = policy.language.default;
    await store.outbox.add(
      [
        {
          key,
          to: { chat: { platform, appId, chatId } },
          card: goodCasesCard({ language, month, team, cases, advice, scenes: policy.scenes }),
          dueAt: groupPostAt(policy, clock.now()),
        },
      ],
      clock.now(),
    );
    posted += 1;
  }
  return posted;
}

async function monthOf(
  deps: RhythmDeps,
  month: LocalMonth,
  { team }: BoundGroup,
  most: number,
): Promise<{ readonly cases: readonly GoodCase[]; readonly advice: ItemSum | null }> {
  const { store, policy } = deps;
  const window = { from: firstDayOf(month), to: lastDayOf(month) };
  const people = (
    await store.people.many(await store.evaluations.agentsBetween(window.from, window.to))
  ).filter((person) => person.status === "active" && (team === null || person.team === team));
  const forms: FullForm[] = [];
  for (const { id } of people)
    forms.push(
      ...(await formsOf(store, id, window)).filter(({ evaluation }) => evaluation.mark === "random"),
    );
  const willing = await willingAmong(store, policy, people);
  await askTheGood(deps, people, forms);
  const advice = policy.publish?.advice === "general" ? mostCostly(sumItems(forms)) : null;
  return { cases: await casesAmong(store, policy, forms, willing, most), advice };
}

const goodFrom = (policy: Policy): number => policy.grades?.month.levels[0]?.from ?? GOOD_FROM;
const isGood = ({ evaluation }: FullForm, policy: Policy): boolean =>
  (evaluation.ruledScore ?? 0) >= goodFrom(policy);

/** Whoever had a good case and was never asked is asked, for the months to come. */
async function askTheGood(
  { store, policy, clock }: RhythmDeps,
  people: readonly Person[],
  forms: readonly FullForm[],
): Promise<void> {
  if (policy.publish?.needsConsent === false) return;
  const good = new Set(
    forms.filter((form) => isGood(form, policy)).map(({ evaluation }) => evaluation.agentId),
  );
  await store.transaction(async (tx) => {
    const asked = await tx.consents.ask([...good]);
    const messages = people
      .filter(({ id }) => asked.has(id))
      .map(({ id, language }) => ({
        key: `consent:${id}`,
        to: { person: id },
        card: consentCard({ language, answer: null }),
      }));
    await tx.outbox.add(messages, clock.now());
  });
}

/** Only a yes is a yes. */
async function willingAmong(
  store: Store,
  policy: Policy,
  people: readonly Person[],
): Promise<ReadonlyMap<string, Person>> {
  const answers = await store.consents.of(people.map(({ id }) => id));
  const isNeeded = policy.publish?.needsConsent !== false;
  return new Map(
    people.filter(({ id }) => !isNeeded || answers.get(id) === "yes").map((person) => [person.id, person]),
  );
}

/** The best form of each, the best of them first. */
async function casesAmong(
  store: Store,
  policy: Policy,
  forms: readonly FullForm[],
  willing: ReadonlyMap<string, Person>,
  most: number,
): Promise<readonly GoodCase[]> {
  const good = forms
    .filter((form) => willing.has(form.evaluation.agentId) && isGood(form, policy))
    .sort((left, right) => (right.evaluation.ruledScore ?? 0) - (left.evaluation.ruledScore ?? 0));
  const bestOfEach = good.filter(
    ({ evaluation }, place) =>
      good.findIndex((one) => one.evaluation.agentId === evaluation.agentId) === place,
  );
  const chosen = bestOfEach.slice(0, most);
  const contacts = await store.contacts.many(chosen.map(({ evaluation }) => evaluation.contactId));
  return chosen.flatMap(({ evaluation, scorecard }) => {
    const contact = contacts.find(({ id }) => id === evaluation.contactId);
    const person = willing.get(evaluation.agentId);
    if (contact === undefined || person === undefined) return [];
    const scene = contact.scene === null ? null : (findScene(policy, contact.scene)?.id ?? null);
    return [{ name: person.name, scene, evaluation, scorecard, turns: contact.turns }];
  });
}
