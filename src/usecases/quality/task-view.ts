import type { TaskCardFacts } from "#cards/task-card";
import type { Contact } from "#domain/contact";
import type { Language } from "#domain/local-text";
import type { Scorecard } from "#domain/scorecard";
import { maskAgentIn } from "#domain/masked-agent";
import { maskText } from "#domain/masking";
import type { TaskInFull } from "#ports/quality";
import { aliasOf } from "#domain/task-rules";
import { findScene, type Policy } from "#policy/policy";
import { AppError } from "#domain/error";
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

/** The conversation as a reader may see it to whom the agent is masked. */
export function shownContact({
  task,
  agent,
  contact,
  policy,
}: Pick<TaskView, "task" | "agent" | "contact" | "policy">): Contact {
  if (!policy.card.maskAgent) return contact;
  return { ...contact, turns: maskAgentIn(contact.turns, agent, aliasOf(task)) };
}

/** The page of the conversation for such a reader. */
export function shownTranscriptUrl(
  { transcriptUrl, clock }: Pick<QualityDeps, "transcriptUrl" | "clock">,
  { task, contact, policy }: Pick<TaskView, "task" | "contact" | "policy">,
): string | null {
  return transcriptUrl(contact.id, clock.now(), policy.card.maskAgent ? aliasOf(task) : undefined);
}

/** A word that the policy does not know is what somebody wrote. */
export function sceneName(policy: Policy, scene: string | null, language: Language): string | null {
  return scene === null ? null : (findScene(policy, scene)?.name[language] ?? maskText(scene));
}
