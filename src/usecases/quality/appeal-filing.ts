import type { Card } from "#cards/card";
import type { AppealTarget, AppealValue } from "#domain/appeal";
import type { Person } from "#domain/person";
import type { LocalDate } from "#domain/working-day";
import type { Store } from "#ports/store";
import { appealCardOf } from "./appeal-cards.ts";
import { judgeMessage } from "./appeal-messages.ts";
import type { Placing } from "./appeal-judges.ts";
import { viewAppeal } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";

export type Filing = {
  readonly agent: Person;
  readonly target: AppealTarget;
  readonly ordinal: number;
  readonly firstId: string | null;
  readonly given: AppealValue;
  readonly proposed: AppealValue;
  readonly reason: string;
  readonly policyId: string;
  readonly today: LocalDate;
  readonly windowUntil: LocalDate;
  readonly placing: Placing;
};

/** Stores an admitted appeal, sends it to its judge, and answers the agent's receipt. */
export async function addAppeal(deps: QualityDeps, tx: Store, filing: Filing): Promise<Card> {
  const { agent, placing, today: filedOn, ...rest } = filing;
  const { level, judge, answerBy } = placing;
  const now = deps.clock.now();
  const appeal = await tx.appeals.add(
    {
      ...rest,
      id: deps.secrets.newId(),
      agentId: agent.id,
      filedOn,
      level,
      judgeId: judge?.id ?? null,
      answerBy,
    },
    now,
  );
  const view = await viewAppeal(tx, appeal);
  const notice = { first: "assigned", escalated: "nobody", second: "second" } as const;
  await tx.outbox.add(judgeMessage(deps, view, notice[level]), now);
  await tx.audit.add(
    [
      {
        who: agent.id,
        did: rest.firstId === null ? "file-appeal" : "ask-second-hearing",
        what: appeal.id,
        detail: { number: appeal.number },
      },
    ],
    now,
  );
  return appealCardOf(deps, view, { language: agent.language, as: "agent" }, { isReceipt: true });
}
