import { AppError } from "#domain/error";
import { askGroupBinding } from "#usecases/people/ask-group-binding";
import { bindGroup } from "#usecases/people/bind-group";
import { showConsent } from "#usecases/people/show-consent";
import { showRules } from "#usecases/people/show-rules";
import type { Command } from "./command.ts";

export const GROUP_COMMANDS: readonly Command[] = [
  {
    words: ["绑定群", "bind group"],
    run: async (deps, { user, person, rest, groupId }) => {
      if (groupId === null)
        throw new AppError("bad-input", "A group is bound from inside it.", { what: "outside-group" });
      const { platform, appId } = user;
      const about = { by: person, group: { platform, appId, chatId: groupId } };
      if (rest === "") return { card: await askGroupBinding(deps, about) };
      return { card: await bindGroup(deps, { ...about, choice: rest }) };
    },
  },
  {
    words: ["规则", "rules"],
    run: (deps, { person }) => Promise.resolve({ card: showRules(deps, { reader: person }) }),
  },
  {
    words: ["公示授权", "consent"],
    run: async (deps, { person }) => ({ card: await showConsent(deps, { person }) }),
  },
];
