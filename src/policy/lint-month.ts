import { error, isHundred, lintAliases, lintOrder, lintZeros, sumOf, warning } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Indicator } from "./indicator.ts";
import { scaleOf } from "./month-rules.ts";
import type { Policy } from "./policy.ts";

export function lintMonth(policy: Policy): Finding[] {
  return [
    ...lintMonthWeights(policy),
    ...lintIndicators(policy),
    ...lintSurveys(policy),
    ...lintGrades(policy),
    ...lintPlan(policy),
    ...lintAppeal(policy),
    ...lintAttitude(policy),
  ];
}

function lintMonthWeights({ month, indicators, knowledge, attitude }: Policy): Finding[] {
  if (month === undefined) return [];
  const { knowledge: tests, skill, attitude: raters, performance } = month.weights;
  const total = tests + skill + raters + performance;
  const shares = sumOf(month.performance.map(({ weight }) => weight));
  const unknown = month.performance.filter(({ indicator }) => !indicators.some(({ id }) => id === indicator));
  return [
    ...(isHundred(total) ? [] : [error("month.weights", `sum to ${total}; they must sum to 100.`)]),
    ...(performance === 0 || isHundred(shares)
      ? []
      : [error("month.performance", `weighs ${shares} together; it must sum to 100.`)]),
    ...unknown.map(({ indicator }) =>
      error("month.performance", `names "${indicator}", which indicators does not have.`),
    ),
    ...(tests > 0 && knowledge === undefined
      ? [error("month.weights.knowledge", "counts, but knowledge is not set.")]
      : []),
    ...(raters > 0 && attitude === undefined
      ? [error("month.weights.attitude", "counts, but attitude is not set.")]
      : []),
    ...lintZeros({
      "month.minimumEvaluations": month.minimumEvaluations,
      "month.draftWorkingDay": month.draftWorkingDay,
    }),
    ...lintOrder([
      ["month.draftWorkingDay", month.draftWorkingDay],
      ["month.publishWorkingDay", month.publishWorkingDay],
    ]),
  ];
}

function lintIndicators({ indicators, scorecards }: Policy): Finding[] {
  const items = new Set(
    scorecards.flatMap(({ sections }) => sections.flatMap((part) => part.items.map(({ id }) => id))),
  );
  return indicators.flatMap((indicator) => {
    const path = `indicators[${indicator.id}]`;
    const isBlank = indicator.enabled && indicator.target.required && indicator.target.value === null;
    const { basis, band, better } = indicator;
    const unknown = basis.from === "items" ? basis.items.filter((id) => !items.has(id)) : [];
    return [
      ...(isBlank
        ? [
            warning(
              `${path}.target.value`,
              "is required and still blank; no month can be closed until it is filled.",
            ),
          ]
        : []),
      ...lintTargetScale(indicator, path),
      ...unknown.map((id) => error(`${path}.basis.items`, `names "${id}", which no scorecard has.`)),
      ...((better === "within") === (band !== undefined)
        ? []
        : [error(`${path}.band`, "belongs to better: within; give both or neither.")]),
      ...(band !== undefined && band.from >= band.to
        ? [error(`${path}.band`, `goes from ${band.from} to ${band.to}; to must be above from.`)]
        : []),
    ];
  });
}

/** A target in percent for what customers rate from 1 to 5 would never be reached. */
function lintTargetScale(indicator: Indicator, path: string): Finding[] {
  const { value } = indicator.target;
  const scale = scaleOf(indicator);
  if (value === null || scale === null || (value >= scale.from && value <= scale.to)) return [];
  return [
    error(
      `${path}.target.value`,
      `is ${value}, but the indicator goes from ${scale.from} to ${scale.to}; write the target on that scale.`,
    ),
  ];
}

/** The customer's voice must not count in attitude and again in performance (X14). */
function lintSurveys({ month, indicators, attitude }: Policy): Finding[] {
  if (month === undefined) return [];
  const counted = month.performance.filter(({ weight }) => weight > 0).map(({ indicator }) => indicator);
  return (attitude?.raters ?? [])
    .filter((rater) => rater.survey !== undefined && rater.weight > 0)
    .flatMap((rater) =>
      indicators
        .filter(({ id, survey }) => survey === rater.survey && counted.includes(id))
        .map(({ id, survey }) =>
          warning(
            `attitude.raters[${rater.id}].survey`,
            `counts the survey "${survey}" a second time; the indicator ${id} already counts it in performance.`,
          ),
        ),
    );
}

function lintGrades({ grades }: Policy): Finding[] {
  return Object.entries(grades ?? {}).flatMap(([cycle, scheme]) => {
    if (scheme === undefined) return [];
    const path = `grades.${cycle}.levels`;
    const lowestFirst = [...scheme.levels].reverse();
    return [
      ...lintOrder(lowestFirst.map(({ id, from }) => [`${path}[${id}].from`, from] as const)),
      ...(lowestFirst[0]?.from === 0
        ? []
        : [error(path, "must end with a level from 0, or some totals have no grade.")]),
      ...lintAliases(
        path,
        scheme.levels.map(({ id, name, aliases }) => ({ id, words: [name.zh, name.en, ...aliases] })),
      ),
    ];
  });
}

function lintPlan({ improvementPlan: plan, grades, cycles }: Policy): Finding[] {
  if (plan === undefined) return [];
  const { cycle, levels, count } = plan.trigger;
  const scheme = grades?.[cycle];
  const unknown = levels.filter((level) => !scheme?.levels.some(({ id }) => id === level));
  return [
    ...unknown.map((level) =>
      error("improvementPlan.trigger.levels", `names "${level}", which grades.${cycle} does not have.`),
    ),
    ...(cycles === undefined || cycles.enabled.includes(cycle)
      ? []
      : [error("improvementPlan.trigger.cycle", `is ${cycle}, which cycles.enabled does not have.`)]),
    ...lintZeros({
      "improvementPlan.trigger.count": count,
      "improvementPlan.lengthMonths": plan.lengthMonths,
      "improvementPlan.checkInWorkingDays": plan.checkInWorkingDays,
      "improvementPlan.coachLimit": plan.coachLimit,
    }),
  ];
}

function lintAppeal({ appeal }: Policy): Finding[] {
  if (appeal === undefined) return [];
  const circular = appeal.judge === appeal.escalateTo;
  return [
    ...lintZeros({
      "appeal.windowWorkingDays": appeal.windowWorkingDays,
      "appeal.answerWorkingDays": appeal.answerWorkingDays,
      "appeal.escalatedAnswerWorkingDays": appeal.escalatedAnswerWorkingDays,
      "appeal.perEvaluation": appeal.perEvaluation,
    }),
    ...(circular
      ? [error("appeal.escalateTo", `is ${appeal.escalateTo}, who was late in the first place.`)]
      : []),
  ];
}

function lintAttitude({ attitude }: Policy): Finding[] {
  if (attitude === undefined) return [];
  const total = sumOf(attitude.raters.map(({ weight }) => weight));
  const zeros = attitude.raters.filter(({ weight }) => weight > 0);
  return [
    ...(isHundred(total) ? [] : [error("attitude.raters", `weigh ${total} together; they must sum to 100.`)]),
    ...zeros.flatMap(({ id, minimumRaters }) =>
      lintZeros({ [`attitude.raters[${id}].minimumRaters`]: minimumRaters }),
    ),
  ];
}
