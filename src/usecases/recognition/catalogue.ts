import { AppError } from "#domain/error";
import { instantOf } from "#domain/working-day";
import type { Policy } from "#policy/policy";

type Points = NonNullable<Policy["points"]>;
export type CatalogueItem = Points["catalogue"][number];

/** @throws AppError `setting-missing` when this policy knows no points */
export function pointSettings(policy: Policy): Points {
  if (policy.points !== undefined) return policy.points;
  throw new AppError("setting-missing", `Policy ${policy.name} has no points.`, { setting: "points" });
}

/** @throws AppError `not-found` */
export function itemOf(policy: Policy, id: string): CatalogueItem {
  const item = pointSettings(policy).catalogue.find((each) => each.id === id);
  if (item !== undefined) return item;
  throw new AppError("not-found", `The catalogue has no ${id}.`, { what: "item" });
}

/** What is left is counted from the day on which the policy took effect: a new one may bring new stock. */
export const stockSince = ({ effectiveFrom, zone }: Policy): Date => instantOf(effectiveFrom, "00:00", zone);
