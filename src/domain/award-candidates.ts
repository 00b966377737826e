import type { Candidate, CandidateFacts } from "./award.ts";
import { measure, type Sample } from "./effect.ts";
import { difference, within } from "./intervals.ts";

/** What an award is decided on, and who can get it. */
export type AwardRule = {
  readonly basis: "votes" | "score" | "mixed" | "metric" | "case" | "idea";
  readonly for: "person" | "team";
  readonly minimumEvaluations: number;
  readonly withinMonthsOfHire?: number | undefined;
  readonly marginPercent?: number | undefined;
};

/** Everything that is stored about those who can get it: by person id, or by the name of the team. */
export type Evidence = {
  /** People or teams in the order of their names; for a newcomers' award, the newcomers. */
  readonly eligible: readonly string[];
  readonly votes: ReadonlyMap<string, NonNullable<CandidateFacts["nominations"]>>;
  /** Random evaluations of the period. */
  readonly scores: ReadonlyMap<string, Sample>;
  /** Of those with enough evaluations: 1 is the best, and within a group nobody can be told from another. */
  readonly groups: ReadonlyMap<string, number>;
  readonly totals: ReadonlyMap<string, NonNullable<CandidateFacts["total"]>>;
  readonly progress: ReadonlyMap<string, { readonly first: Sample; readonly now: Sample }>;
  readonly targets: ReadonlyMap<string, readonly TargetMet[]>;
  readonly ideas: readonly {
    readonly number: number;
    readonly authorIds: readonly string[];
    readonly supporters: number;
    readonly verdict: string | null;
  }[];
  readonly cases: ReadonlyMap<string, number>;
};

/** A result of a closed month against the person's own target. */
export type TargetMet = {
  readonly metric: string;
  readonly value: number;
  readonly target: number;
  readonly better: "higher" | "lower";
};

/**
 * Who may be picked, with the numbers, best first. Nothing here is a decision: who cannot be told apart has the same
 * rank, and what was not measured makes nobody a candidate.
 */
export function candidatesFor(rule: AwardRule, evidence: Evidence): readonly Candidate[] {
  switch (rule.basis) {
    case "votes":
      return ranked(rule, voted(evidence), (facts) => [-(facts.nominations?.count ?? 0)]);
    case "score":
      return ranked(rule, scored(rule, evidence), (_, key) => [evidence.groups.get(key) ?? 1]);
    case "mixed":
      return mixed(rule, evidence);
    case "case":
      return ranked(rule, handled(evidence), (facts) => [-(facts.cases ?? 0)]);
    case "metric":
      return rule.marginPercent === undefined
        ? ranked(rule, progressed(rule, evidence), (facts) => [(facts.progress?.change.low ?? 0) > 0 ? 0 : 1])
        : ranked(rule, overTarget(rule, evidence), (facts) => [
            -Math.max(...(facts.over ?? []).map(({ percent }) => percent)),
          ]);
    case "idea":
      return ideas(evidence);
  }
}

/** Scores of evaluations. What is decided by an interval is decided by the whole of it; only what is shown ends here. */
const SCORES = { from: 0, to: 100 };

type Found = readonly { readonly key: string; readonly facts: CandidateFacts }[];

const found = (evidence: Evidence, factsOf: (key: string) => CandidateFacts | null): Found =>
  evidence.eligible.flatMap((key) => {
    const facts = factsOf(key);
    return facts === null ? [] : [{ key, facts }];
  });

function voted(evidence: Evidence): Found {
  return found(evidence, (key) => {
    const nominations = evidence.votes.get(key);
    return nominations === undefined ? null : { nominations, ...scoreFacts(evidence, key) };
  });
}

function scored({ minimumEvaluations }: AwardRule, evidence: Evidence): Found {
  return found(evidence, (key) =>
    (evidence.scores.get(key)?.n ?? 0) < Math.max(1, minimumEvaluations)
      ? null
      : { ...scoreFacts(evidence, key), ...voteFacts(evidence, key) },
  );
}

/** Enough evaluations, and either named by somebody or among the best group. The group comes before the votes. */
function mixed(rule: AwardRule, evidence: Evidence): readonly Candidate[] {
  const wanted = scored(rule, evidence).filter(
    ({ key, facts }) => facts.nominations !== undefined || evidence.groups.get(key) === 1,
  );
  return ranked(rule, wanted, (facts, key) => [
    evidence.groups.get(key) ?? 1,
    -(facts.nominations?.count ?? 0),
  ]);
}

function handled(evidence: Evidence): Found {
  return found(evidence, (key) => {
    const cases = evidence.cases.get(key);
    return cases === undefined ? null : { cases, ...voteFacts(evidence, key), ...scoreFacts(evidence, key) };
  });
}

/** Who has risen since the first month, with enough evaluations in both. Whether the rise is clear the rank says. */
function progressed({ minimumEvaluations }: AwardRule, evidence: Evidence): Found {
  return found(evidence, (key) => {
    const samples = evidence.progress.get(key);
    if (samples === undefined || Math.min(samples.first.n, samples.now.n) < minimumEvaluations) return null;
    const [first, now] = [measure("mean", samples.first), measure("mean", samples.now)];
    if (first === null || now === null || now.value <= first.value) return null;
    const change = difference(now, first);
    const progress = { first: within(first, SCORES), now: within(now, SCORES), change };
    return { progress, ...voteFacts(evidence, key) };
  });
}

/** At least one target passed by the margin, and none missed. */
function overTarget({ marginPercent = 0, minimumEvaluations }: AwardRule, evidence: Evidence): Found {
  return found(evidence, (key) => {
    const over = (evidence.targets.get(key) ?? [])
      .filter(({ target }) => target > 0)
      .map(({ metric, value, target, better }) => ({
        metric,
        value,
        target,
        percent: ((better === "higher" ? value - target : target - value) / target) * 100,
      }));
    const isEnough =
      over.some(({ percent }) => percent >= marginPercent) && over.every(({ percent }) => percent >= 0);
    if (!isEnough || (evidence.scores.get(key)?.n ?? 0) < minimumEvaluations) return null;
    return { over, ...scoreFacts(evidence, key) };
  });
}

function ideas({ ideas: all, eligible }: Evidence): readonly Candidate[] {
  return all.flatMap(({ number, authorIds, supporters, verdict }) => {
    const personIds = authorIds.filter((id) => eligible.includes(id));
    if (personIds.length === 0) return [];
    const facts = { idea: { number, supporters, verdict } };
    return [{ key: `idea:${number}`, personIds, team: null, ideaNumber: number, facts, rank: 1 }];
  });
}

function scoreFacts(evidence: Evidence, key: string): Pick<CandidateFacts, "score" | "total"> {
  const sample = evidence.scores.get(key);
  const score = sample === undefined ? null : measure("mean", sample);
  const total = evidence.totals.get(key);
  return { ...(score && { score: within(score, SCORES) }), ...(total && { total }) };
}

function voteFacts({ votes }: Evidence, key: string): Pick<CandidateFacts, "nominations"> {
  const nominations = votes.get(key);
  return nominations === undefined ? {} : { nominations };
}

/** Equal in all of these: equal in rank. The order within a rank is that of names, and says nothing. */
function ranked(
  rule: AwardRule,
  all: Found,
  orderOf: (facts: CandidateFacts, key: string) => readonly number[],
): readonly Candidate[] {
  const inOrder = all
    .map((one) => ({ ...one, order: orderOf(one.facts, one.key) }))
    .sort((left, right) => compare(left.order, right.order));
  let rank = 0;
  return inOrder.map(({ key, facts, order }, place) => {
    const before = inOrder[place - 1];
    if (before === undefined || compare(before.order, order) !== 0) rank += 1;
    return rule.for === "team"
      ? { key: `team:${key}`, personIds: [], team: key, ideaNumber: null, facts, rank }
      : { key: `person:${key}`, personIds: [key], team: null, ideaNumber: null, facts, rank };
  });
}

function compare(left: readonly number[], right: readonly number[]): number {
  for (const [place, value] of left.entries()) {
    const apart = value - (right[place] ?? 0);
    if (apart !== 0) return apart;
  }
  return 0;
}
