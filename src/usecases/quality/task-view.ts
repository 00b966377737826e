import { taskCard, type TaskCardFacts } from "#cards/task-card";
import type { Contact } from "#domain/contact";
import type { Language } from "#domain/local-text";
import type { Scorecard } from "#domain/scorecard";
import type { TaskInFull } from "#ports/store";
import { maskText } from "#domain/masking";
import { aliasOf } from "#domain/task-rules";
import { findScene, type Policy } from "#policy/policy";
import { AppError } from "#domain/error";
import type { Card } from "#cards/card";
import type { QualityDeps } from "./deps.ts";

/** A task with everything that its cards show. */
export type TaskView = TaskInFull & { readonly policy: Policy; readonly scorecard: Scorecard };

/** @throws AppError `not-found` */
export async function viewTask(store: QualityDeps["store"], found: TaskInFull | null): Promise<TaskView> {
  if (found === null) throw new AppError("not-found", "No such task.", { what: "task" });
  const policy = await store.policies.get(found.task.policyId);
  return { ...found, policy, scorecard: scorecardOf(policy, found.task.scorecardId) };
}

export function scorecardOf(policy: Policy, id: string): Scorecard {
  const scorecard = policy.scorecards.find((card) => card.id === id);
  if (scorecard === undefined)
    throw new AppError("not-found", `Scorecard ${id} is not in its policy.`, { what: "scorecard" });
  return scorecard;
}

export function shownAgent(view: Pick<TaskView, "task" | "agent" | "policy">): TaskCardFacts["agent"] {
  return view.policy.card.maskAgent ? { alias: aliasOf(view.task) } : { name: view.agent.name };
}

/** A word that the policy does not know is what somebody wrote. */
export function sceneName(policy: Policy, scene: string | null, language: Language): string | null {
  return scene === null ? null : (findScene(policy, scene)?.name[language] ?? maskText(scene));
}

/** The card on which a task is scored, or corrected when earlier answers are given. */
export function scoringCard(
  deps: Pick<QualityDeps, "transcriptUrl" | "clock">,
  view: Omit<TaskView, "progress">,
  reader: { readonly language: Language; readonly total: number },
  given?: TaskCardFacts["given"],
): Card {
  const { task, contact, policy, scorecard } = view;
  return taskCard({
    ...reader,
    zone: policy.zone,
    task,
    agent: shownAgent(view),
    contact,
    sceneName: sceneName(policy, contact.scene, reader.language),
    scorecard,
    hintTurns: bannedPhraseTurns(contact, policy),
    transcriptUrl: deps.transcriptUrl(contact.id, deps.clock.now()),
    minCommentCharacters: policy.card.minCommentChars,
    ...(given && { given }),
  });
}

/** Turns in which the agent used a phrase that the policy bans: a hint for the scorer, never a score. */
function bannedPhraseTurns(contact: Contact, policy: Policy): number[] {
  const phrases = (policy.wording?.banned ?? []).map(({ phrase }) => phrase);
  return contact.turns
    .filter((turn) => turn.role === "agent" && phrases.some((phrase) => turn.text.includes(phrase)))
    .map((turn) => turn.n);
}
