import type { Block, Card, Line } from "#cards/card";
import type { ShownContact } from "#cards/contact-fields";
import type { TaskCardFacts } from "#cards/task-card";
import { evaluate, type Rating } from "#domain/evaluation";
import type { Item, Scorecard } from "#domain/scorecard";
import type { Evaluation } from "#domain/task";

export const ZONE = "Asia/Shanghai";
/** 18:00 in Shanghai. */
export const DUE = new Date("2026-11-03T10:00:00Z");
export const TASK = { id: "0190c0de-1111-7222-8333-444455556666", revision: 0, position: 3, dueAt: DUE };

export function item(id: string, zh: string, more: Partial<Item> = {}): Item {
  const max = more.max ?? 1;
  return {
    id,
    name: { zh, en: `Item ${id}` },
    weight: 10,
    min: 0,
    max,
    labels: Array.from({ length: max + 1 }, (_, step) => ({ zh: `档位${step}`, en: `step ${step}` })),
    naAllowed: false,
    areas: [],
    source: "002 需求沟通",
    ...more,
  };
}

export const SCORECARD: Scorecard = {
  id: "hotline",
  version: "1",
  name: { zh: "热线评分表", en: "Hotline scorecard" },
  sections: [
    {
      id: "answering",
      name: { zh: "接听时效", en: "Answering" },
      weight: 10,
      items: [item("rings", "三声内接听", { auto: { metric: "rings", compare: "<=", value: 3 } })],
    },
    {
      id: "need",
      name: { zh: "需求沟通", en: "Need" },
      weight: 30,
      items: [
        item("listening", "倾听不打断", { max: 2 }),
        item("question", "开放式提问", {
          naAllowed: true,
          hint: { zh: "表述清楚时选不适用", en: "N/A when clear" },
        }),
        item("greeting-out", "外呼说明来意", { when: { direction: "out" } }),
      ],
    },
    {
      id: "solving",
      name: { zh: "问题处理", en: "Solving" },
      weight: 60,
      items: [
        item("promise", "不越权承诺", {
          weight: 60,
          critical: { rule: "cap", cap: 60 },
          source: "002 问题升级",
        }),
      ],
    },
    {
      id: "red",
      name: { zh: "红线", en: "Red lines" },
      weight: 0,
      items: [item("insult", "无辱骂", { weight: 0, critical: { rule: "zero" }, source: "001 二(一)3" })],
    },
  ],
};

export const CONTACT: ShownContact = {
  channel: "voice",
  direction: "in",
  scene: "inquiry",
  metrics: { rings: 2, answerSeconds: 9, handleSeconds: 143, csat: 5, resolved: true },
  startedAt: new Date("2026-11-03T01:12:58Z"),
  turns: [
    { n: 1, role: "customer", at: new Date("2026-11-03T01:12:58Z"), text: "我的快递还没到" },
    { n: 2, role: "agent", at: new Date("2026-11-03T01:13:05Z"), text: "我保证今天给您退款" },
    { n: 3, role: "system", at: null, text: "通话结束" },
  ],
};

export function taskFacts(more: Partial<TaskCardFacts> = {}): TaskCardFacts {
  return {
    language: "zh",
    zone: ZONE,
    task: TASK,
    total: 8,
    agent: { alias: "A7" },
    contact: CONTACT,
    sceneName: "咨询",
    scorecard: SCORECARD,
    hintTurns: [2],
    transcriptUrl: "https://x.example/contacts/1?s=abc",
    minCommentCharacters: 0,
    ...more,
  };
}

const BEST: Readonly<Record<string, Rating>> = { listening: 2, question: 1, promise: 1, insult: 1 };

export function evaluation(
  ratings: Readonly<Record<string, Rating>> = {},
  more: Partial<Evaluation> = {},
): Evaluation {
  return {
    ...evaluate(SCORECARD, CONTACT, { ...BEST, ...ratings }),
    id: "ev-1",
    taskId: TASK.id,
    revision: 1,
    isCurrent: true,
    contactId: "c-1",
    agentId: "p-1",
    scorerId: "p-2",
    mark: "random",
    policyId: "policy-1",
    scorecardId: "hotline",
    scorecardVersion: "1",
    localDate: "2026-11-03",
    evidence: {},
    comment: null,
    scoredAt: new Date("2026-11-03T02:00:00Z"),
    ...more,
  };
}

export function lineText(line: Line): string {
  return typeof line === "string" ? line : line.map((span) => span.text).join("");
}

/** Every word that a person can read on the card, one line each. */
export function wordsOf(card: Card): string {
  const head = [card.title, card.subtitle ?? "", ...(card.tags ?? []).map((tag) => tag.text)];
  return [...head, ...card.blocks.flatMap(blockWords)].join("\n");
}

function blockWords(block: Block): string[] {
  switch (block.kind) {
    case "text":
      return block.lines.map(lineText);
    case "fields":
      return block.fields.map((field) => `${field.label}: ${lineText(field.value)}`);
    case "divider":
      return [];
    case "conversation":
      return [
        block.title,
        ...block.turns.map((turn) => `${turn.n} ${turn.who} ${turn.time ?? ""} ${turn.text}`),
      ];
    case "panel":
      return [block.title, ...block.blocks.flatMap(blockWords)];
    case "buttons":
      return block.buttons.map((button) => button.text);
    case "form":
      return [...block.parts.flatMap(partWords), block.submit.text];
    case "table":
      return [
        block.columns.map(({ text }) => text).join(" | "),
        ...block.rows.map((row) => block.columns.map(({ name }) => row[name] ?? "").join(" | ")),
      ];
    case "chart":
      return [block.title, ...chartLabels(block.chart)];
    case "picture":
    case "drawing":
      return [block.alt, block.caption ?? ""];
  }
}

function chartLabels(chart: Extract<Block, { kind: "chart" }>["chart"]): string[] {
  if (chart.shape === "intervals") return chart.rows.map(({ label }) => label);
  const named = chart.shape === "bars" ? chart.bars : chart.lines;
  return named.map(({ label }) => label);
}

function partWords(part: Extract<Block, { kind: "form" }>["parts"][number]): string[] {
  switch (part.kind) {
    case "heading":
      return [part.text];
    case "note":
      return [lineText(part.line)];
    case "choice":
      return [part.label, part.hint ?? "", ...part.options.map((option) => option.text)];
    case "input":
      return [part.label, part.placeholder];
    case "person":
      return [part.label, ...part.people.map((person) => person.name)];
  }
}

/** The actions of all buttons, in the order of the card. */
export function actionsOf(card: Card) {
  return card.blocks.flatMap((block) => {
    if (block.kind === "form") return [block.submit.action];
    if (block.kind !== "buttons") return [];
    return block.buttons.flatMap((button) => (button.kind === "action" ? [button.action] : []));
  });
}

export function formOf(card: Card) {
  const form = card.blocks.find((block) => block.kind === "form");
  if (form === undefined) {
    throw new Error("the card has no form");
  }
  return form;
}
