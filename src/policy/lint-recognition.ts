import { error, lintOrder, lintZeros } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";

export function lintRecognition(policy: Policy): Finding[] {
  return [...lintAwards(policy), ...lintNominations(policy), ...lintIdeas(policy), ...lintPublish(policy)];
}

function lintAwards({ awards, rewards, nominations, ideas }: Policy): Finding[] {
  return awards.flatMap((award) => {
    const path = `awards[${award.id}]`;
    const unknown = award.rewards.filter((reward) => !rewards.some(({ id }) => id === reward));
    const needsVotes = award.basis === "votes" || award.basis === "mixed";
    const needsScores = award.basis === "score" || award.basis === "mixed";
    return [
      ...lintZeros({ [`${path}.winners`]: award.winners }),
      ...unknown.map((reward) => error(`${path}.rewards`, `names "${reward}", which rewards does not have.`)),
      ...(needsVotes && nominations === undefined
        ? [error(`${path}.basis`, `is ${award.basis}, but nominations is not set.`)]
        : []),
      ...(award.basis === "idea" && ideas === undefined
        ? [error(`${path}.basis`, "is idea, but ideas is not set.")]
        : []),
      ...(needsScores && award.minimumEvaluations === 0
        ? [
            error(
              `${path}.minimumEvaluations`,
              "is 0: one lucky score could win; write the least number of evaluations.",
            ),
          ]
        : []),
      ...lintMetric(award, path),
      ...(award.cadence === "event" && award.basis !== "idea"
        ? [error(`${path}.cadence`, "is event, which only an award for ideas can have.")]
        : []),
      ...(award.ideaCategories ?? [])
        .filter((category) => !(ideas?.categories ?? []).some(({ id }) => id === category))
        .map((category) =>
          error(`${path}.ideaCategories`, `names "${category}", which ideas.categories does not have.`),
        ),
    ];
  });
}

/** A metric rule looks at newcomers or at a target, and has to say which. */
function lintMetric(
  { basis, withinMonthsOfHire, marginPercent }: Policy["awards"][number],
  path: string,
): Finding[] {
  if (basis !== "metric" || (withinMonthsOfHire === undefined) !== (marginPercent === undefined)) return [];
  return [error(`${path}.basis`, "is metric: write either withinMonthsOfHire or marginPercent.")];
}

function lintNominations({ nominations }: Policy): Finding[] {
  if (nominations === undefined) return [];
  const { samePairPerMonth, perPersonPerMonth, selfAllowed } = nominations;
  return [
    ...lintZeros({
      "nominations.samePairPerMonth": samePairPerMonth,
      "nominations.perPersonPerMonth": perPersonPerMonth,
    }),
    ...(samePairPerMonth > perPersonPerMonth
      ? [
          error(
            "nominations.samePairPerMonth",
            `is ${samePairPerMonth}, more than perPersonPerMonth allows (${perPersonPerMonth}).`,
          ),
        ]
      : []),
    ...(selfAllowed
      ? [
          error(
            "nominations.selfAllowed",
            "lets people vote for themselves, which is never taken; write false.",
          ),
        ]
      : []),
  ];
}

function lintIdeas({ ideas, points }: Policy): Finding[] {
  if (ideas === undefined) return [];
  return [
    ...lintZeros({
      "ideas.answerWithinWorkingDays": ideas.answerWithinWorkingDays,
      "ideas.effectCheckAfterDays": ideas.effectCheckAfterDays,
    }),
    ...lintOrder([
      ["ideas.remindAfterWorkingDays", ideas.remindAfterWorkingDays],
      ["ideas.answerWithinWorkingDays", ideas.answerWithinWorkingDays],
    ]),
    ...(points === undefined ? [] : lintZeros({ "points.ideaAdopted": points.ideaAdopted })),
  ];
}

function lintPublish({ publish }: Policy): Finding[] {
  return publish === undefined ? [] : lintZeros({ "publish.minimumEvaluations": publish.minimumEvaluations });
}
