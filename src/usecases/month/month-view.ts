import { APPEAL_WORDS } from "#cards/appeal-words";
import type { Card } from "#cards/card";
import { formatMoment } from "#cards/format";
import { monthCard } from "#cards/month-card";
import type { MonthNames } from "#cards/month-lines";
import { monthResultCard, type MonthResultCardFacts } from "#cards/month-result-card";
import { monthReviewCard } from "#cards/month-review-card";
import { type Language, say } from "#domain/local-text";
import { differencesOf, type ResultChange } from "#domain/month-difference";
import type { MonthClose, MonthOutcome, MonthRemark, MonthResult, MonthReview } from "#domain/month-result";
import type { Person } from "#domain/person";
import { laterPostAt } from "#policy/group-post-time";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";

/** One version with what its cards show, and the policy it was closed by. */
export type MonthView = {
  readonly close: MonthClose;
  readonly policy: Policy;
  readonly names: MonthNames;
  /** By employee number. */
  readonly outcomes: readonly MonthOutcome[];
  /** What differs from the version that people know, or else from the draft before; by person. None for the first. */
  readonly changes: ReadonlyMap<string, ResultChange>;
  readonly reviews: readonly MonthReview[];
  readonly remarks: readonly MonthRemark[];
  /** When the groups get the boards that wait for the end of the quiet hours; null: nothing waits. */
  readonly boardsAt: Date | null;
  /** Everybody by id. */
  readonly people: ReadonlyMap<string, Person>;
};

/** @param known what the caller has read already, by employee number */
export async function viewMonth(
  store: Store,
  close: MonthClose,
  known: { readonly people?: readonly Person[]; readonly outcomes?: readonly MonthOutcome[] } = {},
): Promise<MonthView> {
  const policy = await store.policies.get(close.policyId);
  const baseline = await baselineOf(store, close);
  const people = known.people ?? (await store.people.all());
  const outcomes = known.outcomes ?? (await store.months.outcomes(close.id));
  const before = baseline === null ? outcomes : await store.months.outcomes(baseline.id);
  return {
    close,
    policy,
    names: namesOf(policy),
    outcomes,
    // What was read of the earlier version has no parts, so none of this one's are compared either.
    changes: new Map(
      differencesOf(before, outcomes.map(outcomeAlone)).map((change) => [change.personId, change]),
    ),
    reviews: await store.months.reviews(close.id),
    remarks: await store.months.remarks(close.id),
    boardsAt: await boardsAtOf(store, policy, close),
    people: new Map(people.map((person) => [person.id, person])),
  };
}

const outcomeAlone = ({ personId, total, grade, held }: MonthOutcome) => ({ personId, total, grade, held });

async function boardsAtOf(store: Store, policy: Policy, close: MonthClose): Promise<Date | null> {
  const later = policy.publish === undefined ? null : laterPostAt(policy, close.publishedAt);
  return later !== null && (await store.chats.allBound()).length > 0 ? later : null;
}

/** What a version is compared with: the last one that was published before it, or else the draft before it. */
export async function baselineOf(store: Store, close: MonthClose): Promise<MonthClose | null> {
  const earlier = (await store.months.versions(close.month)).filter(({ version }) => version < close.version);
  return earlier.findLast(({ publishedAt }) => publishedAt !== null) ?? earlier.at(-1) ?? null;
}

export function namesOf(policy: Policy): MonthNames {
  const levels = Object.values(policy.grades ?? {}).flatMap((scheme) => scheme?.levels ?? []);
  return {
    grades: Object.fromEntries(levels.map(({ id, name }) => [id, name])),
    indicators: Object.fromEntries(
      policy.indicators.map(({ id, name, unit, band, better }) => [
        id,
        { name, unit, band: better === "within" ? (band ?? null) : null },
      ]),
    ),
  };
}

/** Results that wait: what the rules hold, and what a supervisor holds. */
export function heldIn({ close, outcomes, remarks }: MonthView) {
  const holds = new Map(remarks.flatMap(({ personId, isHold, text }) => (isHold ? [[personId, text]] : [])));
  return outcomes.flatMap((outcome) => {
    const { personId, held, heldReason } = outcome;
    const hold = close.state === "draft" ? holds.get(personId) : undefined;
    if (hold !== undefined) return [{ personId, held: "supervisor" as const, reason: hold }];
    return held === null ? [] : [{ personId, held, reason: heldReason }];
  });
}

export const nameIn = ({ people }: Pick<MonthView, "people">, personId: string): string =>
  people.get(personId)?.name ?? "—";

/** The manager's card of a version. */
export function managerCard(view: MonthView, reader: Person, notice?: string): Card {
  const { close, policy, names, outcomes, changes, reviews, remarks } = view;
  const open = reviews.filter(({ state }) => state === "open");
  const levels = policy.grades?.month.levels ?? [];
  return monthCard({
    language: reader.language,
    close,
    policyTitle: policy.title,
    names,
    people: outcomes.length,
    grades: levels.map(({ id }) => ({
      grade: id,
      count: outcomes.filter(({ grade }) => grade === id).length,
    })),
    held: heldIn(view).map((one) => ({ ...one, name: nameIn(view, one.personId) })),
    remarks: remarks
      .filter(({ isHold }) => !isHold)
      .map(({ personId, text }) => ({ name: nameIn(view, personId), text })),
    reviews: {
      done: reviews.length - open.length,
      total: reviews.length,
      openNames: open.map(({ supervisorId }) => nameIn(view, supervisorId)),
    },
    changes: [...changes.values()].map((change) => ({
      ...change,
      name: nameIn(view, change.personId),
    })),
    boardsAt: view.boardsAt && formatMoment(view.boardsAt, policy.zone),
    ...(notice !== undefined && { notice }),
  });
}

/**
 * A supervisor's card: their people in full. Null when nothing of this version is theirs.
 * @param results theirs, by employee number
 */
export function reviewCard(
  view: MonthView,
  reviewer: Person,
  results: readonly MonthResult[],
  page = 1,
): Card | null {
  const { close, names, changes, reviews, remarks } = view;
  const review = reviews.find(({ supervisorId }) => supervisorId === reviewer.id);
  if (review === undefined) return null;
  return monthReviewCard({
    language: reviewer.language,
    close,
    review,
    names,
    page,
    people: results.map((result) => ({
      personId: result.personId,
      name: nameIn(view, result.personId),
      result,
      before: changes.get(result.personId)?.before ?? null,
      remark: remarks.find(({ personId }) => personId === result.personId) ?? null,
    })),
  });
}

/** A person's own result. Where an appeal may begin it is offered by `actions`. */
export function resultCard(
  view: Pick<MonthView, "close" | "policy" | "names" | "remarks">,
  facts: Pick<MonthResultCardFacts, "language" | "result" | "before"> & {
    /** Of a final month only who got a held result after it may still appeal. */
    readonly isReleased?: boolean;
  },
): Card {
  const { close, policy, names, remarks } = view;
  const remark = remarks.find(({ personId, isHold }) => personId === facts.result.personId && !isHold);
  return monthResultCard({
    ...facts,
    close,
    names,
    policyTitle: policy.title,
    remark: remark?.text ?? null,
    // After its last day the form says so itself.
    ...((close.state === "published" || (close.state === "final" && facts.isReleased === true)) &&
    policy.appeal !== undefined
      ? { actions: [appealButton(close, facts.language)] }
      : {}),
  });
}

const appealButton = ({ month }: MonthClose, language: Language) => ({
  text: say(APPEAL_WORDS.appeal, language),
  do: "appeal.ask-month",
  month,
});
