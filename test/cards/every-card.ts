import { bindCard } from "#cards/bind-card";
import { bindRequestCard } from "#cards/bind-request-card";
import { bindResultCard } from "#cards/bind-result-card";
import type { Card } from "#cards/card";
import { daySummaryCard } from "#cards/day-summary-card";
import { evaluationCard } from "#cards/evaluation-card";
import { consentCard, groupBoundCard, groupCard } from "#cards/group-card";
import { handOverCard } from "#cards/hand-over-card";
import { helpCard } from "#cards/help-card";
import { myScoresCard } from "#cards/my-scores-card";
import { myTasksCard } from "#cards/my-tasks-card";
import { overdueCard } from "#cards/overdue-card";
import { problemCard } from "#cards/problem-card";
import { reminderCard } from "#cards/reminder-card";
import { rulesCard } from "#cards/rules-card";
import { skipCard } from "#cards/skip-card";
import { taskCard } from "#cards/task-card";
import { taskClosedCard } from "#cards/task-closed-card";
import { taskResultCard } from "#cards/task-result-card";
import { welcomeCard } from "#cards/welcome-card";
import { ERROR_CODES } from "#domain/error";
import type { Language } from "#domain/local-text";
import { boardCards } from "./board-facts.ts";
import { CONTACT, DUE, evaluation, SCORECARD, TASK, taskFacts, ZONE } from "./facts.ts";
import { appealCards } from "./appeal-facts.ts";
import { rhythmCards } from "./rhythm-facts.ts";
import { ideaCards } from "./idea-facts.ts";
import { monthCards } from "./month-facts.ts";

/** What is no word of ours, as it would stand in a card of that language. */
const SAID = {
  zh: {
    scene: "投诉",
    scorer: "王芳",
    colleague: "韩梅梅",
    agent: "李雷",
    team: "热线一组",
    reason: "今天请假，请帮忙",
    comment: "语气平稳；承诺退款前先请示主管。",
  },
  en: {
    scene: "Complaint",
    scorer: "Grace Wang",
    colleague: "Mei Han",
    agent: "Lei Li",
    team: "Hotline A",
    reason: "On leave today, please help",
    comment: "Calm throughout. Ask before promising a refund.",
  },
};

/** One of each, with the same facts in both languages. */
export function everyCard(language: Language, person = "ou_han"): Readonly<Record<string, Card>> {
  const zone = ZONE;
  const said = SAID[language];
  const scored = evaluation(
    { listening: 1, promise: 0 },
    { evidence: { need: [1, 2] }, comment: said.comment },
  );
  const result = { language, zone, task: TASK, total: 8, done: 3, agent: { alias: "A7" }, contact: CONTACT };
  const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  return {
    ...groupCards(language, said.team, said.scorer),
    "rules-card": rulesCard({
      language,
      policyTitle: { zh: "星评标准制度", en: "Xingping standard policy" },
      version: "1",
      effectiveFrom: "2026-01-01",
      groups: [
        {
          title: { zh: "月度总分", en: "Total of the month" },
          rules: [
            { name: { zh: "技能", en: "Skill" }, says: { zh: "30 %", en: "30 %" }, source: "003 (ours)" },
          ],
        },
      ],
    }),
    "task-card": taskCard(taskFacts({ language, sceneName: said.scene })),
    "task-card, corrected": taskCard(
      taskFacts({ language, sceneName: said.scene, given: { "item-listening": "1" } }),
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
      people: [{ platformUserId: person, name: said.colleague }],
    }),
    "hand-over-card, nobody": handOverCard({ language, task: TASK, total: 8, people: [] }),
    "task-result-card": taskResultCard({
      ...result,
      scorecard: SCORECARD,
      evaluation: scored,
      scorerName: said.scorer,
      correctUntil: DUE,
    }),
    "task-closed-card": taskClosedCard({
      language,
      zone,
      task: TASK,
      total: 8,
      how: { kind: "handed-over", toName: said.colleague },
      reason: said.reason,
      at: DUE,
    }),
    "evaluation-card": evaluationCard({
      language,
      zone,
      contact: CONTACT,
      sceneName: said.scene,
      scorecard: SCORECARD,
      evaluation: scored,
      scorerName: said.scorer,
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
      scorers: [{ name: said.scorer, total: 8, openPositions: [3, 8] }],
    }),
    "my-scores-card": myScoresCard({ language, month: "2026-11", evaluations: [scored] }),
    "my-scores-card, published": myScoresCard({
      language,
      month: "2026-12",
      evaluations: [],
      published: {
        closeId: "c",
        month: "2026-11",
        outcome: "88.20",
        periods: [{ period: "2026Q4", text: "86.10" }],
      },
    }),
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
    "welcome-card, unknown": welcomeCard({ language, kind: "unknown" }),
    "welcome-card, known": welcomeCard({
      language,
      kind: "known",
      name: said.agent,
      roles: ["agent", "supervisor", "manager"],
      parts: ["ideas", "points"],
      drawAt: "09:10",
    }),
    "welcome-card, group": welcomeCard({ language, kind: "group" }),
    "bind-card": bindCard({ language }),
    "bind-request-card": bindRequestCard({
      language,
      zone,
      requestId: "0190c0de-aaaa-7222-8333-444455556666",
      person: { name: said.agent, employeeNo: "1024", team: said.team },
      asker: { accountId: "ou_1", known: null },
      isReplacing: true,
      at: DUE,
    }),
    "bind-result-card": bindResultCard({
      language,
      result: { kind: "approved", name: said.agent, employeeNo: "1024" },
    }),
    ...appealCards(language),
    ...rhythmCards(language),
    ...ideaCards(language),
    ...boardCards(language),
    ...monthCards(language),
    ...Object.fromEntries(
      ERROR_CODES.map((code) => [`problem-card, ${code}`, problemCard({ language, code, facts: {} })]),
    ),
  };
}

function groupCards(language: Language, team: string, byName: string): Readonly<Record<string, Card>> {
  const group = { language, chatId: "oc_1", groupName: null };
  return {
    "group-card, choose": groupCard({ ...group, state: { is: "choose", teams: [team] } }),
    "group-card, bound": groupCard({ ...group, state: { is: "bound", team } }),
    "group-card, all teams": groupCard({ ...group, state: { is: "bound", team: null } }),
    "group-card, free": groupCard({ ...group, state: { is: "free" } }),
    "group-bound-card": groupBoundCard({ language, team, byName }),
    "consent-card": consentCard({ language, answer: null }),
    "consent-card, asked": consentCard({ language, answer: "asked" }),
    "consent-card, yes": consentCard({ language, answer: "yes" }),
    "consent-card, no": consentCard({ language, answer: "no" }),
  };
}
