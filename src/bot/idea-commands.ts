import { readIdeaNumber } from "#domain/idea-text";
import { openIdea } from "#usecases/recognition/open-idea";
import { showIdeaForm } from "#usecases/recognition/show-idea-form";
import { showMyIdeas } from "#usecases/recognition/show-my-ideas";
import { submitIdea } from "#usecases/recognition/submit-idea";
import { supplementIdea } from "#usecases/recognition/supplement-idea";
import type { BotDeps } from "./bot.ts";
import type { Command, Reply, Said } from "./command.ts";

/** Between the number and what is added; it may be left out. */
const SUPPLEMENT = /^(?:补充|(?:add|more)\b)[\s:：,，。、]*/iu;

export const IDEA_COMMANDS: readonly Command[] = [
  { words: ["金点子", "idea"], run: hearIdea },
  {
    words: ["我的金点子", "my ideas"],
    run: async (deps, { person }) => ({ card: await showMyIdeas(deps, { person }) }),
  },
];

/** `金点子` alone asks for the form, `金点子 #12` for that idea, `金点子 #12 补充 …` adds to it; all else is an idea. */
async function hearIdea(deps: BotDeps, { person, rest }: Said): Promise<Reply> {
  if (rest === "") return { card: showIdeaForm(deps, { person }) };
  const named = readIdeaNumber(rest);
  if (named === null) return { card: (await submitIdea(deps, { author: person, text: rest })).card };
  const { number } = named;
  if (named.rest === "") return { card: await openIdea(deps, { reader: person, of: { number } }) };
  const text = named.rest.replace(SUPPLEMENT, "");
  return { card: await supplementIdea(deps, { of: { number }, by: person, text }) };
}
