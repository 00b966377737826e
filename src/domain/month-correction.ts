import type { FrozenMeasure, MonthResult } from "./month-result.ts";

/** What the causes of a correction have changed: scores, and figures that a ruling gave by name. */
export type CorrectionScope = { readonly isAboutScores: boolean; readonly metrics: ReadonlySet<string> };

const APPEAL = /^appeal:\d+(?::(.+))?$/;

/** By what a ruling asks for a correction. @param metric the figure that was ruled on; absent: a score was */
export const appealCause = (number: number, metric?: string): string =>
  metric === undefined ? `appeal:${number}` : `appeal:${number}:${metric}`;

/** Whatever was asked for by nobody's appeal may have changed any judgement and any figure: null. */
export function scopeOf(causes: readonly string[]): CorrectionScope | null {
  const appeals = causes.map((cause) => APPEAL.exec(cause));
  if (appeals.some((appeal) => appeal === null)) return null;
  const metrics = appeals.flatMap((appeal) => appeal?.[1] ?? []);
  return { isAboutScores: metrics.length < appeals.length, metrics: new Set(metrics) };
}

/**
 * What a correction of a frozen month measures anew: what was ruled on. Contacts that came in after the freeze stay out
 * in any case, and so does every other figure, so that a ruling about one score moves nothing else.
 */
export function correctedMeasures(
  frozen: readonly FrozenMeasure[],
  fresh: readonly FrozenMeasure[],
  scope: CorrectionScope | null,
): readonly FrozenMeasure[] {
  const isConcerned = ({ metric, source }: FrozenMeasure): boolean => {
    if (source === "contacts") return false;
    if (scope === null) return true;
    return source === "evaluations" ? scope.isAboutScores : scope.metrics.has(metric);
  };
  const judged = fresh.filter(isConcerned);
  const known = new Set(judged.map(({ metric }) => metric));
  return [...judged, ...frozen.filter((measure) => !known.has(measure.metric) && !isConcerned(measure))];
}

/** An appeal never lowers a result: what it would lower, because something else was scored since, stays as it was. */
export function neverLower(
  before: MonthResult,
  after: MonthResult,
  scope: CorrectionScope | null,
): MonthResult {
  const isLower = before.total !== null && (after.total === null || after.total < before.total);
  return scope !== null && isLower ? before : after;
}
