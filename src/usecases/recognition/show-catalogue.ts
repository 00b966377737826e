import type { Card } from "#cards/card";
import { catalogueCard } from "#cards/catalogue-card";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { leftOf } from "#domain/points";
import { pointSettings, stockSince } from "./catalogue.ts";
import type { RecognitionDeps } from "./deps.ts";

/** What points buy, what is left, and whether one's own reach. @throws AppError `setting-missing` */
export async function showCatalogue(
  deps: Pick<RecognitionDeps, "store" | "policy" | "secrets">,
  input: { readonly person: Person },
): Promise<Card> {
  const { store, policy } = deps;
  const { person } = input;
  requireAllowed(person, "redeem");
  const { catalogue } = pointSettings(policy);
  const taken = await store.redemptions.takenSince(stockSince(policy));
  return catalogueCard({
    language: person.language,
    balance: await store.points.balance(person.id),
    items: catalogue.map(({ id, name, price, stock }) => ({
      id,
      name,
      price,
      left: leftOf(stock, taken.get(id) ?? 0),
    })),
    request: deps.secrets.newId(),
  });
}
