import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { isAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { localDate } from "#domain/working-day";
import type { MonthDeps } from "./deps.ts";
import { versionOf } from "./find-month.ts";
import { baselineOf, managerCard, resultCard, reviewCard, viewMonth } from "./month-view.ts";

export type ShowMonthInput = {
  readonly closeId: string;
  readonly reader: Person;
  /** `review`: the reader's own people; `result`: the reader's own month; `month`: how it stands, for a manager. */
  readonly as: "month" | "review" | "result";
  readonly page?: number;
};

/** A version of a month as this reader sees it now. @throws AppError `not-found` also for what is somebody else's */
export async function showMonth(deps: Pick<MonthDeps, "store">, input: ShowMonthInput): Promise<Card> {
  const { store } = deps;
  const { closeId, reader, as, page = 1 } = input;
  const view = await viewMonth(store, await versionOf(store, closeId));
  if (as === "month" && isAllowed(reader, "close-month")) return managerCard(view, reader);
  const review =
    as === "review"
      ? reviewCard(view, reader, await store.months.resultsFor(closeId, reader.id), page)
      : null;
  if (review !== null) return review;
  const { close } = view;
  const result =
    as === "result" && close.publishedAt !== null ? await store.months.resultOf(closeId, reader.id) : null;
  if (result === null) throw new AppError("not-found", "Nothing of this month is theirs.", { what: "month" });
  const baseline = await baselineOf(store, close);
  const before = baseline?.publishedAt == null ? null : await store.months.resultOf(baseline.id, reader.id);
  const isChanged = before !== null && (before.total !== result.total || before.held !== result.held);
  const toldAt = await store.months.toldAt(close.month, reader.id);
  return resultCard(view, {
    language: reader.language,
    result,
    before: isChanged ? before : null,
    isReleased: toldAt !== null && localDate(toldAt, view.policy.zone) > (close.appealUntil ?? ""),
  });
}
