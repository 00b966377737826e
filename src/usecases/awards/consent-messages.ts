import { consentCard } from "#cards/group-card";
import type { Person } from "#domain/person";
import type { NewOutboxMessage } from "#ports/delivery";
import type { Store } from "#ports/store";

/** The question whether they may be named, for those of them who were never asked. Inside the caller's transaction. */
export async function consentMessages(
  { consents }: Pick<Store, "consents">,
  people: readonly Person[],
): Promise<readonly NewOutboxMessage[]> {
  const asked = await consents.ask(people.map(({ id }) => id));
  return people
    .filter(({ id }) => asked.has(id))
    .map(({ id, language }) => ({
      key: `consent:${id}`,
      to: { person: id },
      card: consentCard({ language, answer: null }),
    }));
}
