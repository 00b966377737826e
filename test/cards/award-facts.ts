import { awardCard, type AwardCardFacts } from "#cards/award-card";
import { awardListCard } from "#cards/award-list-card";
import { awardPayCard, awardReminderCard, thinkTankCard, winnerCard } from "#cards/award-news-card";
import { awardNobodyCard } from "#cards/award-nobody-card";
import type { Card } from "#cards/card";
import { majorCaseCard, majorCaseFormCard } from "#cards/major-case-card";
import {
  nominationGapsCard,
  nominationGroupCard,
  nominationReceiptCard,
  nomineeNoteCard,
} from "#cards/nomination-card";
import { nominationFormCard } from "#cards/nomination-form-card";
import { recognitionPost } from "#cards/recognition-post";
import { type Award, AWARD_STATES, type CandidateFacts } from "#domain/award";
import type { Language } from "#domain/local-text";

const AT = new Date("2026-12-01T02:00:00Z");
const ID = "0190c0de-1111-7222-8333-444455556666";
const STAR = { zh: "服务之星", en: "Service star" };
const PRINCIPLE = { id: "customer-first", name: { zh: "客户至上", en: "Customer first" } };
const AWARDS = [
  { id: "service-star", name: STAR },
  { id: "complaint-expert", name: { zh: "投诉处理能手", en: "Complaint expert" } },
];
const measured = (value: number, n: number) => ({ value, n, low: value - 3, high: value + 3 });

/** Everything that can stand behind a candidate. */
export const ALL_FACTS: CandidateFacts = {
  nominations: { count: 3, principles: { "customer-first": 2 } },
  score: measured(91.25, 12),
  total: { value: 92.04, months: 1 },
  progress: { first: measured(80, 8), now: measured(81, 9), change: { value: 1, low: -2, high: 4 } },
  over: [
    { metric: "satisfaction", value: 4.7, target: 4.2, percent: 11.9 },
    { metric: "gone", value: 4, target: 5, percent: -20 },
  ],
  idea: { number: 12, supporters: 4, verdict: "effective" },
  cases: 2,
};
const NAMES = {
  metric: (id: string) => (id === "satisfaction" ? { zh: "客户满意度", en: "Customer satisfaction" } : null),
  principle: (id: string) => (id === PRINCIPLE.id ? PRINCIPLE.name : null),
};
const winners = (pictureId: string | null) =>
  ["L", "H"].map((name) => ({
    name,
    facts: ALL_FACTS,
    certificateNumber: "XP-202611-7K3M9QAB",
    checkUrl: "https://example.com/certificates/XP-202611-7K3M9QAB",
    pictureId,
  }));

function anAward(change: Partial<Award>): Award {
  return {
    id: ID,
    award: "service-star",
    period: "2026-11",
    policyId: "P",
    state: "shortlist",
    revision: 1,
    announceBy: "2026-12-09",
    shortlistedAt: AT,
    decidedById: null,
    decidedAt: null,
    reason: null,
    praise: null,
    previewedAt: null,
    postedById: null,
    postedAt: null,
    groupCount: 0,
    cardIssue: 0,
    cardIssuedAt: null,
    ...change,
  };
}

/** One of each card about nominations and awards. */
export function awardCards(language: Language): Record<string, Card> {
  const about = { language, awardName: STAR };
  const named = { ...about, month: "2026-11", reason: "R", principles: [PRINCIPLE.name] };
  const post = recognitionPost({
    ...about,
    period: "2026-11",
    winners: winners(null),
    unnamed: 1,
    praise: "P",
    rewards: [STAR],
    names: NAMES,
  });
  const facts = (change: Partial<AwardCardFacts>) =>
    awardCard({
      ...about,
      award: anAward({}),
      places: 2,
      minimumEvaluations: 5,
      candidates: Array.from({ length: 12 }, (_, place) => ({
        key: `person:${place}`,
        name: `N${place}`,
        facts: ALL_FACTS,
      })),
      tied: ["N1", "N2"],
      rings: [
        ["N1", "N2"],
        ["N1", "N2", "N3"],
      ],
      names: NAMES,
      winners: [
        { name: "N1", lines: ["1"], certificateNumber: "XP-202611-7K3M9QAB", isNamed: true },
        { name: "N2", lines: ["2"], certificateNumber: "XP-202611-7K3M9QAC", isNamed: false },
      ],
      decidedByName: "M",
      groups: ["G"],
      post: null,
      postsAt: "12-03 09:00",
      notice: "!",
      ...change,
    });
  const form = {
    language,
    awards: AWARDS,
    minReasonCharacters: 8,
    principles: [PRINCIPLE],
    months: ["2026-12", "2026-11"],
    choices: [],
    given: {},
    notice: null,
  };
  const complaint = { language, contactName: "C-7", agentName: "L" };
  return {
    "nomination-form-card": nominationFormCard(form),
    "nomination-form-card, several": nominationFormCard({
      ...form,
      months: ["2026-12"],
      notice: STAR,
      choices: [
        { id: ID, name: "W", employeeNo: "1005", team: "A" },
        { id: ID.replace("6666", "7777"), name: "W", employeeNo: "1006", team: null },
      ],
      given: { name: "W", award: "complaint-expert", reason: "R", evidence: "C-7" },
    }),
    "nomination-receipt-card": nominationReceiptCard({
      ...named,
      nomineeName: "L",
      evidence: "C-7",
      left: 2,
    }),
    "nomination-receipt-card, last": nominationReceiptCard({
      ...named,
      nomineeName: "L",
      evidence: null,
      left: 0,
    }),
    "nominee-note-card": nomineeNoteCard({ ...named, nominatorName: null }),
    "nominee-note-card, named": nomineeNoteCard({ ...named, principles: [], nominatorName: "H" }),
    "nomination-group-card": nominationGroupCard({ language, nomineeName: "L" }),
    "nomination-gaps-card": nominationGapsCard({
      language,
      month: "2026-11",
      names: Array.from({ length: 40 }, (_, place) => `N${place}`),
      teams: ["A", "B"],
    }),
    ...Object.fromEntries(
      AWARD_STATES.map((state) => [
        `award-card, ${state}`,
        facts({
          award: anAward({ state, reason: state === "nobody" ? "R" : null }),
          winners:
            state === "nobody" ? [] : [{ name: "N1", lines: ["1"], certificateNumber: "X", isNamed: false }],
          post: state === "previewed" || state === "posted" ? { card: post, seen: "0123456789abcdef" } : null,
        }),
      ]),
    ),
    "award-card, nobody to pick": facts({ candidates: [], tied: [], rings: [] }),
    "award-card, no group": facts({ award: anAward({ state: "picked" }), groups: [] }),
    "award-list-card": awardListCard({
      language,
      awards: ["2026-11", "2026Q4", "2026H2", "2026", "2026-W47", "#12"].map((period) => ({
        award: "service-star",
        name: STAR,
        period,
        state: "shortlist",
        announceBy: "2026-12-09",
      })),
    }),
    "award-list-card, empty": awardListCard({ language, awards: [] }),
    "award-nobody-card": awardNobodyCard({ ...about, award: anAward({}) }),
    "recognition-post": post,
    "recognition-post, nobody named": recognitionPost({
      ...about,
      period: "2026Q4",
      winners: [],
      unnamed: 2,
      praise: null,
      rewards: [],
      names: NAMES,
    }),
    ...Object.fromEntries(
      [null, "A"].map((team) => [
        `winner-card, ${team ?? "person"}`,
        winnerCard({
          ...about,
          period: "2026-11",
          team,
          lines: ["1"],
          praise: team === null ? "P" : null,
          certificateNumber: "XP-202611-7K3M9QAB",
          checkUrl: "https://example.com/certificates/X",
          files: { png: "https://example.com/x.png", pdf: "https://example.com/x.pdf" },
          rewards: [STAR],
          isNamed: team !== null,
        }),
      ]),
    ),
    "think-tank-card": thinkTankCard({ ...about, name: "L", count: 3 }),
    "award-reminder-card": awardReminderCard({ ...about, award: anAward({}) }),
    "award-pay-card": awardPayCard({
      ...about,
      period: "2026-11",
      winners: [
        { id: ID, name: "L", amountFen: null, paidByName: null },
        { id: ID.replace("6666", "7777"), name: "H", amountFen: 50_050, paidByName: "Z" },
        { id: ID.replace("6666", "8888"), name: "W", amountFen: null, paidByName: "Z" },
      ],
    }),
    "major-case-form-card": majorCaseFormCard({ ...complaint, contactId: ID, today: "2026-11-20" }),
    "major-case-card": majorCaseCard({
      ...complaint,
      resolvedOn: "2026-11-19",
      note: "N",
      markedByName: "H",
    }),
  };
}
