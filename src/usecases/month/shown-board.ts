import type { BoardRow } from "#domain/board";
import type { ShownBoard, ShownLine } from "#domain/shown-board";
import type { Indicator } from "#policy/indicator";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";
import { isCounted } from "./board-units.ts";
import type { MeasuredBoard, PersonRow } from "./measured-board.ts";

/** More names are no distinction, and no card. */
const MOST_NAMED = 30;
/** When nobody can be told apart from anybody, a long list says nothing. */
const MOST_TIED = 12;
/** A smaller team's number would be that of its people. */
const SMALLEST_TEAM = 3;

/** Decimals in which a value is shown. */
export function decimalsOf({ unit, basis }: Pick<Indicator, "unit" | "basis">): number {
  if (unit === "seconds" || unit === "count") return 0;
  return basis.from === "metric" && basis.metric === "csat" ? 2 : 1;
}

export type ShownTo = {
  /** Ids of those whose result a supervisor holds: they are not named. */
  readonly held?: ReadonlySet<string>;
  /** For a role that may see colleagues' scores: of a tie each own value, too. */
  readonly isInsider?: boolean;
};

/** The board as others may read it: by the policy only the best group, and of it only who agreed. */
export async function showToOthers(
  store: Pick<Store, "consents">,
  { publish }: Pick<Policy, "publish">,
  board: MeasuredBoard,
  { held = new Set(), isInsider = false }: ShownTo = {},
): Promise<ShownBoard> {
  const { tie } = board;
  const ranked = board.people.filter(({ group }) => group !== null);
  const first = ranked.filter(({ group }) => group === 1);
  const eligible = publish?.board === "everybody" ? ranked : first;
  const candidates = tie !== null && ranked.length > MOST_TIED ? [] : eligible;
  const agreed = await whoAgreed(store, publish?.needsConsent ?? true, candidates);
  const named = candidates.filter(({ id }) => agreed.has(id) && !held.has(id)).slice(0, MOST_NAMED);
  const unnamed = candidates.length === 0 ? 0 : first.filter((row) => !named.includes(row)).length;
  const lines = named.map((row) => lineOf(row, board.indicator)).sort(byGroupAndName);
  const apartFor = (why: BoardRow["apart"]): number =>
    board.people.filter(({ apart }) => apart === why).length;
  return {
    people: tie === null || isInsider ? lines : [],
    tie: tie === null ? null : { ...tie, named: lines.map(({ id, name }) => ({ id, name })) },
    unnamed,
    others: tie === null ? ranked.length - named.length - unnamed : 0,
    tooFew: apartFor("too-few"),
    noInterval: apartFor("no-interval"),
    teams: board.teams
      .filter(({ people, group }) => people >= SMALLEST_TEAM && group !== null)
      .map((row) => lineOf(row, board.indicator))
      .sort(byGroupAndName),
    eligible: eligible.map(({ id }) => id),
  };
}

/** Those of the first group who have to be asked before they can be named. */
export const firstGroup = ({ people, tie }: MeasuredBoard): readonly PersonRow[] => {
  const ranked = people.filter(({ group }) => group !== null);
  const first = ranked.filter(({ group }) => group === 1);
  return tie !== null && ranked.length > MOST_TIED ? [] : first.slice(0, MOST_NAMED);
};

async function whoAgreed(
  { consents }: Pick<Store, "consents">,
  isNeeded: boolean,
  rows: readonly PersonRow[],
): Promise<ReadonlySet<string>> {
  const ids = rows.map(({ id }) => id);
  if (!isNeeded) return new Set(ids);
  const answers = await consents.of(ids);
  return new Set(ids.filter((id) => answers.get(id) === "yes"));
}

/** A share stands as it was counted, with its own interval; a mean as it is after shrinking. */
function lineOf(row: BoardRow, indicator: Indicator): ShownLine {
  const value = isCounted(indicator) ? row.raw : (row.shrunk ?? row.raw);
  return {
    id: row.id,
    name: row.name,
    n: row.n ?? 0,
    value,
    low: row.low ?? value,
    high: row.high ?? value,
    group: row.group ?? 0,
  };
}

const byGroupAndName = (left: ShownLine, right: ShownLine): number =>
  left.group - right.group || left.name.localeCompare(right.name, "zh-Hans-CN");
