import { AppError } from "#domain/error";
import type { Person } from "#domain/person";
import { peopleNamedIn } from "#domain/person-name";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";

/**
 * The first name in the praise that nobody who bears it has agreed to see in public; null: none. What a manager writes
 * goes to the groups like the winners' names, so it is bound by the same consent.
 * @param asked people who are asked just now: only a refusal counts
 */
export async function unagreedName(
  { consents }: Pick<Store, "consents">,
  { publish }: Policy,
  praise: string | null,
  { people, asked = new Set() }: { readonly people: Iterable<Person>; readonly asked?: ReadonlySet<string> },
): Promise<string | null> {
  if (praise === null || publish?.needsConsent === false) return null;
  const active = [...people].filter(({ status }) => status === "active");
  const named = peopleNamedIn(praise, active);
  const answers = await consents.of([...named.values()].flat().map(({ id }) => id));
  const mayStand = ({ id }: Person): boolean =>
    answers.get(id) === "yes" || (asked.has(id) && answers.get(id) !== "no");
  for (const [name, bearers] of named) if (!bearers.some(mayStand)) return name;
  return null;
}

/** @throws AppError `closed` when the praise of an award that was picked names somebody who has not agreed */
export async function requireNamable(
  tx: Pick<Store, "consents">,
  view: {
    readonly award: { readonly praise: string | null };
    readonly policy: Policy;
    readonly people: ReadonlyMap<string, Person>;
  },
): Promise<void> {
  const name = await unagreedName(tx, view.policy, view.award.praise, { people: view.people.values() });
  if (name !== null)
    throw new AppError("closed", `The praise names ${name}.`, { what: "award-praise", state: "named", name });
}
