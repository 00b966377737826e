import { describe, expect, it } from "vitest";
import { lintPolicy } from "#policy/lint";
import { standardWith } from "./preset-texts.ts";

const usual = new Set(lintPolicy(standardWith()).map(({ path }) => path));

/** What lint says beyond the blanks of the standard policy, as `level path message`. */
function findings(yamlText: string): string[] {
  return lintPolicy(standardWith(yamlText))
    .filter(({ path }) => !usual.has(path))
    .map(({ level, path, message }) => `${level} ${path} ${message}`);
}

const item = (settings: string): string =>
  `scorecards: [{ id: hotline, sections: [{ id: solving, items: [{ id: no-overpromise, ${settings} }] }] }]`;
const itemPath = "scorecards[hotline].sections[solving].items[no-overpromise]";

describe("lint names", () => {
  it.each([
    [
      "sections that do not sum to 100",
      "scorecards: [{ id: hotline, sections: [{ id: closing, weight: 20 }] }]",
      ["error scorecards[hotline].sections weigh 110 together; they must sum to 100."],
    ],
    [
      "items that do not sum to their section",
      item("weight: 10"),
      [
        "error scorecards[hotline].sections[solving].items weigh 28.75 together, but their section weighs 25.",
      ],
    ],
    [
      "a cap above 100",
      item("critical: { rule: cap, cap: 160 }"),
      [`error ${itemPath}.critical.cap is 160, but no score is above 100: nothing would be capped.`],
    ],
    [
      "a cap that changes nothing",
      item("critical: { rule: cap, cap: 100 }"),
      [`warning ${itemPath}.critical.cap is 100 and changes no score; write {rule: flag} instead.`],
    ],
    [
      "an unknown scene in a condition",
      item("when: { any: [{ scene: [wedding] }, { not: { scene: [funeral] } }] }"),
      [
        `error ${itemPath}.when names the scene "wedding", which scenes does not have.`,
        `error ${itemPath}.when names the scene "funeral", which scenes does not have.`,
      ],
    ],
    [
      "an item without a source",
      item('source: ""'),
      [`warning ${itemPath}.source is missing; name the clause of your written policy, or write ours.`],
    ],
    [
      "a ring limit that the scorecard contradicts",
      "voice: { ringLimit: 4 }",
      [
        "warning scorecards[hotline].sections[answering].items[three-rings].auto.value is 3 rings, but voice.ringLimit is 4.",
      ],
    ],
    [
      "an unknown scene and an unknown scorecard in a rule",
      "scorecardRules: [{ scorecard: gone, scenes: [wedding], source: ours }, { scorecard: hotline, source: ours }]",
      [
        'error scorecardRules[0].scorecard names "gone", which scorecards does not have.',
        'error scorecardRules[0].scenes names the scene "wedding", which scenes does not have.',
      ],
    ],
    [
      "a rule that is never reached",
      "scorecardRules: [{ scorecard: hotline, source: ours }, { scorecard: hotline, channels: [chat], source: ours }]",
      [
        "error scorecardRules[0] fits every contact, so the rules after it are never reached.",
        "warning scorecardRules has no rule for all other contacts; add one without conditions at the end.",
      ],
    ],
    [
      "cards that are due before they are drawn",
      'day: { drawAt: "18:00", remindAt: "16:30", dueAt: "18:30", overdueListAt: "18:40" }',
      ["error day.remindAt is 16:30, which is not after day.drawAt (18:00)."],
    ],
    [
      "a list of overdue cards before they are due",
      'day: { overdueListAt: "17:00" }',
      ["error day.overdueListAt is 17:00, which is not after day.dueAt (18:00)."],
    ],
    [
      "a role that nobody scores in",
      "sampling: { scorers: [agent, hr] }",
      [
        "error sampling.scorers names agent, a role that nobody scores in; choose from supervisor, inspector, trainer, manager.",
        "error sampling.scorers names hr, a role that nobody scores in; choose from supervisor, inspector, trainer, manager.",
      ],
    ],
    [
      "a draw without scorers",
      "sampling: { scorers: [] }",
      ["error sampling.scorers is empty: nobody would receive a card."],
    ],
    [
      "counts of 0",
      "sampling: { perAgent: 0, windowWorkingDays: 0 }\npublish: { minimumEvaluations: 0 }\nmonth: { minimumEvaluations: 0 }",
      [
        "error sampling.perAgent is 0, so it never takes effect; write 1 or more.",
        "error sampling.windowWorkingDays is 0, so it never takes effect; write 1 or more.",
        "error month.minimumEvaluations is 0, so it never takes effect; write 1 or more.",
        "error publish.minimumEvaluations is 0, so it never takes effect; write 1 or more.",
      ],
    ],
    [
      "a pair of the same person",
      'sampling: { excludedPairs: [{ agent: "7", scorer: "7" }] }',
      ["warning sampling.excludedPairs excludes 7 from themselves, which holds anyway."],
    ],
    [
      "a day that is both worked and free",
      'calendar: { workingDays: ["2026-10-10"], holidays: ["2026-10-10"] }',
      ["error calendar lists 2026-10-10 both as a working day and as a holiday."],
    ],
    [
      "an alias of two scenes",
      "scenes: [{ id: pre-sale, aliases: [投诉] }]",
      ['error scenes[pre-sale] "投诉" already means complaint; remove one of the two.'],
    ],
    [
      "an alias of two terms",
      "terms: [{ id: service-star, aliases: [用户满意度] }]",
      ['error terms[service-star] "用户满意度" already means satisfaction; remove one of the two.'],
    ],
    [
      "month weights that do not sum to 100",
      "month: { weights: { skill: 40 } }",
      ["error month.weights sum to 110; they must sum to 100."],
    ],
    [
      "a month part that has no rules",
      "month: { performance: [{ indicator: luck, weight: 100, source: ours }] }",
      ['error month.performance names "luck", which indicators does not have.'],
    ],
    [
      "performance shares that do not sum to 100",
      "month: { performance: [{ indicator: resolution, weight: 70, source: ours }] }",
      ["error month.performance weighs 70 together; it must sum to 100."],
    ],
    [
      "publishing before the draft",
      "month: { draftWorkingDay: 6 }",
      ["error month.publishWorkingDay is 5, which is not after month.draftWorkingDay (6)."],
    ],
    [
      "a blank required target",
      "indicators: [{ id: resolution, target: { required: true } }]",
      [
        "warning indicators[resolution].target.value is required and still blank; no month can be closed until it is filled.",
      ],
    ],
    [
      "a survey that counts in two parts",
      "attitude: { raters: [{ id: supervisor, weight: 30 }, { id: customer, weight: 20, survey: after-service }] }",
      [
        'warning attitude.raters[customer].survey counts the survey "after-service" a second time; the indicator satisfaction already counts it in performance.',
      ],
    ],
    [
      "an indicator of an item that is not there",
      "indicators: [{ id: closing-used, basis: { items: [goodbye] } }]",
      ['error indicators[closing-used].basis.items names "goodbye", which no scorecard has.'],
    ],
    [
      "a band that is upside down, or missing",
      "indicators: [{ id: handle-time, band: { from: 600, to: 120 } }, { id: resolution, better: within }]",
      [
        "error indicators[resolution].band belongs to better: within; give both or neither.",
        "error indicators[handle-time].band goes from 600 to 120; to must be above from.",
      ],
    ],
    [
      "grades out of order",
      "grades: { month: { levels: [{ id: good, from: 95 }] } }",
      [
        "error grades.month.levels[excellent].from is 90, which is not after grades.month.levels[good].from (95).",
      ],
    ],
    [
      "totals without a grade",
      "grades: { month: { levels: [{ id: improve, from: 10 }] } }",
      ["error grades.month.levels must end with a level from 0, or some totals have no grade."],
    ],
    [
      "a plan for a level that does not exist, in a cycle that is off",
      "improvementPlan: { trigger: { cycle: quarter } }",
      [
        'error improvementPlan.trigger.levels names "improve", which grades.quarter does not have.',
        "error improvementPlan.trigger.cycle is quarter, which cycles.enabled does not have.",
      ],
    ],
    [
      "an appeal that moves up to the judge who was late",
      "appeal: { judge: manager }",
      ["error appeal.escalateTo is manager, who was late in the first place."],
    ],
    [
      "raters that do not sum to 100",
      "attitude: { raters: [{ id: peer, weight: 60 }] }",
      ["error attitude.raters weigh 110 together; they must sum to 100."],
    ],
    [
      "an award with nothing to decide it on",
      "awards: [{ id: service-star, winners: 0, minimumEvaluations: 0, rewards: [gold] }]",
      [
        "error awards[service-star].winners is 0, so it never takes effect; write 1 or more.",
        'error awards[service-star].rewards names "gold", which rewards does not have.',
        "error awards[service-star].minimumEvaluations is 0: one lucky score could win; write the least number of evaluations.",
      ],
    ],
    [
      "an award on a metric that does not say whether it is for newcomers or over a target",
      "awards: [{ id: newcomer-progress, marginPercent: 10 }]",
      ["error awards[newcomer-progress].basis is metric: write either withinMonthsOfHire or marginPercent."],
    ],
    [
      "an award as it happens for what does not happen at once",
      "awards: [{ id: service-star, cadence: event }]",
      ["error awards[service-star].cadence is event, which only an award for ideas can have."],
    ],
    [
      "an award for ideas of a category that there is not",
      "awards: [{ id: service-innovation, ideaCategories: [poems] }]",
      [
        'error awards[service-innovation].ideaCategories names "poems", which ideas.categories does not have.',
      ],
    ],
    [
      "nominations that forbid what they allow",
      "nominations: { samePairPerMonth: 5, selfAllowed: true }",
      [
        "error nominations.samePairPerMonth is 5, more than perPersonPerMonth allows (3).",
        "error nominations.selfAllowed lets people vote for themselves, which is never taken; write false.",
      ],
    ],
    [
      "a reminder after the answer is due",
      "ideas: { remindAfterWorkingDays: 9 }",
      ["error ideas.answerWithinWorkingDays is 5, which is not after ideas.remindAfterWorkingDays (9)."],
    ],
    [
      "appearance that is on without an item",
      "items: { appearance: true }",
      ["error items.appearance is on, but no scorecard has an item appearance."],
    ],
    [
      "a call-back before the phone is late",
      "voice: { ringCallback: 2 }",
      ["error voice.ringCallback is 2, which is not after voice.ringLimit (3)."],
    ],
  ])("%s", (_, yamlText, expected) => {
    expect(findings(yamlText)).toEqual(expected);
  });

  it("nothing new in the standard policy itself", () => {
    expect(findings("")).toEqual([]);
  });
});
