import { readIdeaNumber } from "#domain/idea-text";
import { openAppeal } from "#usecases/quality/open-appeal";
import { showAppeals } from "#usecases/quality/show-appeals";
import type { BotDeps } from "./bot.ts";
import type { Command, Reply, Said } from "./command.ts";

export const APPEAL_COMMANDS: readonly Command[] = [
  { words: ["申诉", "我的申诉", "appeal", "my appeals"], run: hearAppeal },
];

/** `申诉 #12` opens that one; all else shows what there is and what can be appealed. */
async function hearAppeal(deps: BotDeps, { person, rest }: Said): Promise<Reply> {
  const named = readIdeaNumber(rest);
  if (named === null) return { card: await showAppeals(deps, { person }) };
  return { card: await openAppeal(deps, { reader: person, of: { number: named.number } }) };
}
