import type { BoardQuestion, BoardUnit } from "#domain/board";
import { groupBy } from "#domain/group-by";
import type { Person } from "#domain/person";
import { bandOf, type Indicator, isShare } from "#policy/indicator";
import { importScaleOf } from "#policy/metric-scale";
import type { Measurement } from "#ports/metrics";

/** A share whose single contacts are yes or no; imported percentages with a count are one too. */
export const isCounted = ({ basis, unit }: Pick<Indicator, "basis" | "unit">): boolean =>
  isShare(basis) || (basis.from === "import" && (unit === "percent" || unit === "per-1000"));

export function questionOf(indicator: Indicator, minimum: number): BoardQuestion {
  const { unit, better } = indicator;
  const { from, to } = bandOf(indicator) === null ? importScaleOf(indicator) : { from: 0, to: Infinity };
  return {
    kind: isCounted(indicator) ? { of: "share", one: unit === "per-1000" ? 1_000 : 100 } : { of: "mean" },
    // Of a band it is the distance that is measured, and the smaller the better.
    better: better === "higher" ? "higher" : "lower",
    minimum,
    scale: { from, to },
  };
}

export function unitOf({ id, name }: Person, measured: Measurement, indicator: Indicator): BoardUnit {
  const band = bandOf(indicator);
  const { mean, variance } = band === null ? measured : (measured.outside ?? outsideOf(measured.value, band));
  return {
    id,
    name,
    n: measured.count,
    mean,
    variance,
    degrees: Math.max(0, (measured.count ?? 1) - 1),
    ...(band !== null && { raw: measured.mean }),
  };
}

/** Of an imported mean nobody knows how its single measurements lie. */
const outsideOf = (value: number, { from, to }: { readonly from: number; readonly to: number }) => ({
  mean: Math.max(0, from - value, value - to),
  variance: null,
});

type MeasuredPerson = { readonly person: Person; readonly unit: BoardUnit };

/**
 * Each team as all measurements of its people, also of those with too few of their own. Its people are who they are:
 * only the chance within each person's measurements counts, so the variance is the one within people. Of a team whose
 * imports say no counts nothing can be said.
 */
export function teamUnits(
  people: readonly MeasuredPerson[],
): readonly (BoardUnit & { readonly people: number })[] {
  const counted = people.filter(({ person, unit }) => person.team !== null && unit.n !== null);
  return [...groupBy(counted, ({ person }) => person.team ?? "")].map(([team, members]) => {
    let [n, total, raw, degrees, spread] = [0, 0, 0, 0, 0];
    for (const { unit } of members) {
      n += unit.n ?? 0;
      total += (unit.n ?? 0) * unit.mean;
      raw += (unit.n ?? 0) * (unit.raw ?? unit.mean);
      degrees += unit.variance === null ? 0 : unit.degrees;
      spread += unit.variance === null ? 0 : unit.degrees * unit.variance;
    }
    const variance = degrees === 0 ? null : spread / degrees;
    return {
      id: team,
      name: team,
      n,
      mean: total / n,
      raw: raw / n,
      variance,
      degrees,
      people: members.length,
    };
  });
}
