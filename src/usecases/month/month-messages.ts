import { groupBy } from "#domain/group-by";
import { differencesOf } from "#domain/month-difference";
import type { MonthResult } from "#domain/month-result";
import { hasRole, type Person } from "#domain/person";
import type { NewOutboxMessage } from "#ports/delivery";
import type { Store } from "#ports/store";
import { baselineOf, managerCard, type MonthView, resultCard, reviewCard } from "./month-view.ts";

/** The answer to a press replaces the card at once; the patch that makes sure of it must not overtake that answer. */
const PATCH_AFTER_PRESS_MILLISECONDS = 3_000;

/** What is sent anew is a message of its own, and from then on the one that is kept up to date. */
const keyOf = (role: string, { close }: MonthView, person: Person): string =>
  `month:${close.id}:${role}:${person.id}${close.cardIssue === 0 ? "" : `:again-${close.cardIssue}`}`;
const managerKey = (view: MonthView, person: Person): string => keyOf("manager", view, person);
const reviewKey = (view: MonthView, person: Person): string => keyOf("review", view, person);

/** Who has the last word: a card each, of which the first press counts. */
export const managersIn = ({ people }: Pick<MonthView, "people">): readonly Person[] =>
  [...people.values()].filter((person) => hasRole(person, "manager"));

/** The draft to the managers, and to every supervisor whose review is open. @param results everybody's */
export function draftMessages(
  view: MonthView,
  results: readonly MonthResult[],
  notice?: (reader: Person) => string,
): NewOutboxMessage[] {
  const byReviewer = groupBy(results, ({ reviewerId }) => reviewerId);
  const reviews = view.reviews.flatMap(({ supervisorId, state }): NewOutboxMessage[] => {
    const reviewer = view.people.get(supervisorId);
    if (reviewer === undefined || state !== "open") return [];
    const card = reviewCard(view, reviewer, byReviewer.get(supervisorId) ?? []);
    return card === null ? [] : [{ key: reviewKey(view, reviewer), to: { person: reviewer.id }, card }];
  });
  return [...managerMessages(view, notice), ...reviews];
}

export const managerMessages = (view: MonthView, notice?: (reader: Person) => string): NewOutboxMessage[] =>
  managersIn(view).map((person) => ({
    key: managerKey(view, person),
    to: { person: person.id },
    card: managerCard(view, person, notice?.(person)),
  }));

/** Managers' cards as the month stands now; `revision` is that of the version. */
export const managerPatches = (view: MonthView, pressedAt: Date): NewOutboxMessage[] =>
  managersIn(view).map((person) => ({
    key: `${managerKey(view, person)}:${view.close.state}:${view.close.revision}`,
    to: { patchOf: managerKey(view, person) },
    card: managerCard(view, person),
    dueAt: new Date(pressedAt.getTime() + PATCH_AFTER_PRESS_MILLISECONDS),
  }));

/** Supervisors' cards as they stand now: one, or all. */
export async function reviewPatches(
  store: Store,
  view: MonthView,
  pressedAt: Date,
  only?: string,
): Promise<NewOutboxMessage[]> {
  const { close, reviews, people } = view;
  const results =
    only === undefined
      ? await store.months.resultsOf(close.id)
      : await store.months.resultsFor(close.id, only);
  const byReviewer = groupBy(results, ({ reviewerId }) => reviewerId);
  return reviews.flatMap(({ supervisorId, revision }): NewOutboxMessage[] => {
    const reviewer = people.get(supervisorId);
    if (reviewer === undefined || (only !== undefined && only !== supervisorId)) return [];
    const card = reviewCard(view, reviewer, byReviewer.get(supervisorId) ?? []);
    if (card === null) return [];
    return [
      {
        key: `${reviewKey(view, reviewer)}:${close.state}:${revision}`,
        to: { patchOf: reviewKey(view, reviewer) },
        card,
        dueAt: new Date(pressedAt.getTime() + PATCH_AFTER_PRESS_MILLISECONDS),
      },
    ];
  });
}

/** To everybody who is told something new: all of a first version, only those who changed of a later one. In private. */
export async function resultMessages(store: Store, view: MonthView): Promise<NewOutboxMessage[]> {
  const { close, people } = view;
  const results = await store.months.resultsOf(close.id);
  const baseline = await baselineOf(store, close);
  const known = baseline?.publishedAt == null ? null : await store.months.resultsOf(baseline.id);
  const changes = new Map(
    known === null ? [] : differencesOf(known, results).map((change) => [change.personId, change]),
  );
  return results.flatMap((result) => {
    const person = people.get(result.personId);
    if (person?.status !== "active" || (known !== null && !changes.has(result.personId))) return [];
    const before = changes.get(result.personId)?.before ?? null;
    return [
      {
        key: `month:${close.id}:result:${person.id}`,
        to: { person: person.id },
        card: resultCard(view, {
          language: person.language,
          result,
          before,
          isReleased: before !== null && before.held !== null && result.held === null,
        }),
      },
    ];
  });
}
