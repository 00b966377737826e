import { boardCard } from "#cards/board-card";
import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { isOver } from "#domain/month";
import { findPeriod } from "#domain/month-roll-up";
import { requireAllowed } from "#domain/permission";
import { hasRole, type Person } from "#domain/person";
import { localDate, type LocalMonth } from "#domain/working-day";
import { aboutBoard, ownRow } from "./board-facts.ts";
import type { MonthDeps } from "./deps.ts";
import { heldBySupervisor, numbersOf, standingOf } from "./frozen-numbers.ts";
import { monthSaid } from "./find-month.ts";
import { boardIndicator, boardOf, type BoardPeriod, boardPeriod } from "./measured-board.ts";
import { showToOthers } from "./shown-board.ts";

export type ShowBoardInput = {
  readonly reader: Person;
  /** Metric and month in any order: `客户满意度 2026-10`, `2026Q4`, `投诉率 10月`; with `文字` as text alone. */
  readonly words: string;
};

type Deps = Pick<MonthDeps, "store" | "clock" | "policy">;

const PERIOD = /\d{4}\s*[-/.年]\s*\d{1,2}\s*月?|\d{4}\s*-?\s*Q[1-4]|\d{4}\s*年?|\d{1,2}\s*月/i;
const PLAIN = /(?:^|\s)(?:文字|text)(?=\s|$)/i;

/**
 * A board for one reader: what everybody may read, and the reader's own row. Before a month is published only that
 * row, except for roles that may see colleagues' scores. @throws AppError `not-allowed`, `bad-input`
 */
export async function showBoard(deps: Deps, input: ShowBoardInput): Promise<Card> {
  const { store, policy } = deps;
  const { reader } = input;
  requireAllowed(reader, "see-board");
  const { period, metric, isPlain } = readWords(deps, input.words);
  const indicator = boardIndicator(policy, metric);
  const close = await standingOf(store, { period });
  const board = boardOf(await numbersOf(store, { period, indicator }, close), policy, null);
  const isInsider = hasRole(reader, ...(policy.publish?.colleaguesScoresFor ?? []));
  const held = close === null ? new Set<string>() : await heldBySupervisor(store, close.id);
  const shown = await showToOthers(store, policy, board, { held, isInsider });
  const own = ownRow(board, reader);
  const isPublic = await isPublished(deps, period);
  return boardCard({
    ...aboutBoard(board, shown, policy, reader.language, localDate(deps.clock.now(), policy.zone)),
    state: isPublic ? "published" : isInsider ? "preview" : "hidden",
    ...(own !== null && { own }),
    isPlain,
  });
}

function readWords(deps: Deps, words: string) {
  const text = words.normalize("NFKC");
  const isPlain = PLAIN.test(text);
  const said = text.replace(PLAIN, " ");
  const found = PERIOD.exec(said)?.[0] ?? "";
  const metric = said.replace(found, " ").replaceAll(/\s+/g, " ").trim();
  const period = findPeriod(found.replaceAll(/\s+/g, "")) ?? { id: boardMonth(deps, found) };
  return { period: boardPeriod(period.id), metric, isPlain };
}

/** @throws AppError `bad-input` that speaks of the board */
function boardMonth(deps: Deps, said: string): LocalMonth {
  try {
    return monthSaid(deps, said);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "bad-input") throw error;
    throw new AppError("bad-input", error.message, { what: "board-month" });
  }
}

/** The last month of it that is over was published: what came before it was, too. */
async function isPublished({ store, clock, policy }: Deps, { months }: BoardPeriod): Promise<boolean> {
  const today = localDate(clock.now(), policy.zone);
  const last = months.findLast((month) => isOver(month, today));
  return last !== undefined && (await store.months.standing(last)) !== null;
}
