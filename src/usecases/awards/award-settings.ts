import { AppError } from "#domain/error";
import type { Policy } from "#policy/policy";

export type AwardSettings = Policy["awards"][number];
export type NominationSettings = NonNullable<Policy["nominations"]>;

/** @throws AppError `setting-missing` when this policy takes no nominations */
export function nominationSettings(policy: Policy): NominationSettings {
  if (policy.nominations !== undefined) return policy.nominations;
  throw new AppError("setting-missing", `Policy ${policy.name} takes no nominations.`, {
    setting: "nominations",
  });
}

/**
 * Awards that a colleague can be named for: those that votes decide come first. What an idea or a target decides is
 * nothing to name somebody for; for a complaint or a newcomer's progress it is a word beside the numbers.
 * @throws AppError `setting-missing` when there is none
 */
export function nominableAwards(policy: Policy): readonly AwardSettings[] {
  const isVoted = ({ basis }: AwardSettings): boolean => basis === "votes" || basis === "mixed";
  const nominable = policy.awards.filter(
    (award) =>
      award.for === "person" &&
      (isVoted(award) || award.basis === "case" || award.withinMonthsOfHire !== undefined),
  );
  if (nominable.length === 0)
    throw new AppError("setting-missing", `Policy ${policy.name} has no award to name somebody for.`, {
      setting: "awards",
    });
  return [...nominable.filter(isVoted), ...nominable.filter((award) => !isVoted(award))];
}

/** @throws AppError `not-found` for an award that this policy does not have */
export function awardOf(policy: Policy, id: string): AwardSettings {
  const award = policy.awards.find((each) => each.id === id);
  if (award !== undefined) return award;
  throw new AppError("not-found", `Policy ${policy.name} has no award ${id}.`, {
    what: "award-name",
    name: id,
  });
}
