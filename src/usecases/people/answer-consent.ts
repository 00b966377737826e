import type { Card } from "#cards/card";
import { consentCard } from "#cards/group-card";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { GroupDeps } from "./group-deps.ts";

/** What counts from now on; what is posted already stays. @throws AppError `not-allowed` */
export async function answerConsent(
  deps: Pick<GroupDeps, "store" | "clock">,
  input: { readonly person: Person; readonly answer: "yes" | "no" },
): Promise<Card> {
  const { store, clock } = deps;
  const { person, answer } = input;
  requireAllowed(person, "set-consent");
  await store.transaction(async (tx) => {
    await tx.consents.answer(person.id, answer, clock.now());
    await tx.audit.add(
      [{ who: person.id, did: "answer-consent", what: person.id, detail: { answer } }],
      clock.now(),
    );
  });
  return consentCard({ language: person.language, answer });
}
