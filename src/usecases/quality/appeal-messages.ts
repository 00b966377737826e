import type { AppealNotice } from "#cards/appeal-words";
import type { Appeal } from "#domain/appeal";
import type { Person } from "#domain/person";
import type { NewOutboxMessage } from "#ports/delivery";
import { appealCardOf, appealNewsOf } from "./appeal-cards.ts";
import type { AppealView } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";

type Deps = Pick<QualityDeps, "transcriptUrl" | "clock" | "calendar">;

/** The answer to a press replaces the card at once; the patch that makes sure of it must not overtake that answer. */
const PATCH_AFTER_PRESS_MILLISECONDS = 3_000;

const cardKey = ({ number, cardIssue }: Appeal, personId: string): string =>
  `appeal:${number}:card:${cardIssue}:${personId}`;

/** The card with which an appeal comes to its judge; `appeal.cardIssue` must be a new one. None without a judge. */
export function judgeMessage(deps: Deps, view: AppealView, notice: AppealNotice): NewOutboxMessage[] {
  const { appeal, judge } = view;
  if (judge === null) return [];
  return [
    {
      key: cardKey(appeal, judge.id),
      to: { person: judge.id },
      card: appealCardOf(deps, view, { language: judge.language, as: "judge" }, { notice }),
    },
  ];
}

/** The card of whoever was its judge before the change, as the appeal stands now. */
export function judgePatch(
  deps: Deps,
  before: Pick<AppealView, "appeal" | "judge">,
  view: AppealView,
  notice?: AppealNotice,
): NewOutboxMessage[] {
  const { appeal, judge } = before;
  if (judge === null) return [];
  return [
    {
      key: `${cardKey(appeal, judge.id)}:${view.appeal.revision}`,
      to: { patchOf: cardKey(appeal, judge.id) },
      card: appealCardOf(deps, view, { language: judge.language, as: "judge" }, notice ? { notice } : {}),
      dueAt: new Date(deps.clock.now().getTime() + PATCH_AFTER_PRESS_MILLISECONDS),
    },
  ];
}

/** What the agent is told of a change, once for each. */
export function agentNews(deps: Deps, view: AppealView): NewOutboxMessage {
  const { appeal, agent } = view;
  return {
    key: `appeal:${appeal.number}:news:${appeal.revision}:${agent.id}`,
    to: { person: agent.id },
    card: appealNewsOf(deps, view, { language: agent.language, as: "agent" }),
  };
}

/** What the scorer is told of a ruling. */
export function scorerNews(deps: Deps, view: AppealView, scorer: Person | null): NewOutboxMessage[] {
  if (scorer === null || scorer.status !== "active") return [];
  return [
    {
      key: `appeal:${view.appeal.number}:news:${view.appeal.revision}:${scorer.id}`,
      to: { person: scorer.id },
      card: appealNewsOf(deps, view, { language: scorer.language, as: "scorer" }),
    },
  ];
}
