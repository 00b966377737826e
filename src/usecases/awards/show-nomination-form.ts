import type { Card } from "#cards/card";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { AwardDeps } from "./deps.ts";
import { nominationForm } from "./nomination-form.ts";

/** For somebody who wants to name a colleague and has not said whom. @throws AppError `setting-missing` */
export async function showNominationForm(
  deps: Pick<AwardDeps, "store" | "clock" | "policy">,
  input: { readonly person: Person },
): Promise<Card> {
  requireAllowed(input.person, "nominate");
  return nominationForm(deps, input.person, { given: {} });
}
