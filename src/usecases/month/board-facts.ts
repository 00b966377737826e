import type { OwnRow } from "#cards/board-card";
import type { BoardAbout } from "#cards/board-view";
import type { Language } from "#domain/local-text";
import type { Person } from "#domain/person";
import type { ShownBoard } from "#domain/shown-board";
import { bandOf } from "#policy/indicator";
import type { Policy } from "#policy/policy";
import { isCounted } from "./board-units.ts";
import type { MeasuredBoard } from "./measured-board.ts";
import { decimalsOf } from "./shown-board.ts";

/** What a card of this board is about, in one language. */
export function aboutBoard(
  board: MeasuredBoard,
  shown: ShownBoard,
  { publish }: Pick<Policy, "publish">,
  language: Language,
): BoardAbout {
  const { period, indicator, minimum, team } = board;
  return {
    language,
    period: period.id,
    metric: {
      name: indicator.name,
      unit: indicator.unit,
      isShare: isCounted(indicator),
      band: bandOf(indicator),
      clause: indicator.source,
      decimals: decimalsOf(indicator),
    },
    minimum,
    team,
    needsConsent: publish?.needsConsent ?? true,
    shown,
  };
}

/** The reader's own row; null for who cannot be on this board. */
export function ownRow(board: MeasuredBoard, reader: Person): OwnRow | null {
  const { people, indicator } = board;
  const row = people.find(({ id }) => id === reader.id);
  if (row === undefined)
    return indicator.roles.some((role) => reader.roles.includes(role)) ? { is: "not-measured" } : null;
  const { n, raw, shrunk, low, high, group, measured } = row;
  if (group === null || low === null || high === null)
    return row.apart === "too-few"
      ? { is: "too-few", value: raw, n: n ?? 0 }
      : { is: "no-interval", value: raw };
  const groups = new Set(people.flatMap((each) => each.group ?? []));
  return {
    is: "ranked",
    value: isCounted(indicator) ? raw : (shrunk ?? raw),
    low,
    high,
    n: n ?? 0,
    group,
    groups: groups.size,
    size: people.filter((each) => each.group === group).length,
    median: measured.median,
    p90: measured.p90,
  };
}
