import type { AppealLevel } from "#domain/appeal";
import { type AppealSettings, answerBy, chooseJudge, JUDGE_ROLES } from "#domain/appeal-rules";
import { hasRole, type Person, type Role } from "#domain/person";
import type { LocalDate } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { QualityDeps } from "./deps.ts";
import { eligibility, reachablePeople } from "./eligible-scorers.ts";

type Deps = Pick<QualityDeps, "store" | "apps" | "clock" | "calendar">;

export type JudgeQuestion = {
  readonly policy: Policy;
  readonly settings: AppealSettings;
  readonly agentId: string;
  /** Who scored it, and who judged it before. */
  readonly excluded: readonly string[];
};
export type Placing = {
  readonly level: AppealLevel;
  readonly judge: Person | null;
  readonly answerBy: LocalDate;
};

/** Whom a second hearing may go to when nobody of the policy's role is left. */
const SECOND_ROLES: readonly Role[] = ["manager", "inspector", "supervisor"];

/** Somebody of the role of this level who has the least to hear; never the agent, never who scored or judged it. */
export async function judgeAt(
  deps: Deps,
  level: AppealLevel,
  question: JudgeQuestion,
): Promise<Person | null> {
  const { settings } = question;
  const roles: readonly Role[] =
    level === "first"
      ? [JUDGE_ROLES[settings.judge]]
      : [settings.escalateTo, ...(level === "second" ? SECOND_ROLES : [])];
  for (const role of roles) {
    const judge = await judgeOf(deps, role, question);
    if (judge !== null) return judge;
  }
  return null;
}

async function judgeOf(
  deps: Deps,
  role: Role,
  { policy, agentId, excluded }: JudgeQuestion,
): Promise<Person | null> {
  const all = await deps.store.people.all();
  const isEligible = eligibility(policy, all);
  const people = await reachablePeople(
    deps,
    all.filter((person) => hasRole(person, role) && isEligible({ agentId }, person.id)),
  );
  const loads = await deps.store.appeals.judgeLoads(people.map(({ id }) => id));
  const inOrder = people.flatMap(({ id }) => loads.filter(({ personId }) => personId === id));
  const chosen = chooseJudge(inOrder, excluded);
  return people.find(({ id }) => id === chosen) ?? null;
}

/** Where a new appeal goes; when nobody can hear it, up at once. */
export async function placeFirst(deps: Deps, today: LocalDate, question: JudgeQuestion): Promise<Placing> {
  const judge = await judgeAt(deps, "first", question);
  if (judge !== null) return placed("first", judge);
  return placed("escalated", await judgeAt(deps, "escalated", question));

  function placed(level: AppealLevel, found: Person | null): Placing {
    return { level, judge: found, answerBy: answerBy(today, level, question.settings, deps.calendar) };
  }
}
