import { appealReminderCard } from "#cards/appeal-reminder-card";
import type { AppealNotice } from "#cards/appeal-words";
import type { AppealLevel } from "#domain/appeal";
import { answerBy } from "#domain/appeal-rules";
import type { Person } from "#domain/person";
import type { LocalDate } from "#domain/working-day";
import type { Store } from "#ports/store";
import { judgeAt } from "./appeal-judges.ts";
import { agentNews, judgeMessage, judgePatch } from "./appeal-messages.ts";
import { settleAppeal } from "./appeal-settling.ts";
import { type AppealView, viewAppeal } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";
import { reachablePeople } from "./eligible-scorers.ts";
import { whoScored } from "./who-scored.ts";

/**
 * Nobody waits for a ruling in silence: what has no judge gets one as soon as somebody can hear it, a judge who has left
 * is replaced, what is late moves up, and what is late again is ruled for the agent. Answers how many were touched.
 */
export async function chaseAppeals(deps: QualityDeps, input: { readonly date: LocalDate }): Promise<number> {
  let touched = 0;
  for (const { id } of await deps.store.appeals.open())
    touched += await deps.store.transaction(async (tx) =>
      chaseOne({ ...deps, store: tx }, tx, id, input.date),
    );
  return touched;
}

async function chaseOne(deps: QualityDeps, tx: Store, id: string, today: LocalDate): Promise<number> {
  const view = await viewAppeal(tx, await tx.appeals.lock(id));
  const { appeal, judge } = view;
  if (appeal.ruled !== null) return 0;
  if (today > appeal.answerBy)
    return appeal.level === "first" ? moveUp(deps, tx, view, today) : grant(deps, tx, view);
  if (judge === null || !(await canHear(deps, judge))) return replace(deps, tx, view, today);
  if (today !== appeal.answerBy) return 0;
  await tx.outbox.add([reminder(view, judge)], deps.clock.now());
  return 1;
}

const canHear = async (deps: QualityDeps, judge: Person): Promise<boolean> =>
  judge.status === "active" && (await reachablePeople(deps, [judge])).length > 0;

/** Twice late: what the agent proposed stands. */
async function grant(deps: QualityDeps, tx: Store, view: AppealView): Promise<number> {
  const { proposed } = view.appeal;
  await settleAppeal(deps, tx, view, { ruling: "proposed", value: proposed, reason: null, by: null });
  return 1;
}

async function moveUp(deps: QualityDeps, tx: Store, view: AppealView, today: LocalDate): Promise<number> {
  const above = await judgeAt(deps, "escalated", await questionOf(tx, view));
  // Nobody above: the judge may still rule until the second date.
  await pass(deps, tx, view, { judge: above ?? view.judge, level: "escalated", today, notice: "escalated" });
  return 1;
}

async function replace(deps: QualityDeps, tx: Store, view: AppealView, today: LocalDate): Promise<number> {
  const { level } = view.appeal;
  const question = await questionOf(tx, view);
  const other = await judgeAt(deps, level, question);
  const notice = view.judge === null ? "assigned" : "taken";
  if (other !== null) {
    await pass(deps, tx, view, { judge: other, level, today, notice });
    return 1;
  }
  if (level !== "first") return 0;
  const above = await judgeAt(deps, "escalated", question);
  await pass(deps, tx, view, { judge: above, level: "escalated", today, notice: "nobody" });
  return 1;
}

async function questionOf(tx: Store, view: AppealView) {
  const { appeal, policy, settings, judge, first } = view;
  const heard = first === null ? [] : await tx.appeals.events(first.id);
  const excluded = [
    ...(await whoScored(tx, view)),
    ...[judge?.id, ...heard.flatMap(({ judgeId, byId }) => [judgeId, byId])].flatMap((id) => id ?? []),
  ];
  return { policy, settings, agentId: appeal.agentId, excluded };
}

type Passing = {
  readonly judge: Person | null;
  readonly level: AppealLevel;
  readonly today: LocalDate;
  readonly notice: AppealNotice;
};

/** To another judge, with a card of their own. What moves up has a new date; otherwise the agent's date stands. */
async function pass(
  deps: QualityDeps,
  tx: Store,
  view: AppealView,
  { judge, level, today, notice }: Passing,
): Promise<void> {
  const { appeal, settings } = view;
  const now = deps.clock.now();
  const isHigher = level !== appeal.level;
  await tx.appeals.change(
    appeal,
    {
      judgeId: judge?.id ?? null,
      level,
      cardIssue: appeal.cardIssue + 1,
      cardIssuedAt: now,
      ...(isHigher && { answerBy: answerBy(today, level, settings, deps.calendar), escalatedAt: now }),
    },
    {
      at: now,
      byId: null,
      did: isHigher ? "escalate" : "assign",
      note: null,
      level,
      judgeId: judge?.id ?? null,
    },
  );
  const after = await viewAppeal(tx, await tx.appeals.get(appeal.id));
  const isLate = isHigher && notice === "escalated";
  await tx.outbox.add(
    [
      ...judgePatch(deps, view, after, "moved"),
      ...judgeMessage(deps, after, notice),
      ...(isLate ? [agentNews(deps, after)] : []),
    ],
    now,
  );
  await tx.audit.add(
    [
      {
        who: null,
        did: isHigher ? "escalate-appeal" : "assign-appeal",
        what: appeal.id,
        detail: { number: appeal.number, to: judge?.employeeNo ?? "" },
      },
    ],
    now,
  );
}

function reminder({ appeal, scale }: AppealView, judge: Person) {
  return {
    key: `appeal:${appeal.number}:reminder:${appeal.answerBy}:${judge.id}`,
    to: { person: judge.id },
    card: appealReminderCard({ language: judge.language, appeal, scale }),
  };
}
