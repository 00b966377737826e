import type { Card } from "#cards/card";
import type { AppealTarget } from "#domain/appeal";
import { admitSecondHearing, answerBy, readReason, windowUntil } from "#domain/appeal-rules";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { localDate } from "#domain/working-day";
import type { Store } from "#ports/store";
import { addAppeal } from "./appeal-filing.ts";
import { isBetter } from "./appeal-improvement.ts";
import { judgeAt } from "./appeal-judges.ts";
import { type AppealView, viewAppeal } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";
import { whoScored } from "./who-scored.ts";

export type SecondHearingInput = {
  readonly agent: Person;
  readonly appealId: string;
  readonly reason: string;
};

/**
 * The one second hearing, with the role to which late cases move up, and a judge who has not heard it before.
 * @throws AppError `not-found`, `wrong-person`, `closed` (not ruled, granted, window over, nobody left), `already-done`,
 * `bad-input`
 */
export async function askSecondHearing(deps: QualityDeps, input: SecondHearingInput): Promise<Card> {
  const { agent } = input;
  requireAllowed(agent, "appeal");
  return deps.store.transaction(async (tx) => {
    const view = await viewAppeal(tx, await tx.appeals.lock(input.appealId));
    const { appeal: first, policy, settings } = view;
    if (first.agentId !== agent.id)
      throw new AppError("wrong-person", "The appeal is somebody else's.", { what: "appeal" });
    const today = localDate(deps.clock.now(), policy.zone);
    const until = windowUntil(first.ruled?.on ?? today, settings, deps.calendar);
    admitSecondHearing(first, view.second, { today, until });
    const reason = readReason(input.reason, settings.minReasonChars);
    const target = await targetOfNow(tx, view);
    const question = { policy, settings, agentId: agent.id, excluded: await heardBy(tx, view) };
    const judge = await judgeAt({ ...deps, store: tx }, "second", question);
    if (judge === null) throw new AppError("closed", "Nobody is left to hear it.", { what: "second-nobody" });
    return addAppeal(deps, tx, {
      agent,
      target,
      ordinal: first.ordinal,
      firstId: first.id,
      reason,
      policyId: first.policyId,
      given: first.ruled?.value ?? null,
      proposed: first.proposed,
      today,
      windowUntil: until,
      placing: { level: "second", judge, answerBy: answerBy(today, "second", settings, deps.calendar) },
    });
  });
}

/** The second hearing is about what the first ruling left. */
async function targetOfNow(tx: Store, view: AppealView): Promise<AppealTarget> {
  const { appeal, score } = view;
  const { target } = appeal;
  const current = target.about === "month" ? null : await tx.evaluations.current(target.taskId);
  const asRuled = {
    ...view,
    appeal: { ...appeal, given: appeal.ruled?.value ?? null },
    score: score && { ...score, evaluation: current ?? score.evaluation },
  };
  if (!isBetter(asRuled, appeal.proposed))
    throw new AppError("closed", "The proposed score would be no better.", {
      what: "appeal-granted",
      appeal: appeal.number,
    });
  return target.about === "month" || current === null ? target : { ...target, evaluationId: current.id };
}

/** Whoever scored it, or had it as a judge. */
async function heardBy(tx: Store, view: AppealView): Promise<string[]> {
  const events = await tx.appeals.events(view.appeal.id);
  const judges = events.flatMap(({ judgeId, byId }) => [judgeId, byId].flatMap((id) => id ?? []));
  return [...(await whoScored(tx, view)), ...judges];
}
