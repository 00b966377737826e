import { helpCard } from "#cards/help-card";
import { HELP_PARTS } from "#cards/words";
import { AppError } from "#domain/error";
import type { Language } from "#domain/local-text";
import type { Person } from "#domain/person";
import type { ChatUser } from "#ports/chat";
import { publishedMonthOf } from "#usecases/month/published-month";
import { requestBinding } from "#usecases/people/request-binding";
import { showMyScores } from "#usecases/quality/show-my-scores";
import { showMyTasks } from "#usecases/quality/show-my-tasks";
import { APPEAL_COMMANDS } from "./appeal-commands.ts";
import { AWARD_COMMANDS } from "./award-commands.ts";
import type { BotDeps } from "./bot.ts";
import { BOARD_COMMANDS } from "./board-commands.ts";
import type { Command, Reply, SaidIn } from "./command.ts";
import { GROUP_COMMANDS } from "./group-commands.ts";
import { IDEA_COMMANDS } from "./idea-commands.ts";
import { MONTH_COMMANDS } from "./month-commands.ts";
import { NOMINATION_COMMANDS } from "./nomination-commands.ts";
import { POINTS_COMMANDS } from "./points-commands.ts";

const BIND: Command = { words: ["绑定", "bind"], run: (deps, { user, rest }) => bind(deps, user, rest) };

/** Typed word -> use case. */
const COMMANDS: readonly Command[] = [
  {
    words: ["帮助", "help"],
    run: (deps, { person }) => Promise.resolve({ card: help(deps, person, false) }),
  },
  {
    words: ["我的成绩", "my scores"],
    run: async (deps, { person }) => ({
      card: await showMyScores(deps, { person, published: await publishedMonthOf(deps, person) }),
    }),
  },
  // To hand over starts at one's open tasks: each opens as a card with 移交 on it.
  {
    words: ["今日任务", "tasks", "移交", "hand over"],
    run: async (deps, { person }) => ({ card: await showMyTasks(deps, { person }) }),
  },
  BIND,
  ...GROUP_COMMANDS,
  ...APPEAL_COMMANDS,
  ...IDEA_COMMANDS,
  ...NOMINATION_COMMANDS,
  ...AWARD_COMMANDS,
  ...POINTS_COMMANDS,
  ...MONTH_COMMANDS,
  ...BOARD_COMMANDS,
];

/** Runs what a known person typed; words that nobody knows get the help card. */
export async function runCommand(
  deps: BotDeps,
  user: ChatUser,
  person: Person,
  text: string,
  saidIn: SaidIn,
): Promise<Reply> {
  const heard = understand(text);
  if (heard === null) return { card: help(deps, person, true) };
  return heard.command.run(deps, { ...saidIn, user, person, rest: heard.rest });
}

/** The one thing that somebody unknown can do. Null: they typed something else. */
export async function runUnknown(deps: BotDeps, user: ChatUser, text: string): Promise<Reply | null> {
  const heard = understand(text);
  return heard?.command === BIND && heard.rest !== "" ? bind(deps, user, heard.rest) : null;
}

async function bind(deps: BotDeps, user: ChatUser, rest: string): Promise<Reply> {
  // The help shows 绑定 工号, so some type that word as well.
  const employeeNo = withoutLead(narrow(rest).replace(/^工号/, "")).split(/\s+/)[0] ?? "";
  if (employeeNo === "")
    throw new AppError("bad-input", "Say which employee number.", { what: "employeeNo" });
  const answer = await requestBinding(deps, { user, employeeNo });
  return "refused" in answer ? answer : { card: answer.card };
}

function help({ policy }: BotDeps, person: Person, isUnknownWord: boolean) {
  const { language, roles } = person;
  const parts = HELP_PARTS.filter((part) => policy[part] !== undefined);
  return helpCard({ language, roles, parts, isUnknownWord });
}

/** The command that a text begins with, the longest word winning, and what follows the word. */
function understand(text: string): { readonly command: Command; readonly rest: string } | null {
  const said = text.trim().replace(/^[/\uff0f]\s*/, "");
  const found = COMMANDS.flatMap((command) =>
    command.words.flatMap((word) => {
      const length = lengthOf(word, said);
      return length === null ? [] : [{ command, length }];
    }),
  ).sort((left, right) => right.length - left.length)[0];
  return found === undefined ? null : { command: found.command, rest: withoutLead(said.slice(found.length)) };
}

/** How much of the text the word takes; null when it does not begin with it. A Chinese word needs no space behind it. */
function lengthOf(word: string, said: string): number | null {
  const heard = new RegExp(`^${word.replace(" ", "\\s+")}`, "i").exec(narrow(said))?.[0];
  if (heard === undefined) return null;
  const rest = said.slice(heard.length);
  return rest === "" || /^[\s\p{P}]/u.test(rest) || /[一-鿿]$/.test(word) ? heard.length : null;
}

/** Colons, commas and the like between a word and what it is about. */
const withoutLead = (text: string): string => text.replace(/^[\s:,.\uff1a\uff0c\u3001\u3002]+/, "").trim();

/** Full-width letters, digits and signs, as a Chinese keyboard writes them, in their narrow form; as many as before. */
function narrow(text: string): string {
  return text
    .replaceAll("\u3000", " ")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

/** The language of somebody unknown: that of what they wrote. */
export function guessLanguage(text: string, fallback: Language): Language {
  if (/[一-鿿]/.test(text)) return "zh";
  return /[a-z]{2}/i.test(text) ? "en" : fallback;
}
