import { MONTH_PARTS, type MonthPartId, type MonthResult, type PartResult } from "./month-result.ts";

type Outcome = Pick<MonthResult, "total" | "grade" | "held">;
type Compared = Outcome & Pick<MonthResult, "personId"> & Partial<Pick<MonthResult, "parts" | "measures">>;
export type ResultChange = {
  readonly personId: string;
  /** Null: the person was not in that version. */
  readonly before: Outcome | null;
  readonly after: Outcome | null;
  readonly parts: readonly MonthPartId[];
};

/** Sums of the same numbers in another order differ in the last digits; that is no change. */
const SAME = 1e-9;

/** Whose result differs between two versions, and in which parts, where they are known; in the order of the newer one. */
export function differencesOf(
  before: readonly Compared[],
  after: readonly Compared[],
): readonly ResultChange[] {
  const earlier = new Map(before.map((result) => [result.personId, result]));
  const later = new Set(after.map(({ personId }) => personId));
  const changed = after.flatMap((result) => {
    const old = earlier.get(result.personId) ?? null;
    const parts = MONTH_PARTS.filter((id) => !isSamePart(partOf(old, id), partOf(result, id)));
    const isSame =
      old !== null && isSameOutcome(old, result) && parts.length === 0 && hasSameMeasures(old, result);
    return isSame ? [] : [{ personId: result.personId, before: outcome(old), after: outcome(result), parts }];
  });
  const gone = before.filter(({ personId }) => !later.has(personId));
  return [
    ...changed,
    ...gone.map((result) => ({
      personId: result.personId,
      before: outcome(result),
      after: null,
      parts: (result.parts ?? []).map(({ id }) => id),
    })),
  ];
}

const partOf = (result: Compared | null, id: MonthPartId): PartResult | null =>
  result?.parts?.find((part) => part.id === id) ?? null;

const outcome = (result: Compared | null): Outcome | null =>
  result === null ? null : { total: result.total, grade: result.grade, held: result.held };

const isSameOutcome = (left: Outcome, right: Outcome): boolean =>
  isSameNumber(left.total, right.total) && left.grade === right.grade && left.held === right.held;

function isSamePart(left: PartResult | null, right: PartResult | null): boolean {
  if (left === null || right === null) return left === right;
  return isSameNumber(left.value, right.value) && left.count === right.count && left.source === right.source;
}

/** A figure may change although the part that it counts in does not: beyond its target nothing is gained. */
function hasSameMeasures(left: Compared, right: Compared): boolean {
  if (left.measures === undefined || right.measures === undefined) return true;
  const earlier = new Map(left.measures.map((measure) => [measure.metric, measure]));
  return (
    left.measures.length === right.measures.length &&
    right.measures.every((measure) => {
      const old = earlier.get(measure.metric);
      return (
        old !== undefined &&
        isSameNumber(old.value, measure.value) &&
        isSameNumber(old.target, measure.target) &&
        old.count === measure.count &&
        old.source === measure.source
      );
    })
  );
}

const isSameNumber = (left: number | null, right: number | null): boolean =>
  left === null || right === null ? left === right : Math.abs(left - right) <= SAME;
