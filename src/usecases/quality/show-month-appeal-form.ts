import { appealChoiceCard, appealFormCard } from "#cards/appeal-form-card";
import { APPEAL_PHRASES } from "#cards/appeal-words";
import type { Card } from "#cards/card";
import { monthSubject } from "#domain/appeal";
import { admitAppeal } from "#domain/appeal-rules";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { LocalMonth } from "#domain/working-day";
import { figureScale } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";
import { ownMonth } from "./own-month.ts";

export type ShowMonthAppealFormInput = {
  readonly agent: Person;
  readonly month: LocalMonth;
  /** The chosen figure; absent: it is still to be chosen. */
  readonly metric?: string;
};

/**
 * The form of an appeal against one's own month: first the figure, then what it should be and why. Changes nothing.
 * @throws AppError `not-found`, `closed`, `already-done`, `setting-missing`
 */
export async function showMonthAppealForm(deps: QualityDeps, input: ShowMonthAppealFormInput): Promise<Card> {
  const { agent, month, metric } = input;
  requireAllowed(agent, "appeal");
  const { policy, settings, today, until, figures } = await ownMonth(deps, deps.store, input);
  const earlier =
    metric === undefined ? [] : await deps.store.appeals.ofSubject(monthSubject(month, agent.id, metric));
  admitAppeal(earlier, { today, until, most: 1 });
  const common = {
    language: agent.language,
    about: APPEAL_PHRASES.aboutMonth(month),
    until,
    back: { do: "appeal.list" },
  };
  const choices = figures.map((figure) => ({
    id: figure.metric,
    given: figure.given,
    scale: figureScale(policy, figure.metric),
  }));
  const chosen = choices.find(({ id }) => id === metric);
  if (choices.length === 0 || (metric !== undefined && chosen === undefined))
    throw new AppError("not-found", "No such figure.", { what: "appeal-figure" });
  if (chosen === undefined)
    return appealChoiceCard({ ...common, choices, next: { do: "appeal.figure", month } });
  return appealFormCard({
    ...common,
    scale: chosen.scale,
    given: chosen.given,
    options: [],
    minReasonCharacters: settings.minReasonChars,
    send: { do: "appeal.file-month", month, item: chosen.id },
  });
}
