import { bindCard } from "#cards/bind-card";
import { bindRequestCard } from "#cards/bind-request-card";
import { bindResultCard } from "#cards/bind-result-card";
import type { Card } from "#cards/card";
import { daySummaryCard } from "#cards/day-summary-card";
import { evaluationCard } from "#cards/evaluation-card";
import { handOverCard } from "#cards/hand-over-card";
import { helpCard } from "#cards/help-card";
import { myScoresCard } from "#cards/my-scores-card";
import { myTasksCard } from "#cards/my-tasks-card";
import { overdueCard } from "#cards/overdue-card";
import { problemCard } from "#cards/problem-card";
import { reminderCard } from "#cards/reminder-card";
import { skipCard } from "#cards/skip-card";
import { taskCard } from "#cards/task-card";
import { taskClosedCard } from "#cards/task-closed-card";
import { taskResultCard } from "#cards/task-result-card";
import { ERROR_CODES } from "#domain/error";
import type { Language } from "#domain/local-text";
import { CONTACT, DUE, evaluation, SCORECARD, TASK, taskFacts, ZONE } from "./facts.ts";
import { ideaCards } from "./idea-facts.ts";

/** One of each, with facts that are the same in both languages. */
export function everyCard(language: Language, person = "ou_han"): Readonly<Record<string, Card>> {
  const zone = ZONE;
  const scored = evaluation(
    { listening: 1, promise: 0 },
    { evidence: { need: [1, 2] }, comment: "keep: calm" },
  );
  const result = { language, zone, task: TASK, total: 8, done: 3, agent: { alias: "A7" }, contact: CONTACT };
  const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  return {
    "task-card": taskCard(taskFacts({ language, sceneName: "S" })),
    "task-card, corrected": taskCard(
      taskFacts({ language, sceneName: "S", given: { "item-listening": "1" } }),
    ),
    "skip-card": skipCard({
      language,
      task: TASK,
      total: 8,
      reasons: [{ id: "broken", zh: "残缺", en: "Broken" }],
    }),
    "hand-over-card": handOverCard({
      language,
      task: TASK,
      total: 8,
      people: [{ platformUserId: person, name: "H" }],
    }),
    "hand-over-card, nobody": handOverCard({ language, task: TASK, total: 8, people: [] }),
    "task-result-card": taskResultCard({
      ...result,
      scorecard: SCORECARD,
      evaluation: scored,
      scorerName: "W",
      correctUntil: DUE,
    }),
    "task-closed-card": taskClosedCard({
      language,
      zone,
      task: TASK,
      total: 8,
      how: { kind: "handed-over", toName: "H" },
      reason: "R",
      at: DUE,
    }),
    "evaluation-card": evaluationCard({
      language,
      zone,
      contact: CONTACT,
      sceneName: "S",
      scorecard: SCORECARD,
      evaluation: scored,
      scorerName: "W",
      transcriptUrl: "https://x.example/contacts/1",
      isCorrection: true,
    }),
    "day-summary-card": daySummaryCard({
      language,
      localDate: "2026-11-03",
      drawId: "D-20261103",
      own: 3,
      drawn: 12,
      unassigned: 1,
      seed: hash,
      seedHash: hash,
      wasPromised: true,
      next: { localDate: "2026-11-04", seedHash: hash },
    }),
    "reminder-card": reminderCard({ language, zone, open: [TASK], total: 8, dueAt: DUE }),
    "overdue-card": overdueCard({
      language,
      localDate: "2026-11-03",
      scorers: [{ name: "W", total: 8, openPositions: [3, 8] }],
    }),
    "my-scores-card": myScoresCard({ language, month: "2026-11", evaluations: [scored] }),
    "my-scores-card, empty": myScoresCard({ language, month: "2026-11", evaluations: [] }),
    "my-tasks-card": myTasksCard({
      language,
      zone,
      localDate: "2026-11-03",
      tasks: [{ ...TASK, state: "open", agent: { alias: "A7" } }],
    }),
    "help-card": helpCard({
      language,
      roles: ["agent", "supervisor"],
      parts: ["ideas", "points"],
      isUnknownWord: true,
    }),
    "bind-card": bindCard({ language }),
    "bind-request-card": bindRequestCard({
      language,
      zone,
      requestId: "0190c0de-aaaa-7222-8333-444455556666",
      person: { name: "L", employeeNo: "1024", team: "T" },
      asker: { accountId: "ou_1", known: null },
      isReplacing: true,
      at: DUE,
    }),
    "bind-result-card": bindResultCard({
      language,
      result: { kind: "approved", name: "L", employeeNo: "1024" },
    }),
    ...ideaCards(language),
    ...Object.fromEntries(
      ERROR_CODES.map((code) => [`problem-card, ${code}`, problemCard({ language, code, facts: {} })]),
    ),
  };
}
