import type { Card } from "#cards/card";
import { monthAskCard } from "#cards/month-ask-card";
import { doneToast } from "#cards/toasts";
import { readMonth } from "#domain/month";
import { closeMonth } from "#usecases/month/close-month";
import { enterMarks } from "#usecases/month/enter-marks";
import { finishReview } from "#usecases/month/finish-review";
import { managerCard } from "#usecases/month/month-view";
import { publishMonth } from "#usecases/month/publish-month";
import { releaseResult } from "#usecases/month/release-result";
import { remarkResult } from "#usecases/month/remark-result";
import { showMonth, type ShowMonthInput } from "#usecases/month/show-month";
import type { BotDeps } from "./bot.ts";
import { orInstead } from "./or-instead.ts";
import {
  filledIn,
  idIn,
  type Press,
  type PressHandler,
  type PressTable,
  revisionIn,
  wordIn,
} from "./press.ts";

export const MONTH_ACTIONS: PressTable = {
  "month.close": { verb: "close-month", run: close },
  "month.publish": {
    verb: "publish-month",
    run: orAsItStands("month", async (deps, { event, person }) => {
      const of = { closeId: idIn(event, "close") };
      const view = await publishMonth(deps, { of, by: person, anyway: wordIn(event, "anyway") === "1" });
      return { card: managerCard(view, person), toast: doneToast("published", person.language) };
    }),
  },
  "month.release": {
    verb: "close-month",
    run: orAsItStands("month", async (deps, { event, person }) => {
      const view = await releaseResult(deps, {
        closeId: idIn(event, "close"),
        personId: filledIn(event, "person"),
        by: person,
        reason: filledIn(event, "note"),
      });
      return { card: managerCard(view, person), toast: doneToast("released", person.language) };
    }),
  },
  "month.open": { verb: "close-month", run: show("month") },
  "month.review": { verb: "review-month", run: show("review") },
  "month.result": { verb: "see-own-scores", run: show("result") },
  "month.remark": {
    verb: "review-month",
    run: orAsItStands("review", async (deps, press) => ({
      card: await remarkResult(deps, {
        ...pressed(press),
        personId: filledIn(press.event, "person"),
        kind: filledIn(press.event, "kind"),
        text: filledIn(press.event, "note"),
      }),
      toast: doneToast("remarked", press.person.language),
    })),
  },
  "month.reviewed": {
    verb: "review-month",
    run: orAsItStands("review", async (deps, press) => ({
      card: await finishReview(deps, pressed(press)),
      toast: doneToast("reviewed", press.person.language),
    })),
  },
  "month.enter-marks": {
    verb: "enter-marks",
    run: async (deps, { event, person }) => ({
      card: await enterMarks(deps, {
        by: person,
        month: readMonth(wordIn(event, "month")),
        person: filledIn(event, "person"),
        form: event.form,
      }),
      toast: doneToast("marked", person.language),
    }),
  },
};

const pageIn = (press: Press): number => Number(wordIn(press.event, "page")) || 1;
const pressed = (press: Press) => ({
  closeId: idIn(press.event, "close"),
  revision: revisionIn(press.event),
  by: press.person,
  page: pageIn(press),
});

async function close(deps: BotDeps, { event, person }: Press): ReturnType<PressHandler["run"]> {
  const month = readMonth(wordIn(event, "month"));
  const { language } = person;
  const closed = (version: number) => monthAskCard({ language, month, problem: null, closedAs: version });
  const latest = await deps.store.months.latest(month);
  // The card asks for the first close; whoever presses it later wants no second version.
  if (latest !== null) return { card: closed(latest.version), toast: doneToast("month-closed", language) };
  const view = await closeMonth(deps, { month, by: person });
  return { card: closed(view.close.version), toast: doneToast("month-closed", language) };
}

function show(as: ShowMonthInput["as"]): PressHandler["run"] {
  return async (deps, press) => ({ card: await monthCard(as)(deps, press) });
}

function monthCard(as: ShowMonthInput["as"]) {
  return (deps: BotDeps, press: Press): Promise<Card> =>
    showMonth(deps, {
      closeId: idIn(press.event, "close"),
      reader: press.person,
      as,
      page: pageIn(press),
    });
}

/** Who comes too late sees how the month stands now, with the reason. */
function orAsItStands(as: ShowMonthInput["as"], run: PressHandler["run"]): PressHandler["run"] {
  return orInstead(run, monthCard(as));
}
