import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { requireDay } from "#domain/idea-rules";
import { parseLocalTime } from "#domain/local-time";
import { addDays, localDate, type LocalDate } from "#domain/working-day";
import { changeIdea, type IdeaPressInput } from "./change-idea.ts";
import type { RecognitionDeps } from "./deps.ts";
import { cardOf, type IdeaView } from "./idea-view.ts";

/** How far ahead a start may be planned. */
const PLANNED_DAYS = 366;

export type ImplementIdeaInput = IdeaPressInput & {
  readonly move: "start" | "finish";
  /** A date as people write it. */
  readonly day: string;
};

/**
 * An adopted idea is begun, or has been put into practice: from that day on its effect is waited for.
 * @throws AppError `not-found`, `wrong-person`, `already-done`, `closed`, `bad-input` for what is no such day
 */
export async function implementIdea(deps: RecognitionDeps, input: ImplementIdeaInput): Promise<Card> {
  const { move } = input;
  const view = await changeIdea(deps, input, (before) => {
    const day = dayOf(input.day, before, deps.clock.now(), move);
    return {
      change: move === "start" ? { startedOn: day } : { implementedOn: day },
      detail: { day },
      news: move === "start" ? "started" : "finished",
    };
  });
  return cardOf(deps, view, input.by);
}

function dayOf(
  typed: string,
  { idea, policy }: IdeaView,
  now: Date,
  move: ImplementIdeaInput["move"],
): LocalDate {
  const instant = parseLocalTime(typed, policy.zone);
  const today = localDate(now, policy.zone);
  const adopted = idea.adoptedOn ?? today;
  if (instant === null) throw new AppError("bad-input", "That is no date.", { what: "no-day", today });
  const day = localDate(instant, policy.zone);
  if (move === "start") requireDay(day, adopted, addDays(today, PLANNED_DAYS));
  // A start that was planned may have been earlier in the end.
  else requireDay(day, adopted, today);
  return day;
}
