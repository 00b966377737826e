import type { Card } from "#cards/card";
import { myPointsCard } from "#cards/my-points-card";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { pointSettings } from "./catalogue.ts";
import type { RecognitionDeps } from "./deps.ts";

const SHOWN = 10;

/** What somebody has, and the last rows that made it. @throws AppError `setting-missing` */
export async function showMyPoints(
  deps: Pick<RecognitionDeps, "store" | "policy">,
  input: { readonly person: Person },
): Promise<Card> {
  const { store, policy } = deps;
  const { person } = input;
  requireAllowed(person, "see-own-points");
  const { catalogue } = pointSettings(policy);
  const entries = await store.points.ofPerson(person.id, SHOWN);
  return myPointsCard({
    language: person.language,
    zone: policy.zone,
    balance: await store.points.balance(person.id),
    entries: entries.map((entry) => ({
      ...entry,
      itemName: catalogue.find(({ id }) => id === entry.itemId)?.name ?? null,
    })),
    hasCatalogue: catalogue.length > 0,
  });
}
