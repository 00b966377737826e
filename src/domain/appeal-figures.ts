import type { AppealValue } from "./appeal.ts";
import type { MonthResult } from "./month-result.ts";

/** How a figure gets better, and which numbers it can be. */
export type FigureKind = {
  readonly unit: "percent" | "seconds" | "points" | "per-1000" | "count" | "yuan";
  readonly better: "higher" | "lower" | "within";
  readonly band?: { readonly from: number; readonly to: number } | undefined;
};
export type Figure = {
  /** Id of an indicator or of a part. */
  readonly metric: string;
  /** In the indicator's unit; null: not measured. */
  readonly given: AppealValue;
  readonly count: number | null;
};

const MARKED_PARTS = ["knowledge", "skill", "attitude"] as const;
const HIGHEST: Partial<Record<FigureKind["unit"], number>> = { percent: 100, points: 100, "per-1000": 1000 };

/**
 * Figures of a person's month that a ruling can correct: what contacts or people outside gave, also where nothing was
 * measured. What comes from evaluations is appealed where it was scored.
 */
export function appealableFigures({ parts, measures }: MonthResult): Figure[] {
  const frozen = new Map(measures.map((measure) => [measure.metric, measure]));
  const figure = (metric: string, source: string | null | undefined): Figure[] => {
    const measure = frozen.get(metric);
    if (source === "evaluations" || measure?.source === "evaluations") return [];
    return [{ metric, given: measure?.value ?? null, count: measure?.count ?? null }];
  };
  return parts
    .filter(({ weight }) => weight > 0)
    .flatMap((part) => {
      if (part.id === "performance")
        return (part.indicators ?? [])
          .filter(({ weight }) => weight > 0)
          .flatMap(({ indicator, source }) => figure(indicator, source));
      const isMarked = MARKED_PARTS.includes(part.id);
      // Without evaluations there is no skill part; only a mark that somebody brought can be wrong.
      const isThere = part.id !== "skill" || frozen.get("skill")?.source === "import";
      return isMarked && isThere ? figure(part.id, part.source) : [];
    });
}

/** Whether the proposed figure is one that can be, and better than the given; any is better than none. */
export function isBetterFigure(kind: FigureKind, given: AppealValue, proposed: AppealValue): boolean {
  if (proposed === null || proposed < 0 || proposed > (HIGHEST[kind.unit] ?? Number.POSITIVE_INFINITY))
    return false;
  return given === null || badness(kind, proposed) < badness(kind, given);
}

/** The lower the better. */
function badness({ better, band }: FigureKind, value: number): number {
  if (better === "higher") return -value;
  if (better === "lower" || band === undefined) return value;
  return Math.max(0, band.from - value, value - band.to);
}
