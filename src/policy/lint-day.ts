import type { Role } from "#domain/person";
import { error, lintAliases, lintOrder, lintZeros, warning } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";

/** Those whose work is to judge conversations; the others never receive a card. */
const SCORING_ROLES: readonly Role[] = ["supervisor", "inspector", "trainer", "manager"];

export function lintDay(policy: Policy): Finding[] {
  return [
    ...lintOrder([
      ["day.drawAt", policy.day.drawAt],
      ["day.remindAt", policy.day.remindAt],
      ["day.dueAt", policy.day.dueAt],
      ["day.overdueListAt", policy.day.overdueListAt],
    ]),
    ...lintZeros({
      "posting.calendarWorkingDay": policy.posting?.calendarWorkingDay,
      "posting.weaknessWorkingDay": policy.posting?.weaknessWorkingDay,
      "posting.casesWorkingDay": policy.posting?.casesWorkingDay,
    }),
    ...lintSampling(policy),
    ...lintScorecardRules(policy),
    ...lintDeadlines(policy),
    ...lintCalendar(policy),
    ...lintWords(policy),
    ...lintAppearance(policy),
  ];
}

function lintSampling({ sampling }: Policy): Finding[] {
  const counts = lintZeros({
    "sampling.perAgent": sampling.perAgent,
    "sampling.windowWorkingDays": sampling.windowWorkingDays,
  });
  const nobody =
    sampling.scorers.length === 0
      ? [error("sampling.scorers", "is empty: nobody would receive a card.")]
      : [];
  const roles = sampling.scorers
    .filter((role) => !SCORING_ROLES.includes(role))
    .map((role) =>
      error(
        "sampling.scorers",
        `names ${role}, a role that nobody scores in; choose from ${SCORING_ROLES.join(", ")}.`,
      ),
    );
  const pairs = sampling.excludedPairs
    .filter(({ agent, scorer }) => agent === scorer)
    .map(({ agent }) =>
      warning("sampling.excludedPairs", `excludes ${agent} from themselves, which holds anyway.`),
    );
  return [...counts, ...nobody, ...roles, ...pairs];
}

function lintScorecardRules({ scorecardRules, scorecards, scenes }: Policy): Finding[] {
  const lastIsOpen = !isConditional(scorecardRules.at(-1));
  const findings = scorecardRules.flatMap((rule, index) => [
    ...(scorecards.some(({ id }) => id === rule.scorecard)
      ? []
      : [
          error(
            `scorecardRules[${index}].scorecard`,
            `names "${rule.scorecard}", which scorecards does not have.`,
          ),
        ]),
    ...unknownScenes(`scorecardRules[${index}].scenes`, rule.scenes, scenes),
    ...(index < scorecardRules.length - 1 && !isConditional(rule)
      ? [error(`scorecardRules[${index}]`, "fits every contact, so the rules after it are never reached.")]
      : []),
  ]);
  return lastIsOpen
    ? findings
    : [
        ...findings,
        warning(
          "scorecardRules",
          "has no rule for all other contacts; add one without conditions at the end.",
        ),
      ];
}

function isConditional(rule: Policy["scorecardRules"][number] | undefined): boolean {
  return rule?.channels !== undefined || rule?.directions !== undefined || rule?.scenes !== undefined;
}

function unknownScenes(
  path: string,
  named: readonly string[] | undefined,
  scenes: Policy["scenes"],
): Finding[] {
  return (named ?? [])
    .filter((scene) => !scenes.some(({ id }) => id === scene))
    .map((scene) => error(path, `names the scene "${scene}", which scenes does not have.`));
}

function lintDeadlines({ deadlines, voice, scenes }: Policy): Finding[] {
  const responses = (deadlines?.firstResponse ?? []).flatMap(({ seconds, scenes: named }, index) => [
    ...unknownScenes(`deadlines.firstResponse[${index}].scenes`, named, scenes),
    ...(seconds.required && seconds.value === null
      ? [
          warning(
            `deadlines.firstResponse[${index}].seconds`,
            "is required and still blank; fill in the seconds.",
          ),
        ]
      : []),
  ]);
  return [
    ...responses,
    ...lintZeros({
      "deadlines.promise.minutes": deadlines?.promise.minutes,
      "deadlines.complaint.callbackHours": deadlines?.complaint.callbackHours,
      "voice.ringLimit": voice?.ringLimit,
    }),
    ...lintOrder([
      ["voice.ringLimit", voice?.ringLimit],
      ["voice.ringCallback", voice?.ringCallback],
    ]),
  ];
}

function lintCalendar({ calendar }: Policy): Finding[] {
  return calendar.workingDays
    .filter((date) => calendar.holidays.includes(date))
    .map((date) => error("calendar", `lists ${date} both as a working day and as a holiday.`));
}

function lintWords({ scenes, terms, indicators }: Policy): Finding[] {
  const ofScenes = scenes.map(({ id, name, aliases }) => ({ id, words: [id, name.zh, name.en, ...aliases] }));
  const ofTerms = terms.map(({ id, name, aliases }) => ({ id, words: [name.zh, name.en, ...aliases] }));
  const ofIndicators = indicators.map(({ id, name }) => ({ id, words: [name.zh] }));
  return [...lintAliases("scenes", ofScenes), ...lintAliases("terms", [...ofTerms, ...ofIndicators])];
}

function lintAppearance({ items, scorecards }: Policy): Finding[] {
  const isThere = scorecards.some(({ sections }) =>
    sections.some((section) => section.items.some(({ id }) => id === "appearance")),
  );
  if (items === undefined || items.appearance === isThere) return [];
  const message = items.appearance
    ? "is on, but no scorecard has an item appearance."
    : "is off, but a scorecard has an item appearance.";
  return [error("items.appearance", message)];
}
