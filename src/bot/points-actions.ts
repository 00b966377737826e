import { doneToast } from "#cards/toasts";
import { decideRedemption } from "#usecases/recognition/decide-redemption";
import { openRedemption } from "#usecases/recognition/open-redemption";
import { redeemPoints } from "#usecases/recognition/redeem-points";
import { showCatalogue } from "#usecases/recognition/show-catalogue";
import type { BotDeps } from "./bot.ts";
import { orInstead } from "./or-instead.ts";
import { filledIn, idIn, type Press, type PressHandler, type PressTable, wordIn } from "./press.ts";

export const POINTS_ACTIONS: PressTable = {
  "points.catalogue": {
    verb: "redeem",
    run: async (deps, { person }) => ({ card: await showCatalogue(deps, { person }) }),
  },
  "points.redeem": {
    verb: "redeem",
    run: orAsItStands("request", async (deps, { event, person }) => ({
      card: await redeemPoints(deps, {
        person,
        itemId: wordIn(event, "item"),
        request: idIn(event, "request"),
      }),
      toast: doneToast("redeemed", person.language),
    })),
  },
  "points.approve": {
    verb: "decide-redemption",
    run: orAsItStands("redemption", async (deps, { event, person }) => ({
      card: await decideRedemption(deps, {
        redemptionId: idIn(event, "redemption"),
        by: person,
        decision: { isApproved: true },
      }),
      toast: doneToast("approved", person.language),
    })),
  },
  "points.refuse": {
    verb: "decide-redemption",
    run: orAsItStands("redemption", async (deps, { event, person }) => ({
      card: await decideRedemption(deps, {
        redemptionId: idIn(event, "redemption"),
        by: person,
        decision: { isApproved: false, reason: filledIn(event, "note") },
      }),
      toast: doneToast("refused", person.language),
    })),
  },
};

/** Who comes too late sees what has become of the request. */
function orAsItStands(field: string, run: PressHandler["run"]): PressHandler["run"] {
  const cardOfNow = (deps: BotDeps, { event, person }: Press) =>
    openRedemption(deps, { redemptionId: idIn(event, field), reader: person });
  return orInstead(run, cardOfNow, ["already-done"]);
}
