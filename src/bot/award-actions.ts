import type { Card } from "#cards/card";
import { doneToast } from "#cards/toasts";
import { AppError } from "#domain/error";
import { askNobody } from "#usecases/awards/ask-nobody";
import { giveToNobody } from "#usecases/awards/give-to-nobody";
import { markMajorCase } from "#usecases/awards/mark-major-case";
import { markPaid } from "#usecases/awards/mark-paid";
import { openAward } from "#usecases/awards/open-award";
import { openMajorCase } from "#usecases/awards/open-major-case";
import { pickWinners } from "#usecases/awards/pick-winners";
import { postAward } from "#usecases/awards/post-award";
import { previewAward } from "#usecases/awards/preview-award";
import { reopenAward } from "#usecases/awards/reopen-award";
import { showPayments } from "#usecases/awards/show-payments";
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

type Work = (deps: BotDeps, press: Press) => Promise<Card>;

export const AWARD_ACTIONS: PressTable = {
  "award.open": {
    verb: "decide-award",
    run: async (deps, { event, person }) => {
      const which = { award: wordIn(event, "award"), period: wordIn(event, "period") };
      return { card: await openAward(deps, { reader: person, which }) };
    },
  },
  "award.ask-nobody": {
    verb: "decide-award",
    run: orAsItStands(async (deps, press) => ({ card: await askNobody(deps, pressed(press)), isForm: true })),
  },
  "award.pick": step((deps, press) =>
    pickWinners(deps, { ...pressed(press), picks: picksIn(press), praise: filledIn(press.event, "praise") }),
  ),
  "award.nobody": step((deps, press) =>
    giveToNobody(deps, { ...pressed(press), reason: filledIn(press.event, "note") }),
  ),
  "award.preview": step((deps, press) => previewAward(deps, pressed(press))),
  "award.reopen": step((deps, press) => reopenAward(deps, pressed(press))),
  "award.post": step((deps, press) =>
    postAward(deps, { ...pressed(press), seen: wordIn(press.event, "seen") }),
  ),
  "award.paid": {
    verb: "mark-paid",
    run: orInstead(
      async (deps, { event, person }) => {
        const winnerId = idIn(event, "winner");
        const amount = filledIn(event, `amount-${winnerId}`);
        const card = await markPaid(deps, { winnerId, by: person, amount });
        return { card, toast: doneToast("paid", person.language) };
      },
      (deps, { event, person }) => showPayments(deps, { winnerId: idIn(event, "winner"), reader: person }),
    ),
  },
  "major-case.open": {
    verb: "mark-major-case",
    run: async (deps, { event, person }) => ({
      card: await openMajorCase(deps, { reader: person, of: { contactId: idIn(event, "contact") } }),
      isForm: true,
    }),
  },
  "major-case.mark": {
    verb: "mark-major-case",
    run: orInstead(
      async (deps, { event, person }) => {
        const [day, note] = [filledIn(event, "day"), filledIn(event, "note")];
        const card = await markMajorCase(deps, { contactId: idIn(event, "contact"), by: person, day, note });
        return { card, toast: doneToast("case-marked", person.language) };
      },
      (deps, { event, person }) =>
        openMajorCase(deps, { reader: person, of: { contactId: idIn(event, "contact") } }),
    ),
  },
};

const pressed = ({ event, person }: Press) => ({
  awardId: idIn(event, "award"),
  revision: revisionIn(event),
  by: person,
});

/** The choices that were filled in, in the order of their fields. */
function picksIn({ event }: Press): string[] {
  return Object.keys(event.form)
    .filter((field) => field.startsWith("winner-"))
    .sort()
    .map((field) => filledIn(event, field))
    .filter((key) => key !== "");
}

/** A step that takes the award on, and shows it as it stands then. */
function step(work: Work): PressHandler {
  return {
    verb: "decide-award",
    run: orAsItStands(async (deps, press) => ({
      card: await work(deps, press),
      toast: doneToast("stored", press.person.language),
    })),
  };
}

/** Who comes too late, by a second press or after somebody else, gets the card of now with the reason. */
function orAsItStands(run: PressHandler["run"]): PressHandler["run"] {
  return orInstead(run, async (deps, { event, person }) => {
    const award = await deps.store.awards.get(idIn(event, "award"));
    if (award === null) throw new AppError("not-found", "No such award.", { what: "award" });
    return openAward(deps, { reader: person, which: award });
  });
}
