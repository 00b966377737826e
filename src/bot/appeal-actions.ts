import { doneToast, problemToast } from "#cards/toasts";
import { readMonth } from "#domain/month";
import { AppError } from "#domain/error";
import { askSecondHearing } from "#usecases/quality/ask-second-hearing";
import { fileMonthAppeal } from "#usecases/quality/file-month-appeal";
import { fileAppeal } from "#usecases/quality/file-appeal";
import { openAppeal } from "#usecases/quality/open-appeal";
import { ruleAppeal } from "#usecases/quality/rule-appeal";
import { showMonthAppealForm } from "#usecases/quality/show-month-appeal-form";
import { showAppeals } from "#usecases/quality/show-appeals";
import { showAppealForm } from "#usecases/quality/show-appeal-form";
import { filledIn, idIn, type PressHandler, type PressTable, revisionIn, wordIn } from "./press.ts";

export const APPEAL_ACTIONS: PressTable = {
  "appeal.ask": {
    verb: "appeal",
    run: async (deps, { event, person: agent }) => ({
      card: await showAppealForm(deps, { agent, evaluationId: idIn(event, "evaluation") }),
      isForm: true,
    }),
  },
  "appeal.item": {
    verb: "appeal",
    run: async (deps, { event, person: agent }) => ({
      card: await showAppealForm(deps, {
        agent,
        evaluationId: idIn(event, "evaluation"),
        itemId: filledIn(event, "item"),
      }),
      isForm: true,
    }),
  },
  "appeal.file": {
    verb: "appeal",
    run: async (deps, { event, person: agent }) => ({
      card: await fileAppeal(deps, {
        agent,
        evaluationId: idIn(event, "evaluation"),
        itemId: wordIn(event, "item"),
        proposed: filledIn(event, "proposed"),
        reason: filledIn(event, "note"),
      }),
      toast: doneToast("appealed", agent.language),
    }),
  },
  "appeal.list": {
    verb: "open-appeal",
    run: async (deps, { person }) => ({ card: await showAppeals(deps, { person }) }),
  },
  "appeal.ask-month": {
    verb: "appeal",
    run: async (deps, { event, person: agent }) => ({
      card: await showMonthAppealForm(deps, { agent, month: readMonth(wordIn(event, "month")) }),
      isForm: true,
    }),
  },
  "appeal.figure": {
    verb: "appeal",
    run: async (deps, { event, person: agent }) => ({
      card: await showMonthAppealForm(deps, {
        agent,
        month: readMonth(wordIn(event, "month")),
        metric: filledIn(event, "item"),
      }),
      isForm: true,
    }),
  },
  "appeal.file-month": {
    verb: "appeal",
    run: async (deps, { event, person: agent }) => ({
      card: await fileMonthAppeal(deps, {
        agent,
        month: readMonth(wordIn(event, "month")),
        metric: wordIn(event, "item"),
        proposed: filledIn(event, "proposed"),
        reason: filledIn(event, "note"),
      }),
      toast: doneToast("appealed", agent.language),
    }),
  },
  "appeal.open": {
    verb: "open-appeal",
    run: async (deps, { event, person: reader }) => ({
      card: await openAppeal(deps, { reader, of: { appealId: idIn(event, "appeal") } }),
    }),
  },
  "appeal.ask-second": {
    verb: "appeal",
    run: async (deps, { event, person: reader }) => ({
      card: await openAppeal(deps, { reader, of: { appealId: idIn(event, "appeal") }, as: "second" }),
      isForm: true,
    }),
  },
  "appeal.second": {
    verb: "appeal",
    run: async (deps, { event, person: agent }) => ({
      card: await askSecondHearing(deps, {
        agent,
        appealId: idIn(event, "appeal"),
        reason: filledIn(event, "note"),
      }),
      toast: doneToast("appealed", agent.language),
    }),
  },
  "appeal.rule": {
    verb: "hear-appeal",
    run: orAsItStands(async (deps, { event, person: by }) => ({
      card: await ruleAppeal(deps, {
        appealId: idIn(event, "appeal"),
        revision: revisionIn(event),
        by,
        ruling: filledIn(event, "ruling"),
        value: filledIn(event, "value"),
        reason: filledIn(event, "note"),
      }),
      toast: doneToast("appeal-ruled", by.language),
    })),
  },
};

/** A judge who comes too late, by a second press or after the case moved on, gets the card of now with the reason. */
function orAsItStands(run: PressHandler["run"]): PressHandler["run"] {
  return async (deps, press) => {
    try {
      return await run(deps, press);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "already-done") throw error;
      const { event, person } = press;
      const card = await openAppeal(deps, { reader: person, of: { appealId: idIn(event, "appeal") } });
      return { card, toast: problemToast(error.code, error.facts, person.language), refused: error };
    }
  };
}
