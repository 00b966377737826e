import type { BoardView } from "#domain/board-view";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { Unit } from "#domain/metric-value";
import type { ShownBoard } from "#domain/shown-board";
import { BOARD_PHRASES, BOARD_WORDS, UNIT_SIGNS } from "./board-words.ts";
import { formatClause } from "./format.ts";
import { speak } from "./words.ts";

/** What a board is about. */
export type BoardAbout = {
  readonly language: Language;
  /** 2026-11, 2026Q4 or 2026. */
  readonly period: string;
  readonly metric: {
    readonly name: LocalText;
    readonly unit: Unit;
    /** A share of counted contacts, with its own interval. */
    readonly isShare: boolean;
    readonly band: { readonly from: number; readonly to: number } | null;
    readonly clause: string;
    readonly decimals: number;
  };
  readonly minimum: number;
  /** Null: everybody. */
  readonly team: string | null;
  /** Whether only who agreed is named. */
  readonly needsConsent: boolean;
  readonly shown: ShownBoard;
};

/** The board in words, as the picture, the card and the text show it. */
export function boardView(about: BoardAbout): BoardView {
  const { language, period, metric, shown, team } = about;
  const say = speak(language);
  return {
    language,
    title: say(BOARD_PHRASES.title(period, sayIn(metric.name, language))),
    subtitle: subtitleOf(about),
    metricName: metric.band === null ? sayIn(metric.name, language) : say(BOARD_WORDS.outside),
    unit: sayIn(UNIT_SIGNS[metric.unit], language),
    decimals: metric.decimals,
    rows: shown.people.map(({ name, n, value, low, high, group }) => ({ name, n, value, low, high, group })),
    others: shown.others + shown.unnamed,
    teams:
      team === null
        ? shown.teams.map(({ name, n, value, low, high }) => ({ name, n, value, low, high }))
        : [],
    footnotes: footnotesOf(about),
  };
}

function subtitleOf({ language, shown, team }: BoardAbout): string {
  const say = speak(language);
  const { isTie, people, others, unnamed } = shown;
  const tie = isTie ? [say(BOARD_PHRASES.allTied(people.length + others + unnamed))] : [];
  return [...(team === null ? [] : [team]), ...tie].join(" · ");
}

export function footnotesOf({ language, metric, minimum, needsConsent, team, shown }: BoardAbout): string[] {
  const say = speak(language);
  return [
    say(metric.isShare ? BOARD_PHRASES.methodShare(minimum) : BOARD_PHRASES.method(minimum)),
    ...(metric.band === null ? [] : [say(BOARD_PHRASES.band(metric.band.from, metric.band.to))]),
    ...(needsConsent ? [say(BOARD_WORDS.agreedOnly)] : []),
    ...(team === null && shown.teams.length > 0 ? [say(BOARD_WORDS.smallTeams)] : []),
    say(BOARD_PHRASES.clause(formatClause(metric.clause, language))),
  ];
}

/** The board as lines of plain text: for whoever cannot see a card, and as the description of the picture. */
export function boardText(view: BoardView): string[] {
  const say = speak(view.language);
  const line = (row: BoardView["teams"][number]) =>
    `${row.name} ${shownValue(row.value, view)} [${shownInterval(row, view)}] n=${row.n}`;
  return [
    view.title,
    ...(view.subtitle === "" ? [] : [view.subtitle]),
    ...view.rows.map((row) => `${say(BOARD_PHRASES.group(row.group))} ${line(row)}`),
    ...(view.others > 0 ? [say(BOARD_PHRASES.others(view.others))] : []),
    ...(view.teams.length > 0 ? [say(BOARD_WORDS.teams), ...view.teams.map(line)] : []),
    ...view.footnotes,
  ];
}

type Shown = Pick<BoardView, "unit" | "decimals" | "language">;

/** 91.2%, 4.62, 35 秒. */
export function shownValue(value: number, { unit, decimals = 1, language }: Shown): string {
  const number = value.toFixed(decimals);
  if (unit === "%" || unit === "‰") return number + unit;
  return language === "en" && unit !== "" ? `${number} ${unit}` : number + unit;
}

export function shownInterval(
  { low, high }: { readonly low: number; readonly high: number },
  { decimals = 1 }: Pick<BoardView, "decimals">,
): string {
  return `${low.toFixed(decimals)}–${high.toFixed(decimals)}`;
}
