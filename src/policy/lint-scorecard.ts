import type { Condition } from "#domain/condition";
import type { Item } from "#domain/scorecard";
import { error, isHundred, sumOf, warning } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";

type PolicyScorecard = Policy["scorecards"][number];

export function lintScorecards(policy: Policy): Finding[] {
  return policy.scorecards.flatMap((scorecard) => [
    ...lintWeights(scorecard),
    ...itemsWithPath(scorecard).flatMap(([path, item]) => [
      ...lintCritical(path, item),
      ...lintAuto(path, item, policy),
      ...lintScenes(path, item.when, policy),
    ]),
  ]);
}

function itemsWithPath(scorecard: PolicyScorecard): (readonly [string, Item])[] {
  return scorecard.sections.flatMap((section) =>
    section.items.map(
      (item) => [`scorecards[${scorecard.id}].sections[${section.id}].items[${item.id}]`, item] as const,
    ),
  );
}

function lintWeights(scorecard: PolicyScorecard): Finding[] {
  const path = `scorecards[${scorecard.id}].sections`;
  const total = sumOf(scorecard.sections.map((section) => section.weight));
  const ofSections = isHundred(total) ? [] : [error(path, `weigh ${total} together; they must sum to 100.`)];
  const ofItems = scorecard.sections.flatMap((section) => {
    const items = sumOf(section.items.map((item) => item.weight));
    return Math.abs(items - section.weight) < 0.01
      ? []
      : [
          error(
            `${path}[${section.id}].items`,
            `weigh ${items} together, but their section weighs ${section.weight}.`,
          ),
        ];
  });
  return [...ofSections, ...ofItems];
}

function lintCritical(path: string, { critical, weight }: Item): Finding[] {
  if (critical === undefined && weight === 0) {
    return [warning(`${path}.weight`, "is 0 and the item is not critical: it counts for nothing.")];
  }
  if (critical?.rule !== "cap" || critical.cap < 100) return [];
  return critical.cap > 100
    ? [
        error(
          `${path}.critical.cap`,
          `is ${critical.cap}, but no score is above 100: nothing would be capped.`,
        ),
      ]
    : [warning(`${path}.critical.cap`, "is 100 and changes no score; write {rule: flag} instead.")];
}

function lintAuto(path: string, item: Item, { voice }: Policy): Finding[] {
  if (item.auto === undefined || "is" in item.auto || item.auto.metric !== "rings") return [];
  if (voice === undefined || item.auto.value === voice.ringLimit) return [];
  return [
    warning(`${path}.auto.value`, `is ${item.auto.value} rings, but voice.ringLimit is ${voice.ringLimit}.`),
  ];
}

function lintScenes(path: string, when: Condition | undefined, policy: Policy): Finding[] {
  const known = new Set(policy.scenes.map(({ id }) => id));
  return when === undefined
    ? []
    : scenesOf(when).flatMap((scene) =>
        known.has(scene)
          ? []
          : [error(`${path}.when`, `names the scene "${scene}", which scenes does not have.`)],
      );
}

function scenesOf(condition: Condition): readonly string[] {
  if ("all" in condition) return condition.all.flatMap(scenesOf);
  if ("any" in condition) return condition.any.flatMap(scenesOf);
  if ("not" in condition) return scenesOf(condition.not);
  return "scene" in condition ? condition.scene : [];
}
