import { DIRECTORY_RHYTHM, type Rhythm } from "#domain/rhythm";
import type { LocalDate } from "#domain/working-day";
import type { ChatPlatform } from "#ports/chat";
import { applyCorrections } from "#usecases/month/apply-corrections";
import { chaseMonths } from "#usecases/month/chase-months";
import { finaliseMonths } from "#usecases/month/finalise-months";
import { reissueMonthCards } from "#usecases/month/reissue-month-cards";
import { chaseAwards } from "#usecases/awards/chase-awards";
import type { AwardDeps } from "#usecases/awards/deps";
import { reissueAwardCards } from "#usecases/awards/reissue-award-cards";
import { listUnnamed } from "#usecases/awards/list-unnamed";
import { matchIdentities } from "#usecases/people/match-identities";
import type { QualityDeps } from "#usecases/quality/deps";
import { chaseAppeals } from "#usecases/quality/chase-appeals";
import { drawDailySample } from "#usecases/quality/draw-daily-sample";
import { listOverdue } from "#usecases/quality/list-overdue";
import { reissueAppealCards } from "#usecases/quality/reissue-appeal-cards";
import { reissueCards } from "#usecases/quality/reissue-cards";
import { remindScorers } from "#usecases/quality/remind-scorers";
import { postGoodCases } from "#usecases/rhythm/post-good-cases";
import { reportWeakness } from "#usecases/rhythm/report-weakness";
import { sendDigests } from "#usecases/rhythm/send-digests";
import { sendMonthCalendar } from "#usecases/rhythm/send-month-calendar";
import { chaseAnswers } from "#usecases/recognition/chase-answers";
import { checkEffects } from "#usecases/recognition/check-effects";
import { expirePoints } from "#usecases/recognition/expire-points";
import { reissueIdeaCards } from "#usecases/recognition/reissue-idea-cards";
import { reissueRedemptionCards } from "#usecases/recognition/reissue-redemption-cards";

export type RhythmDeps = QualityDeps & AwardDeps & { readonly platforms: readonly ChatPlatform[] };
export type RhythmWork = Rhythm & { readonly run: (deps: RhythmDeps, date: LocalDate) => Promise<unknown> };

const INBOX_KEPT_MILLISECONDS = 30 * 24 * 3_600_000;

/** What the policy and the calendar make due. Each run may be repeated: its keys keep it from doing anything twice. */
export function rhythmsOf({ policy }: Pick<QualityDeps, "policy">): readonly RhythmWork[] {
  const { drawAt, remindAt, dueAt, overdueListAt } = policy.day;
  return [
    // Before the draw, which goes to whom it can reach.
    {
      name: DIRECTORY_RHYTHM,
      from: "00:00",
      until: "23:59",
      onWorkingDaysOnly: false,
      run: (deps) => matchIdentities(deps),
    },
    {
      name: "daily-draw",
      from: drawAt,
      until: dueAt,
      onWorkingDaysOnly: true,
      run: (deps, date) => drawDailySample(deps, { date }),
    },
    {
      name: "reminder",
      from: remindAt,
      until: dueAt,
      onWorkingDaysOnly: true,
      run: (deps, date) => remindScorers(deps, { date }),
    },
    {
      name: "overdue-list",
      from: overdueListAt,
      // Whatever the hour at which the program is back: without it nobody learns what was left undone.
      until: null,
      onWorkingDaysOnly: true,
      run: (deps, date) => listOverdue(deps, { date }),
    },
    {
      name: "fresh-cards",
      from: drawAt,
      until: "23:59",
      onWorkingDaysOnly: false,
      run: (deps) => reissueCards(deps),
    },
    ...appealRhythms(policy),
    ...postingRhythms(policy),
    ...ideaRhythms(policy),
    ...monthRhythms(policy),
    ...awardRhythms(policy),
    {
      name: "forget-event-keys",
      from: "00:00",
      until: "23:59",
      onWorkingDaysOnly: false,
      run: ({ store, clock }) =>
        store.inbox.removeBefore(new Date(clock.now().getTime() - INBOX_KEPT_MILLISECONDS)),
    },
  ];
}

/** What the program says of its own accord; each of it once, by its keys, however many mornings ask. */
function postingRhythms({ posting, week }: QualityDeps["policy"]): RhythmWork[] {
  const monthly = (name: string, run: RhythmWork["run"]): RhythmWork[] =>
    posting === undefined ? [] : [{ name, from: posting.at, until: null, onWorkingDaysOnly: true, run }];
  return [
    ...(week === undefined
      ? []
      : [
          {
            name: "weekly-digest",
            from: week.digestAt,
            until: null,
            onWorkingDaysOnly: true,
            run: (deps: RhythmDeps, date: LocalDate) => sendDigests(deps, { date }),
          },
        ]),
    ...monthly("month-calendar", (deps, date) => sendMonthCalendar(deps, { date })),
    ...monthly("weakness-report", (deps, date) => reportWeakness(deps, { date })),
    ...monthly("good-cases", (deps, date) => postGoodCases(deps, { date })),
  ];
}

/** Of appeals; a policy without them has none. */
function appealRhythms({ appeal, day }: QualityDeps["policy"]): RhythmWork[] {
  if (appeal === undefined) return [];
  return [
    {
      name: "appeals",
      from: day.drawAt,
      // Whatever the hour at which the program is back: a date that was promised must not pass in silence.
      until: null,
      onWorkingDaysOnly: true,
      run: (deps, date) => chaseAppeals(deps, { date }),
    },
    {
      name: "fresh-appeal-cards",
      from: day.drawAt,
      until: "23:59",
      onWorkingDaysOnly: false,
      run: (deps) => reissueAppealCards(deps),
    },
  ];
}

/** Of the month; a policy without one has none of it. */
function monthRhythms({ month, day }: QualityDeps["policy"]): RhythmWork[] {
  if (month === undefined) return [];
  return [
    {
      // A ruling makes its new version at the next tick, not on the next day.
      name: "month-corrections",
      from: "00:00",
      until: "23:59",
      onWorkingDaysOnly: false,
      isSteady: true,
      run: (deps) => applyCorrections(deps),
    },
    // After the corrections: a month is final with the version that they make.
    {
      name: "month-final",
      from: "00:00",
      until: null,
      onWorkingDaysOnly: false,
      run: (deps, date) => finaliseMonths(deps, { date }),
    },
    {
      name: "fresh-month-cards",
      from: day.drawAt,
      until: "23:59",
      onWorkingDaysOnly: false,
      run: (deps) => reissueMonthCards(deps),
    },
    {
      name: "month-days",
      from: day.drawAt,
      until: null,
      onWorkingDaysOnly: true,
      run: (deps, date) => chaseMonths(deps, { date }),
    },
  ];
}

/** Of ideas and what they earn; a policy without ideas has none of it. */
function ideaRhythms({ ideas, day }: QualityDeps["policy"]): RhythmWork[] {
  if (ideas === undefined) return [];
  // Whatever the hour at which the program is back: nobody waits for an answer in silence.
  const eachMorning = { from: day.drawAt, until: null, onWorkingDaysOnly: true };
  return [
    { name: "idea-answers", ...eachMorning, run: (deps, date) => chaseAnswers(deps, { date }) },
    { name: "idea-effects", ...eachMorning, run: (deps, date) => checkEffects(deps, { date }) },
    {
      name: "fresh-idea-cards",
      from: day.drawAt,
      until: "23:59",
      onWorkingDaysOnly: false,
      run: (deps) => reissueIdeaCards(deps),
    },
    {
      name: "fresh-redemption-cards",
      from: day.drawAt,
      until: "23:59",
      onWorkingDaysOnly: false,
      run: (deps) => reissueRedemptionCards(deps),
    },
    {
      name: "void-points",
      from: "00:00",
      until: "23:59",
      onWorkingDaysOnly: false,
      run: (deps, date) => expirePoints(deps, { date }),
    },
  ];
}

/** Of awards and nominations, each as far as the policy has them. */
function awardRhythms({ awards, nominations, day }: QualityDeps["policy"]): RhythmWork[] {
  const eachMorning = { from: day.drawAt, until: null, onWorkingDaysOnly: true };
  return [
    ...(awards.length === 0
      ? []
      : [
          {
            name: "awards",
            ...eachMorning,
            run: (deps: RhythmDeps, date: LocalDate) => chaseAwards(deps, { date }),
          },
          {
            name: "fresh-award-cards",
            from: day.drawAt,
            until: "23:59",
            onWorkingDaysOnly: false,
            run: (deps: RhythmDeps) => reissueAwardCards(deps),
          },
        ]),
    ...(nominations === undefined
      ? []
      : [
          {
            name: "nomination-gaps",
            ...eachMorning,
            run: (deps: RhythmDeps, date: LocalDate) => listUnnamed(deps, { date }),
          },
        ]),
  ];
}
