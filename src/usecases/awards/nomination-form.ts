import type { Card } from "#cards/card";
import { nominationFormCard, type NominationFormFacts } from "#cards/nomination-form-card";
import type { Person } from "#domain/person";
import { nominableAwards, nominationSettings } from "./award-settings.ts";
import type { AwardDeps } from "./deps.ts";
import { openMonths } from "./nomination-months.ts";

/** More do not fit into a list that somebody reads on a phone; the name is typed again then. */
const MOST_CHOICES = 20;

export type Asked = Pick<NominationFormFacts, "given"> & {
  readonly notice?: NominationFormFacts["notice"];
  readonly choices?: readonly Person[];
};

/** The form with which somebody is named, with everything that was said before. */
export async function nominationForm(
  deps: Pick<AwardDeps, "store" | "clock" | "policy">,
  reader: Person,
  { given, notice = null, choices = [] }: Asked,
): Promise<Card> {
  const { minReasonChars, principles } = nominationSettings(deps.policy);
  const awards = nominableAwards(deps.policy);
  const award = awards.find(({ id }) => id === given.award) ?? awards[0];
  return nominationFormCard({
    language: reader.language,
    awards,
    minReasonCharacters: minReasonChars,
    principles,
    months: award === undefined ? [] : await openMonths(deps, deps.store, award.id),
    notice,
    choices: choices.length <= MOST_CHOICES ? choices : [],
    given,
  });
}
