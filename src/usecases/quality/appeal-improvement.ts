import type { AppealValue } from "#domain/appeal";
import { isBetterFigure } from "#domain/appeal-figures";
import { betterValues } from "#domain/appeal-ratings";
import { type AppealView, figureKind } from "./appeal-view.ts";

/** Whether that value would be better than the given, by the scale of what is appealed. */
export function isBetter({ appeal, policy, score }: AppealView, value: AppealValue): boolean {
  const { target, given } = appeal;
  if (target.about === "month") return isBetterFigure(figureKind(policy, target.metric), given, value);
  return (
    score !== null && betterValues(score.task.scorecard, score.evaluation, target.itemId).includes(value)
  );
}
