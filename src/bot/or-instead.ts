import type { Card } from "#cards/card";
import { problemToast } from "#cards/toasts";
import { AppError, type ErrorCode } from "#domain/error";
import type { BotDeps } from "./bot.ts";
import type { Press, PressHandler } from "./press.ts";

const TOO_LATE: readonly ErrorCode[] = ["already-done", "closed"];

/**
 * Who comes too late, by a second press or after somebody else, gets the card of now with the reason.
 * @param codes the refusals that mean so
 */
export function orInstead(
  run: PressHandler["run"],
  cardOfNow: (deps: BotDeps, press: Press) => Promise<Card>,
  codes: readonly ErrorCode[] = TOO_LATE,
): PressHandler["run"] {
  return async (deps, press) => {
    try {
      return await run(deps, press);
    } catch (error) {
      if (!(error instanceof AppError) || !codes.includes(error.code)) throw error;
      const card = await cardOfNow(deps, press);
      return { card, toast: problemToast(error.code, error.facts, press.person.language), refused: error };
    }
  };
}
