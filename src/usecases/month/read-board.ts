import { AppError } from "#domain/error";
import type { LocalMonth } from "#domain/working-day";
import type { MonthDeps } from "./deps.ts";
import { numbersOf, standingOf } from "./frozen-numbers.ts";
import { boardIndicator, boardOf, boardPeriod, type MeasuredBoard } from "./measured-board.ts";

export type ReadBoardInput = {
  /** A month, or a quarter (2026Q4) or year (2026). */
  readonly month: LocalMonth;
  /** Any word for the metric; the month's quality when left out. */
  readonly metric?: string;
  readonly team?: string;
};

/** The whole board, with everybody on it: for whoever runs the program. @throws AppError `bad-input` */
export async function readBoard(
  deps: Pick<MonthDeps, "store" | "policy">,
  input: ReadBoardInput,
): Promise<MeasuredBoard> {
  const { store, policy } = deps;
  const team = input.team === undefined ? null : await knownTeam(deps, input.team);
  const indicator = boardIndicator(policy, input.metric ?? "");
  const about = { period: boardPeriod(input.month), indicator };
  const numbers = await numbersOf(store, about, await standingOf(store, about));
  return boardOf(numbers, policy, team);
}

async function knownTeam({ store }: Pick<MonthDeps, "store">, typed: string): Promise<string> {
  const people = await store.people.all();
  const teams = [...new Set(people.flatMap(({ team }) => team ?? []))].sort();
  const wanted = typed.trim().toLowerCase();
  const team = teams.find((each) => each.toLowerCase() === wanted);
  if (team !== undefined) return team;
  throw new AppError("bad-input", `Nobody is in a team called "${typed}": use ${teams.join(", ")}.`, {
    what: "team",
    typed,
    teams: teams.join("、"),
    teamsEn: teams.join(", "),
  });
}
