import type { AppealLevel, Ruling } from "#domain/appeal";
import type { LocalText } from "#domain/local-text";

/** Words of appeals, apart from `words.ts` for its length. */
export const APPEAL_WORDS = {
  appeal: { zh: "申诉", en: "Appeal" },
  appeals: { zh: "申诉", en: "Appeals" },
  answerBy: { zh: "答复期限", en: "Ruling by" },
  back: { zh: "返回", en: "Back" },
  byItem: { zh: "按项目", en: "By item" },
  byScorer: { zh: "按评分人", en: "By scorer" },
  canAppeal: { zh: "还可以申诉：", en: "Still open to an appeal:" },
  chooseItem: { zh: "申诉哪一项", en: "Which item" },
  chooseMonth: { zh: "申诉哪一项数据", en: "Which figure" },
  figure: { zh: "数据", en: "Figure" },
  given: { zh: "原评分", en: "Given" },
  granted: { zh: "申诉成立", en: "Granted" },
  item: { zh: "项目", en: "Item" },
  judge: { zh: "裁决人", en: "Judge" },
  keep: { zh: "维持原评分", en: "Keep the given score" },
  level: { zh: "由谁复核", en: "Heard by" },
  month: { zh: "月份", en: "Month" },
  myAppeals: { zh: "我的申诉", en: "My appeals" },
  neverLower: {
    zh: "申诉不会降低得分。裁决人不是原评分人，也不知道是谁评的分。",
    en: "An appeal never lowers a score. The judge is not the scorer and is not told who scored.",
  },
  next: { zh: "下一步", en: "Next" },
  nothing: {
    zh: "目前没有可以申诉的得分，也没有进行中的申诉。",
    en: "There is no score to appeal at the moment, and no open appeal.",
  },
  onlyYou: {
    zh: "进展只告诉您本人；裁决如果改变了已公布的榜单，榜单会更正。",
    en: "You alone are told how it goes on; a published board that the ruling changes is corrected.",
  },
  other: { zh: "另定一个分数", en: "Another score" },
  proposed: { zh: "申请改为", en: "Proposed" },
  proposedPlaceholder: { zh: "应为多少", en: "What it should be" },
  reason: { zh: "申诉理由", en: "Reason" },
  reasonPlaceholder: {
    zh: "请写明依据，例如第几轮说了什么",
    en: "Say why, such as what was said in which turn",
  },
  ruled: { zh: "裁决", en: "Ruling" },
  ruledScore: { zh: "裁决为", en: "Ruled" },
  rulingReason: { zh: "裁决理由", en: "Reason of the ruling" },
  second: { zh: "申请复审", en: "Ask for a second hearing" },
  secondReason: { zh: "为什么需要复审", en: "Why it should be heard again" },
  submit: { zh: "提交申诉", en: "Send the appeal" },
  submitRuling: { zh: "提交裁决", en: "Send the ruling" },
  takeProposed: { zh: "同意申请的分数", en: "Take the proposed score" },
  third: { zh: "另定的分数", en: "The other score" },
  thirdHint: { zh: "只在选择「另定一个分数」时填写", en: "Only with “another score”" },
  total: { zh: "总分", en: "Total" },
  view: { zh: "查看申诉", en: "Open the appeal" },
  viewScore: { zh: "查看评分", en: "Open the score" },
  waiting: { zh: "等您裁决：", en: "Waiting for your ruling:" },
  whoScored: { zh: "评分人与客服", en: "Scorer and agent" },
} as const satisfies Record<string, LocalText>;

export const RULING_WORDS = {
  keep: { zh: "维持原评分", en: "the given score stays" },
  proposed: { zh: "申诉成立，按申请的分数更正", en: "granted as proposed" },
  other: { zh: "部分成立，另定分数", en: "granted in part" },
} as const satisfies Record<Ruling, LocalText>;

/** How far a case has come. */
export const APPEAL_LEVEL_WORDS = {
  first: { zh: "另一位裁决人", en: "another judge" },
  escalated: { zh: "已上报", en: "moved up" },
  second: { zh: "复审", en: "second hearing" },
} as const satisfies Record<AppealLevel, LocalText>;

/** What a judge is told with a card. */
export const APPEAL_NOTICE_WORDS = {
  assigned: { zh: "有一件申诉请您裁决。", en: "An appeal for you to rule on." },
  taken: { zh: "原裁决人无法处理，请您接手。", en: "Its judge cannot rule; please take it over." },
  escalated: {
    zh: "这件申诉逾期未裁决，已上报给您。再逾期将按申请的分数自动更正。",
    en: "It was not ruled in time and moves up to you. If it is late again, the proposed score stands by itself.",
  },
  nobody: {
    zh: "没有其他可以裁决的同事，直接请您裁决。",
    en: "Nobody else may rule, so it comes to you at once.",
  },
  second: { zh: "本人申请复审，请您裁决。", en: "The agent asks for a second hearing." },
  waiting: { zh: "这件申诉还在等您裁决。", en: "This appeal still waits for your ruling." },
  moved: { zh: "这件申诉已转给别的同事。", en: "This appeal has gone to somebody else." },
} as const satisfies Record<string, LocalText>;
export type AppealNotice = keyof typeof APPEAL_NOTICE_WORDS;

export const APPEAL_PHRASES = {
  numbered: (number: number) => ({ zh: `申诉 #${number}`, en: `Appeal #${number}` }),
  received: (number: number, date: string) => ({
    zh: `已收到，编号 #${number}，${date}（含）前答复。`,
    en: `Received as #${number}; it is ruled by ${date}.`,
  }),
  open: (date: string) => ({ zh: `处理中，${date}（含）前答复`, en: `open, to be ruled by ${date}` }),
  movedUp: (date: string) => ({
    zh: `逾期未裁决，已上报，新期限 ${date}。再逾期将按您申请的分数自动更正。`,
    en: `Not ruled in time, so it moved up; the new date is ${date}. If that is missed, your proposed score stands by itself.`,
  }),
  until: (date: string) => ({ zh: `${date}（含）前可以申诉`, en: `can be appealed until ${date}` }),
  secondUntil: (date: string) => ({
    zh: `不同意可以在 ${date}（含）前申请一次复审。`,
    en: `If you disagree, you can ask once for a second hearing until ${date}.`,
  }),
  secondOf: (number: number) => ({
    zh: `这是申诉 #${number} 的复审`,
    en: `The second hearing of appeal #${number}`,
  }),
  ruledLate: () => ({
    zh: "两次逾期未裁决，按您申请的分数更正。",
    en: "Nobody ruled in time twice, so the proposed score stands.",
  }),
  ruledLateScorer: () => ({
    zh: "两次逾期未裁决，按申请的分数更正。",
    en: "Nobody ruled in time twice, so the proposed score stands.",
  }),
  change: (from: string, to: string) => ({ zh: `${from} → ${to}`, en: `${from} → ${to}` }),
  final: () => ({ zh: "裁决为最终结果。", en: "The ruling is final." }),
  aboutScore: (date: string, score: string) => ({
    zh: `${date} 的质检 ${score}`,
    en: `QA of ${date}: ${score}`,
  }),
  aboutMonth: (month: string) => ({ zh: `${month} 月度成绩`, en: `Result of ${month}` }),
  minReason: (min: number) => ({ zh: `至少 ${min} 个字`, en: `At least ${min} characters` }),
  reminder: (date: string) => ({
    zh: `还没有裁决，期限是 ${date}。`,
    en: `Not ruled yet; it is due by ${date}.`,
  }),
  counts: (filed: number, ruled: number, changed: number, late: number) => ({
    zh: `共 ${filed} 件，已裁决 ${ruled} 件，改分 ${changed} 件，逾期自动成立 ${late} 件。`,
    en: `${filed} filed, ${ruled} ruled, ${changed} changed the score, ${late} granted by lateness.`,
  }),
  countLine: (filed: number, changed: number, days: string | null) => ({
    zh: `${filed} 件，改分 ${changed} 件${days === null ? "" : `，平均 ${days} 个工作日裁决`}`,
    en: `${filed} filed, ${changed} changed${days === null ? "" : `, ruled in ${days} working days on average`}`,
  }),
  period: (from: string, to: string) => ({ zh: `${from} 至 ${to}`, en: `${from} to ${to}` }),
} as const satisfies Record<string, (...facts: never[]) => LocalText>;
