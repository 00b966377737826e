import type { OwnRow } from "#cards/board-card";
import type { BoardAbout } from "#cards/board-view";
import type { Language } from "#domain/local-text";
import type { Person } from "#domain/person";
import { localDate, type LocalDate } from "#domain/working-day";
import type { ShownBoard } from "#domain/shown-board";
import { bandOf } from "#policy/indicator";
import type { Policy } from "#policy/policy";
import { isCounted, questionOf, unitOf } from "./board-units.ts";
import type { MeasuredBoard } from "./measured-board.ts";
import { decimalsOf } from "./shown-board.ts";

/** What a card of this board is about, in one language. @param today when numbers that are not frozen were measured */
export function aboutBoard(
  board: MeasuredBoard,
  shown: ShownBoard,
  { publish, zone }: Pick<Policy, "publish" | "zone">,
  language: Language,
  today?: LocalDate,
): BoardAbout {
  const { period, indicator, minimum, team, frozen } = board;
  const day = frozen === null ? today : localDate(frozen.frozenAt, zone);
  return {
    language,
    period: period.id,
    metric: {
      name: indicator.name,
      unit: indicator.unit,
      isShare: isCounted(indicator),
      better: questionOf(indicator, minimum).better,
      band: bandOf(indicator),
      clause: indicator.source,
      decimals: decimalsOf(indicator),
    },
    minimum,
    team,
    needsConsent: publish?.needsConsent ?? true,
    shown,
    ...(day !== undefined && { asOf: { day, version: frozen?.version ?? null } }),
  };
}

/** The reader's own row; null for who cannot be on this board. */
export function ownRow(board: MeasuredBoard, reader: Person): OwnRow | null {
  const { people, indicator } = board;
  const row = people.find(({ id }) => id === reader.id);
  if (row === undefined)
    return indicator.roles.some((role) => reader.roles.includes(role)) ? { is: "not-measured" } : null;
  const { n, raw, shrunk, low, high, group, measured } = row;
  // Of a band the raw value is another thing than what is compared.
  const { mean } = unitOf(reader, measured, indicator);
  if (group === null || low === null || high === null)
    return row.apart === "too-few"
      ? { is: "too-few", value: mean, n: n ?? 0 }
      : { is: "no-interval", value: mean };
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
