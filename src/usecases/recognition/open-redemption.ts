import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { hasRole, type Person } from "#domain/person";
import type { RecognitionDeps } from "./deps.ts";
import { requestCard, viewRedemption } from "./redemption-cards.ts";

/** A request as it stands now, for who asked or who may decide. @throws AppError `not-found` also for anybody else */
export async function openRedemption(
  deps: Pick<RecognitionDeps, "store">,
  input: { readonly redemptionId: string; readonly reader: Person },
): Promise<Card> {
  const { store } = deps;
  const { reader } = input;
  const redemption = await store.redemptions.get(input.redemptionId);
  const view = redemption === null ? null : await viewRedemption(store, redemption);
  if (view === null || (view.person.id !== reader.id && !hasRole(reader, view.item.approver)))
    throw new AppError("not-found", "No such request.", { what: "redemption" });
  return requestCard(view, reader);
}
