import { MONTH_PHRASES } from "#cards/month-words";
import { AppError } from "#domain/error";
import { say } from "#domain/local-text";
import { findPeriod } from "#domain/month-roll-up";
import { closeMonth } from "#usecases/month/close-month";
import { monthSaid, versionOf } from "#usecases/month/find-month";
import { managerCard, viewMonth } from "#usecases/month/month-view";
import { publishMonth } from "#usecases/month/publish-month";
import { rollUpPeriod } from "#usecases/month/roll-up-period";
import { showMarksForm } from "#usecases/month/show-marks-form";
import type { BotDeps } from "./bot.ts";
import type { Command, Reply, Said } from "./command.ts";

const ANYWAY = /(仍要公布|直接公布|仍要发布|直接发布|anyway)\s*$/i;

export const MONTH_COMMANDS: readonly Command[] = [
  { words: ["月结", "close"], run: close },
  { words: ["发布", "公布", "publish"], run: publish },
  {
    words: ["录入", "enter results"],
    run: (deps, { person, rest }) =>
      Promise.resolve({ card: showMarksForm(deps, { by: person, month: monthSaid(deps, rest) }) }),
  },
];

async function close(deps: BotDeps, { person, rest }: Said): Promise<Reply> {
  const period = findPeriod(rest);
  if (period !== null) return { card: (await rollUpPeriod(deps, { period, by: person })).card };
  // The draft comes as a card of its own, which follows what happens to it.
  const month = monthSaid(deps, rest);
  try {
    await closeMonth(deps, { month, by: person });
  } catch (error) {
    const facts = error instanceof AppError && error.facts["what"] === "month-final" ? error.facts : {};
    if (!facts["held"]) throw error;
    // A final month has still something to do: those who are held.
    const notice = say(MONTH_PHRASES.finalButHeld(month), person.language);
    const view = await viewMonth(deps.store, await versionOf(deps.store, String(facts["close"])));
    return { card: managerCard(view, person, notice) };
  }
  return {};
}

async function publish(deps: BotDeps, { person, rest }: Said): Promise<Reply> {
  const anyway = ANYWAY.test(rest);
  const draft = rest.replace(ANYWAY, "").trim() === "" ? await deps.store.months.newestDraft() : null;
  const month = draft?.month ?? monthSaid(deps, rest.replace(ANYWAY, ""));
  const view = await publishMonth(deps, { of: { month }, by: person, anyway });
  return { card: managerCard(view, person) };
}
