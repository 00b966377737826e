import type { RuleGroup, RuleLine } from "#cards/rules-card";
import { CADENCE_WORDS, RULES_PHRASES, RULES_WORDS } from "#cards/rules-words";
import { PART_WORDS } from "#cards/month-words";
import { MONTH_PARTS } from "#domain/month-result";
import type { Policy } from "#policy/policy";

/** The policy's rules in the order in which people meet them. */
export function ruleGroups(policy: Policy): readonly RuleGroup[] {
  return [
    { title: RULES_WORDS.month, rules: monthRules(policy) },
    { title: RULES_WORDS.grades, rules: gradeRules(policy) },
    { title: RULES_WORDS.indicators, rules: indicatorRules(policy) },
    { title: RULES_WORDS.awards, rules: awardRules(policy) },
    { title: RULES_WORDS.ideas, rules: ideaRules(policy) },
    { title: RULES_WORDS.daily, rules: otherRules(policy) },
  ];
}

function monthRules({ month }: Policy): RuleLine[] {
  if (month === undefined) return [];
  const { source, ...weights } = month.weights;
  return MONTH_PARTS.filter((part) => weights[part] > 0).map((part) => ({
    name: PART_WORDS[part],
    says: RULES_PHRASES.percent(weights[part]),
    source,
  }));
}

const gradeRules = ({ grades }: Policy): RuleLine[] =>
  (grades?.month.levels ?? []).map(({ name, from, source }) => ({
    name,
    says: RULES_PHRASES.from(from),
    source,
  }));

function indicatorRules({ month, indicators }: Policy): RuleLine[] {
  return (month?.performance ?? []).flatMap(({ indicator: id, weight, source }) => {
    const indicator = indicators.find((each) => each.id === id);
    if (indicator === undefined || weight === 0) return [];
    const { zh, en } = RULES_PHRASES.percent(weight);
    const target = indicator.target.value;
    const shown = target === null ? RULES_WORDS.noTarget : { zh: `目标 ${target}`, en: `target ${target}` };
    return [
      {
        name: indicator.name,
        says: { zh: `${zh}，${shown.zh}`, en: `${en}, ${shown.en}` },
        source: `${indicator.source}; ${source}`,
      },
    ];
  });
}

const awardRules = ({ awards }: Policy): RuleLine[] =>
  awards.map(({ name, cadence, winners, minimumEvaluations, source }) => ({
    name,
    says: RULES_PHRASES.winners(CADENCE_WORDS[cadence], winners, minimumEvaluations),
    source,
  }));

function ideaRules({ ideas, points }: Policy): RuleLine[] {
  if (ideas === undefined) return [];
  const clock = { name: RULES_WORDS.ideas, says: RULES_PHRASES.ideaClock(ideas.answerWithinWorkingDays) };
  return [
    { ...clock, source: ideas.source },
    ...(points === undefined
      ? []
      : [
          {
            name: RULES_WORDS.ideas,
            says: RULES_PHRASES.ideaPoints(points.ideaAdopted, points.ideaEffective),
            source: points.source,
          },
        ]),
  ];
}

function otherRules({ day, nominations, appeal, publish }: Policy): RuleLine[] {
  const draw = {
    name: RULES_WORDS.daily,
    says: RULES_PHRASES.drawn(day.drawAt, day.dueAt),
    source: day.source,
  };
  return [
    draw,
    ...(nominations === undefined
      ? []
      : [
          {
            name: RULES_WORDS.nominations,
            says: RULES_PHRASES.nominate(
              nominations.perPersonPerMonth,
              nominations.samePairPerMonth,
              nominations.minReasonChars,
            ),
            source: nominations.source,
          },
        ]),
    ...(appeal === undefined
      ? []
      : [
          {
            name: RULES_WORDS.appeal,
            says: RULES_PHRASES.appealWindow(appeal.windowWorkingDays, appeal.answerWorkingDays),
            source: appeal.source,
          },
        ]),
    ...(publish === undefined
      ? []
      : [
          {
            name: RULES_WORDS.board,
            says: RULES_PHRASES.board(publish.minimumEvaluations),
            source: publish.source,
          },
          ...(publish.needsConsent
            ? [{ name: RULES_WORDS.board, says: RULES_PHRASES.consent(), source: publish.source }]
            : []),
        ]),
  ];
}
