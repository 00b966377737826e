import { appealChoiceCard, appealFormCard } from "#cards/appeal-form-card";
import { APPEAL_PHRASES } from "#cards/appeal-words";
import type { Card } from "#cards/card";
import { formatScore } from "#cards/format";
import { evaluationSubject } from "#domain/appeal";
import { appealableItems, betterValues, givenValue } from "#domain/appeal-ratings";
import { admitAppeal, windowUntil } from "#domain/appeal-rules";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { localDate } from "#domain/working-day";
import { appealSettings } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";
import { ownScore } from "./own-score.ts";

export type ShowAppealFormInput = {
  readonly agent: Person;
  readonly evaluationId: string;
  /** The chosen item; absent: it is still to be chosen. */
  readonly itemId?: string;
};

/**
 * The form of an appeal against one's own score: first the item, then what it should be and why. Changes nothing.
 * @throws AppError `not-found`, `wrong-person`, `closed`, `already-done`, `setting-missing`
 */
export async function showAppealForm(deps: QualityDeps, input: ShowAppealFormInput): Promise<Card> {
  const { agent } = input;
  requireAllowed(agent, "appeal");
  const { evaluation, view } = await ownScore(deps.store, input, { lock: false });
  const { policy, scorecard } = view;
  const settings = appealSettings(policy);
  const today = localDate(deps.clock.now(), policy.zone);
  const until = windowUntil(localDate(evaluation.scoredAt, policy.zone), settings, deps.calendar);
  const earlier = await deps.store.appeals.ofSubject(evaluationSubject(evaluation.taskId));
  admitAppeal(earlier, { today, until, most: settings.perEvaluation });
  const choices = appealableItems(scorecard, evaluation).map((item) => ({
    id: item.id,
    scale: { kind: "item" as const, item },
    given: givenValue(evaluation, item.id) ?? null,
  }));
  const { language } = agent;
  const score = formatScore(evaluation.ruledScore, language);
  const common = {
    language,
    about: APPEAL_PHRASES.aboutScore(evaluation.localDate, score),
    until,
    back: { do: "evaluation.open", evaluation: evaluation.id },
  };
  const onlyOne = choices.length === 1 ? choices[0]?.id : undefined;
  const itemId = input.itemId ?? onlyOne;
  const chosen = choices.find(({ id }) => id === itemId);
  if (choices.length === 0 || (itemId !== undefined && chosen === undefined))
    throw new AppError("not-found", "Nothing of it can be appealed.", { what: "appeal-item" });
  if (chosen === undefined)
    return appealChoiceCard({
      ...common,
      choices,
      next: { do: "appeal.item", evaluation: evaluation.id },
    });
  return appealFormCard({
    ...common,
    scale: chosen.scale,
    given: chosen.given,
    options: betterValues(scorecard, evaluation, chosen.id),
    minReasonCharacters: settings.minReasonChars,
    send: { do: "appeal.file", evaluation: evaluation.id, item: chosen.id },
  });
}
