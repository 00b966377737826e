import { Command, InvalidArgumentError } from "commander";
import { BOARD_PHRASES, BOARD_WORDS, UNIT_SIGNS } from "#cards/board-words";
import type { BoardRow } from "#domain/board";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import { readMonth } from "#domain/month";
import { localDate } from "#domain/working-day";
import { findPeriod } from "#domain/month-roll-up";
import { bandOf } from "#policy/indicator";
import { isCounted } from "#usecases/month/board-units";
import type { MeasuredBoard } from "#usecases/month/measured-board";
import { readBoard } from "#usecases/month/read-board";
import type { CommandTools } from "#main/command-line";
import type { CommandIo } from "#main/control-socket";
import type { Program } from "#main/program";
import { textTable } from "./text-table.ts";

type Options = {
  readonly month: string;
  readonly metric?: string;
  readonly team?: string;
  readonly json?: boolean;
};

/** `xingping board --month M [--metric NAME] [--team T] [--json]`. */
export function boardCommand(tools: CommandTools): Command {
  return new Command("board")
    .description("the honest leaderboard: who can be told apart, and who cannot")
    .requiredOption("--month <month>", "such as 2026-11; also a quarter (2026Q4) or a year (2026)", parse)
    .option("--metric <name>", "an indicator by its id, name or alias; the month's quality when left out")
    .option("--team <team>", "only the people of this team")
    .option("--json", "print the result as one JSON object")
    .action((options: Options) => tools.withProgram((program) => board(program, tools.io, options)));
}

function parse(text: string): string {
  try {
    return findPeriod(text)?.id ?? readMonth(text);
  } catch {
    throw new InvalidArgumentError("Write it as 2026-11, 2026Q4 or 2026.");
  }
}

async function board(program: Program, io: CommandIo, { json, ...input }: Options): Promise<number> {
  const found = await readBoard(program, input);
  io.out(json ? `${JSON.stringify(asJson(found))}\n` : asText(found, io.language, program.policy.zone));
  return 0;
}

const numbersOf = ({ n, raw, shrunk, low, high, group, apart }: BoardRow) => ({
  n,
  raw,
  shrunk,
  low,
  high,
  group,
  apart,
});

function asJson(board: MeasuredBoard): object {
  const { period, indicator, team, people, teams, minimum, anyDifference, tie, frozen } = board;
  return {
    month: period.id,
    metric: indicator.id,
    rows: people.map(({ person, measured, ...row }) => ({
      person: person.employeeNo,
      name: person.name,
      team: person.team,
      ...numbersOf(row),
      value: measured.value,
      median: measured.median,
      p90: measured.p90,
      source: measured.source,
    })),
    team,
    unit: indicator.unit,
    better: indicator.better,
    minimum,
    anyDifference,
    tie,
    version: frozen?.version ?? null,
    teams: teams.map((row) => ({ team: row.name, people: row.people, ...numbersOf(row) })),
  };
}

function asText(board: MeasuredBoard, language: Language, zone: string): string {
  const { period, indicator, people, teams, team, minimum, tie, frozen } = board;
  const say = (text: LocalText): string => sayIn(text, language);
  const title = say(BOARD_PHRASES.title(period.id, say(indicator.name)));
  const heading = team === null ? title : `${title} · ${team}`;
  if (people.length === 0) return `${heading}\n${say(BOARD_WORDS.nobodyMeasured)}\n`;
  const band = bandOf(indicator);
  return [
    `${heading} (${say(UNIT_SIGNS[indicator.unit]) || indicator.unit})\n\n`,
    table(people, say, BOARD_WORDS.name, (row) => `${row.name} ${row.person.employeeNo}`),
    ...(tie === null ? [] : [`\n${say(BOARD_PHRASES.allTied(tie.people))}\n`]),
    ...(teams.length === 0
      ? []
      : [`\n${say(BOARD_WORDS.teams)}\n\n`, table(teams, say, BOARD_WORDS.team, ({ name }) => name)]),
    `\n${say(isCounted(indicator) ? BOARD_PHRASES.methodShare(minimum) : BOARD_PHRASES.method(minimum))}\n`,
    ...(frozen === null
      ? []
      : [`${say(BOARD_PHRASES.asOf(localDate(frozen.frozenAt, zone), frozen.version))}\n`]),
    ...(band === null ? [] : [`${say(BOARD_PHRASES.bandOrder(band.from, band.to))}\n`]),
  ].join("");
}

function table<Row extends BoardRow>(
  rows: readonly Row[],
  say: (text: LocalText) => string,
  first: LocalText,
  nameOf: (row: Row) => string,
): string {
  const number = (value: number | null): string => (value === null ? "" : value.toFixed(2));
  const interval = ({ low, high }: BoardRow) =>
    low === null || high === null ? "" : `${number(low)} – ${number(high)}`;
  const { group, count, raw, shrunk, apart } = BOARD_WORDS;
  const header = [group, first, count, raw, shrunk, BOARD_WORDS.interval].map(say);
  const lines = rows.map((row) => [
    row.group === null ? say(apart) : String(row.group),
    nameOf(row),
    row.n === null ? "?" : String(row.n),
    number(row.raw),
    number(row.shrunk),
    interval(row),
  ]);
  return textTable([header, ...lines], ["left", "left", "right", "right", "right", "right"]);
}
