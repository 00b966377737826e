import type { Card } from "#cards/card";
import { consentCard } from "#cards/group-card";
import type { Person } from "#domain/person";
import type { Store } from "#ports/store";

/** Whether this person may be named in public, with the buttons to change it. */
export async function showConsent(
  { store }: { readonly store: Store },
  input: { readonly person: Person },
): Promise<Card> {
  const { id, language } = input.person;
  const answer = (await store.consents.of([id])).get(id) ?? null;
  return consentCard({ language, answer });
}
