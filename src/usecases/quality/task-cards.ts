import type { Card } from "#cards/card";
import { evaluationCard } from "#cards/evaluation-card";
import { taskCard, type TaskCardFacts } from "#cards/task-card";
import { taskClosedCard, type TaskClosedCardFacts } from "#cards/task-closed-card";
import { taskResultCard } from "#cards/task-result-card";
import type { Appeal } from "#domain/appeal";
import type { Contact } from "#domain/contact";
import type { Language } from "#domain/local-text";
import { isAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { Evaluation } from "#domain/task";
import { correctableUntil } from "#domain/task-rules";
import type { Policy } from "#policy/policy";
import { appealOffer } from "./appeal-offer.ts";
import type { QualityDeps } from "./deps.ts";
import { sceneName, shownAgent, shownContact, shownTranscriptUrl, type TaskView } from "./task-view.ts";

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
    contact: shownContact(view),
    sceneName: sceneName(policy, contact.scene, reader.language),
    scorecard,
    hintTurns: bannedPhraseTurns(contact, policy),
    transcriptUrl: shownTranscriptUrl(deps, view),
    minCommentCharacters: policy.card.minCommentChars,
    ...(given && { given }),
  });
}

/** What the scorer sees in place of the form. */
export function resultCard(view: TaskView, evaluation: Evaluation, scorer: Person): Card {
  const { task, contact, policy, scorecard, progress } = view;
  return taskResultCard({
    language: scorer.language,
    zone: policy.zone,
    task: { ...task, revision: evaluation.revision },
    total: progress.total,
    // A view with an open task was read before this evaluation closed it.
    done: progress.done + (task.state === "open" ? 1 : 0),
    agent: shownAgent(view),
    contact: shownContact(view),
    scorecard,
    evaluation,
    scorerName: scorer.name,
    correctUntil: correctableUntil(evaluation.localDate, policy.zone),
    ...(contact.metrics.complaint === true &&
      isAllowed(scorer, "mark-major-case") && { majorCaseOf: contact.id }),
  });
}

/** What the agent sees of a score; `appeals`: every one that there was about it. */
export function agentCard(
  deps: Pick<QualityDeps, "transcriptUrl" | "clock" | "calendar">,
  { agent, contact, policy, scorecard }: TaskView,
  evaluation: Evaluation,
  appeals: readonly Appeal[],
): Card {
  const appeal = appealOffer(deps, { policy, scorecard, evaluation }, appeals);
  return evaluationCard({
    language: agent.language,
    zone: policy.zone,
    contact,
    sceneName: sceneName(policy, contact.scene, agent.language),
    scorecard,
    evaluation,
    scorerName: null,
    transcriptUrl: deps.transcriptUrl(contact.id, deps.clock.now()),
    isCorrection: evaluation.revision > 1,
    ...(appeal && { appeal }),
  });
}

/** What the scorer sees when there is nothing more to do on this card. */
export function closedCard(
  { task, policy, progress }: TaskView,
  { language }: Pick<Person, "language">,
  closing: Pick<TaskClosedCardFacts, "how" | "reason" | "at">,
): Card {
  return taskClosedCard({ language, zone: policy.zone, task, total: progress.total, ...closing });
}

/** Turns in which the agent used a phrase that the policy bans: a hint for the scorer, never a score. */
function bannedPhraseTurns(contact: Contact, policy: Policy): number[] {
  const phrases = (policy.wording?.banned ?? []).map(({ phrase }) => phrase);
  return contact.turns
    .filter((turn) => turn.role === "agent" && phrases.some((phrase) => turn.text.includes(phrase)))
    .map((turn) => turn.n);
}
