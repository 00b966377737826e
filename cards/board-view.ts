import type { BoardView } from "#domain/board-view";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { Unit } from "#domain/metric-value";
import type { ShownBoard, TiedGroup } from "#domain/shown-board";
import { BOARD_PHRASES, BOARD_WORDS, UNIT_SIGNS } from "./board-words.ts";
import { formatClause, formatList } from "./format.ts";
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
    /** Of what is compared: of a band that is the distance from it. */
    readonly better: "higher" | "lower";
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
  /** Local date of the numbers, and the month's version that froze them; null: none did. */
  readonly asOf?: { readonly day: string; readonly version: number | null };
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
    rows: isOneLine(shown)
      ? [tiedRow(shown.tie, language)]
      : shown.people.map(({ name, n, value, low, high, group }) => ({ name, n, value, low, high, group })),
    isTie: shown.tie !== null,
    rest: restOf(about),
    teams:
      team === null
        ? shown.teams.map(({ name, n, value, low, high }) => ({ name, n, value, low, high }))
        : [],
    footnotes: footnotesOf(about),
  };
}

/** A tie as people see it who may not see colleagues' scores: one line for all. */
export const isOneLine = (shown: ShownBoard): shown is ShownBoard & { readonly tie: TiedGroup } =>
  shown.tie !== null && shown.people.length === 0;

const tiedRow = (
  { people, n, value, low, high }: TiedGroup,
  language: Language,
): BoardView["rows"][number] => ({
  name: sayIn(BOARD_PHRASES.people(people), language),
  n,
  value,
  low,
  high,
  group: 1,
});

/** Who else was measured, and why they are not seen, a sentence each. */
function restOf({ language, shown, minimum }: BoardAbout): string[] {
  const say = speak(language);
  const { people, tie, unnamed, others, tooFew, noInterval } = shown;
  const names = isOneLine(shown) ? shown.tie.named.map(({ name }) => name) : [];
  const isNobodyEnough = people.length + unnamed + others + noInterval === 0 && tie === null;
  return [
    ...(names.length > 0 ? [say(BOARD_PHRASES.tiedNames(formatList(names, language)))] : []),
    ...(unnamed > 0 ? [say(unnamedOf(shown, names.length > 0))] : []),
    ...(others > 0 ? [say(BOARD_PHRASES.others(others))] : []),
    ...(tooFew === 0
      ? []
      : [say(isNobodyEnough ? BOARD_PHRASES.nobodyRanked(minimum) : BOARD_PHRASES.tooFew(tooFew, minimum))]),
    ...(noInterval > 0 ? [say(BOARD_PHRASES.noInterval(noInterval))] : []),
  ];
}

function unnamedOf({ people, tie, unnamed }: ShownBoard, isAnybodyNamed: boolean): LocalText {
  if (isAnybodyNamed || people.some(({ group }) => group === 1)) return BOARD_PHRASES.unnamed(unnamed);
  return tie === null ? BOARD_PHRASES.allUnnamed(unnamed) : BOARD_PHRASES.tiedUnnamed(unnamed);
}

function subtitleOf({ language, shown, team }: BoardAbout): string {
  const say = speak(language);
  const tie = shown.tie === null ? [] : [say(BOARD_PHRASES.allTied(shown.tie.people))];
  return [...(team === null ? [] : [team]), ...tie].join(" · ");
}

export function footnotesOf(about: BoardAbout): string[] {
  const { language, metric, minimum, needsConsent, team, shown, asOf } = about;
  const say = speak(language);
  const agreed = shown.tie !== null ? "agreedTie" : metric.better === "lower" ? "agreedLowest" : "agreedOnly";
  return [
    say(metric.isShare ? BOARD_PHRASES.methodShare(minimum) : BOARD_PHRASES.method(minimum)),
    ...(metric.band === null ? [] : [say(BOARD_PHRASES.band(metric.band.from, metric.band.to))]),
    ...(needsConsent ? [say(BOARD_WORDS[agreed])] : []),
    ...(team === null && shown.teams.length > 0 ? [say(BOARD_WORDS.smallTeams)] : []),
    ...(asOf === undefined ? [] : [say(BOARD_PHRASES.asOf(asOf.day, asOf.version))]),
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
    ...view.rows.map(
      (row) => `${say(view.isTie ? BOARD_WORDS.tied : BOARD_PHRASES.group(row.group))} ${line(row)}`,
    ),
    ...view.rest,
    ...(view.teams.length > 0 ? [say(BOARD_WORDS.teams), ...view.teams.map(line)] : []),
    ...view.footnotes,
  ];
}

type Shown = Pick<BoardView, "unit" | "decimals">;

/** 91.2%, 94.5 分, 35 秒. */
export function shownValue(value: number, { unit, decimals = 1 }: Shown): string {
  const number = value.toFixed(decimals);
  if (unit === "%" || unit === "‰") return number + unit;
  return unit === "" ? number : `${number} ${unit}`;
}

export function shownInterval(
  { low, high }: { readonly low: number; readonly high: number },
  { decimals = 1 }: Pick<BoardView, "decimals">,
): string {
  return `${low.toFixed(decimals)}–${high.toFixed(decimals)}`;
}
