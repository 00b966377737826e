import { findNominee } from "#usecases/awards/find-nominee";
import { nominate } from "#usecases/awards/nominate";
import { showNominationForm } from "#usecases/awards/show-nomination-form";
import type { BotDeps } from "./bot.ts";
import type { Command, Reply, Said } from "./command.ts";

export const NOMINATION_COMMANDS: readonly Command[] = [{ words: ["提名", "nominate"], run: hearNomination }];

/** `提名` alone asks for the form; with a name or a mention it names that person. */
async function hearNomination(deps: BotDeps, said: Said): Promise<Reply> {
  const { user, person, rest, groupId } = said;
  const { platform, appId } = user;
  const mentions = said.mentions.map((mention) => ({ ...mention, platform, appId }));
  if (rest === "" && mentions.length === 0) return { card: await showNominationForm(deps, { person }) };
  const found = await findNominee(deps, { from: person, text: rest, mentions });
  if ("card" in found) return { card: found.card };
  const group = groupId === null ? undefined : { platform, appId, chatId: groupId };
  return { card: (await nominate(deps, { ...found, from: person, ...(group && { group }) })).card };
}
