import { doneToast } from "#cards/toasts";
import { answerConsent } from "#usecases/people/answer-consent";
import { bindGroup } from "#usecases/people/bind-group";
import { unbindGroup } from "#usecases/people/unbind-group";
import { filledIn, type Press, type PressTable, wordIn } from "./press.ts";

export const GROUP_ACTIONS: PressTable = {
  "group.bind": {
    verb: "bind-group",
    run: async (deps, press) => ({
      card: await bindGroup(deps, {
        by: press.person,
        group: groupOf(press),
        choice: filledIn(press.event, "team"),
      }),
      toast: doneToast("group-bound", press.person.language),
    }),
  },
  "group.unbind": {
    verb: "bind-group",
    run: async (deps, press) => ({
      card: await unbindGroup(deps, { by: press.person, group: groupOf(press) }),
      toast: doneToast("group-unbound", press.person.language),
    }),
  },
  "consent.yes": { verb: "set-consent", run: (deps, press) => answer(deps, press, "yes") },
  "consent.no": { verb: "set-consent", run: (deps, press) => answer(deps, press, "no") },
};

async function answer(
  deps: Parameters<typeof answerConsent>[0],
  { person }: Press,
  given: "yes" | "no",
): Promise<{ readonly card: Awaited<ReturnType<typeof answerConsent>> }> {
  return { card: await answerConsent(deps, { person, answer: given }) };
}

/** The group for which the card was made: the press itself comes from a private chat. */
const groupOf = ({ event }: Press) => ({
  platform: event.platform,
  appId: event.appId,
  chatId: wordIn(event, "chat"),
});
