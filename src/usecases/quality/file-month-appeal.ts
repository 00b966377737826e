import type { Card } from "#cards/card";
import { type AppealTarget, monthSubject } from "#domain/appeal";
import { isBetterFigure } from "#domain/appeal-figures";
import { admitAppeal, readReason } from "#domain/appeal-rules";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { LocalMonth } from "#domain/working-day";
import { addAppeal } from "./appeal-filing.ts";
import { placeFirst } from "./appeal-judges.ts";
import { readValue } from "./appeal-value.ts";
import { figureKind } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";
import { ownMonth } from "./own-month.ts";

export type FileMonthAppealInput = {
  readonly agent: Person;
  readonly month: LocalMonth;
  /** Id of an indicator or of a part. */
  readonly metric: string;
  /** A number in the figure's unit. */
  readonly proposed: string;
  readonly reason: string;
};

/**
 * An agent appeals against a figure of their own month; never heard by the supervisor who reviewed it.
 * @throws AppError `not-found`, `closed` after the window, `already-done`, `bad-input`, `setting-missing`
 */
export async function fileMonthAppeal(deps: QualityDeps, input: FileMonthAppealInput): Promise<Card> {
  const { agent, month, metric } = input;
  requireAllowed(agent, "appeal");
  return deps.store.transaction(async (tx) => {
    const subject = monthSubject(month, agent.id, metric);
    await tx.appeals.lockSubject(subject);
    const { policy, settings, today, until, figures, result, close } = await ownMonth(deps, tx, input);
    const earlier = await tx.appeals.ofSubject(subject);
    const ordinal = admitAppeal(earlier, { today, until, most: 1 });
    const figure = figures.find((each) => each.metric === metric);
    if (figure === undefined)
      throw new AppError("not-found", `No figure ${metric}.`, { what: "appeal-figure" });
    const proposed = readValue(input.proposed);
    if (!isBetterFigure(figureKind(policy, metric), figure.given, proposed))
      throw new AppError("bad-input", "An appeal never lowers a score.", { what: "appeal-lower" });
    const reason = readReason(input.reason, settings.minReasonChars);
    const excluded = [result.reviewerId].flatMap((id) => id ?? []);
    const question = { policy, settings, agentId: agent.id, excluded };
    const placing = await placeFirst({ ...deps, store: tx }, today, question);
    const target: AppealTarget = { about: "month", month, metric };
    return addAppeal(deps, tx, {
      agent,
      target,
      ordinal,
      firstId: null,
      given: figure.given,
      proposed,
      reason,
      policyId: close.policyId,
      today,
      windowUntil: until,
      placing,
    });
  });
}
