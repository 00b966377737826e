import { secondHearingCard } from "#cards/appeal-form-card";
import { APPEAL_PHRASES } from "#cards/appeal-words";
import type { Card } from "#cards/card";
import { admitSecondHearing, windowUntil } from "#domain/appeal-rules";
import { AppError } from "#domain/error";
import type { Person } from "#domain/person";
import { localDate } from "#domain/working-day";
import { appealCardOf, roleInAppeal } from "./appeal-cards.ts";
import { viewAppeal, viewAppealNumber } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";

export type OpenAppealInput = {
  readonly reader: Person;
  readonly of: { readonly appealId: string } | { readonly number: number };
  /** `second`: the form that asks for a second hearing. */
  readonly as?: "second";
};

/** An appeal as it stands now, for whom it concerns. Changes nothing. @throws AppError `not-found`, `wrong-person`, `closed` */
export async function openAppeal(deps: QualityDeps, input: OpenAppealInput): Promise<Card> {
  const { reader, of } = input;
  const { store } = deps;
  const view =
    "number" in of
      ? await viewAppealNumber(store, of.number)
      : await viewAppeal(store, await store.appeals.get(of.appealId));
  const as = roleInAppeal(view, reader);
  const { language } = reader;
  if (input.as === undefined) return appealCardOf(deps, view, { language, as });
  const { appeal, policy, settings } = view;
  if (as !== "agent")
    throw new AppError("wrong-person", "The appeal is somebody else's.", { what: "appeal" });
  const today = localDate(deps.clock.now(), policy.zone);
  const until = windowUntil(appeal.ruled?.on ?? today, settings, deps.calendar);
  admitSecondHearing(appeal, view.second, { today, until });
  return secondHearingCard({
    language,
    about: APPEAL_PHRASES.numbered(appeal.number),
    until,
    back: { do: "appeal.open", appeal: appeal.id },
    send: { do: "appeal.second", appeal: appeal.id },
    minReasonCharacters: settings.minReasonChars,
  });
}
