import type { Finding } from "#domain/effect";
import type { IdeaScope, IdeaState, Verdict } from "#domain/idea";
import type { LocalText } from "#domain/local-text";
import { inChinese } from "./format.ts";

/** Words of golden ideas, apart from `words.ts` for its length. */
export const IDEA_WORDS = {
  adopt: { zh: "采纳", en: "Adopt" },
  adoptedOn: { zh: "采纳日期", en: "Adopted on" },
  after: { zh: "实施后", en: "Afterwards" },
  answerBy: { zh: "答复期限", en: "Answer by" },
  ask: { zh: "请作者补充", en: "Ask the author" },
  author: { zh: "作者", en: "Author" },
  awaits: { zh: "等您处理", en: "Waiting for you" },
  back: { zh: "返回", en: "Back" },
  before: { zh: "采纳前", en: "Before" },
  beyondOthers: { zh: "扣除其他团队的变化", en: "Beyond the other teams' change" },
  categorise: { zh: "请选择类别：", en: "Please choose a category:" },
  category: { zh: "类别", en: "Category" },
  change: { zh: "变化", en: "Change" },
  day: { zh: "日期", en: "Date" },
  dayPlaceholder: { zh: "例如 2026-11-20", en: "Such as 2026-11-20" },
  decline: { zh: "不采纳", en: "Decline" },
  declineReason: { zh: "不采纳的原因", en: "Why it is declined" },
  effect: { zh: "效果评估", en: "Effect" },
  effectOn: { zh: "效果评估日", en: "Effect checked on" },
  explain: { zh: "说明", en: "Explanation" },
  explainPlaceholder: {
    zh: "结论与计算结果不一致时必填",
    en: "Needed when you decide otherwise than the numbers",
  },
  finish: { zh: "实施完成", en: "Put into practice" },
  idea: { zh: "金点子", en: "Golden idea" },
  ideaPlaceholder: { zh: "想改进什么？怎样改？", en: "What should change, and how?" },
  ideaText: { zh: "您的点子", en: "Your idea" },
  implementedOn: { zh: "实施完成日", en: "In practice since" },
  independent: {
    zh: "按每次会话或质检相互独立计算 95% 区间；同一位客服的会话可能相关，实际把握会更小一些。",
    en: "95% intervals treat each conversation or score as independent; those of one agent may not be, so be a little less sure.",
  },
  links: { zh: "链接", en: "Links" },
  linksPlaceholder: { zh: "相关网页或文档地址，可不填", en: "Addresses of pages or documents; optional" },
  lookAlikes: { zh: "已有相似的点子：", en: "There are similar ideas already:" },
  merge: { zh: "合并", en: "Merge" },
  mergeInto: { zh: "合并到哪一条", en: "Merge into" },
  mergePlaceholder: { zh: "编号，例如 #7", en: "Its number, such as #7" },
  metric: { zh: "看哪个指标", en: "Metric of the effect" },
  myIdeas: { zh: "我的金点子", en: "My ideas" },
  none: {
    zh: "您还没有提交过点子。发送「金点子」加上您的想法就可以。",
    en: "You have sent no idea yet. Send “idea” and what you have in mind.",
  },
  nobodyReviews: {
    zh: "目前没有可以评审的同事，有人可评审时会自动分派。",
    en: "Nobody can review it at the moment; it is assigned as soon as somebody can.",
  },
  others: { zh: "其他团队", en: "Other teams" },
  question: { zh: "需要补充什么", en: "What is missing" },
  reason: { zh: "原因", en: "Reason" },
  reviewer: { zh: "评审人", en: "Reviewer" },
  scope: { zh: "影响范围", en: "Whom it concerns" },
  start: { zh: "开始实施", en: "Start" },
  startedOn: { zh: "开始实施日", en: "Started on" },
  state: { zh: "状态", en: "State" },
  submit: { zh: "提交", en: "Send" },
  support: { zh: "支持", en: "Support" },
  supporters: { zh: "支持者", en: "Supporters" },
  supplement: { zh: "补充", en: "Add to it" },
  supplementText: { zh: "补充内容", en: "What you add" },
  judge: { zh: "给出结论", en: "Decide" },
  unmerge: { zh: "撤销合并", en: "Undo the merge" },
  verdict: { zh: "结论", en: "Verdict" },
  view: { zh: "查看", en: "Open" },
} as const satisfies Record<string, LocalText>;

export const IDEA_STATE_WORDS = {
  new: { zh: "新", en: "new" },
  reviewing: { zh: "评审中", en: "in review" },
  "needs-more": { zh: "待补充", en: "needs more" },
  adopted: { zh: "已采纳", en: "adopted" },
  implementing: { zh: "实施", en: "in practice" },
  checking: { zh: "效果评估", en: "effect check" },
  closed: { zh: "已结案", en: "closed" },
  declined: { zh: "不采纳", en: "declined" },
  merged: { zh: "已合并", en: "merged" },
} as const satisfies Record<IdeaState, LocalText>;

export const VERDICT_WORDS = {
  effective: { zh: "有效", en: "effective" },
  "not-effective": { zh: "无效", en: "not effective" },
  "cannot-tell": { zh: "无法判断", en: "cannot be told" },
} as const satisfies Record<Verdict, LocalText>;

export const SCOPE_WORDS = {
  team: { zh: "作者所在团队", en: "the author's team" },
  everybody: { zh: "全体", en: "everybody" },
} as const satisfies Record<IdeaScope, LocalText>;

/** What the numbers say; a person decides. */
export const FINDING_WORDS = {
  better: { zh: "数据显示有改善。", en: "The numbers show an improvement." },
  worse: { zh: "数据显示变差了。", en: "The numbers show a change for the worse." },
  "cannot-tell": {
    zh: "区间跨过零：从数据看不出变化。",
    en: "The interval crosses zero: the numbers show no change.",
  },
  "too-few": {
    zh: "前后至少各要 5 次测量才能比较，数据不足。",
    en: "At least 5 measurements on each side are needed; there are too few.",
  },
  "not-computable": {
    zh: "这个指标由文件导入，无法按天计算。请写明您的依据。",
    en: "This metric is imported and cannot be computed by day. Please write down what you found.",
  },
} as const satisfies Record<Finding, LocalText>;

/** What an author or supporter is told of. */
export const IDEA_NEWS_WORDS = {
  adopted: { zh: "已采纳", en: "was adopted" },
  declined: { zh: "未被采纳", en: "was not adopted" },
  asked: { zh: "需要补充", en: "needs more" },
  "still-asked": { zh: "还在等补充", en: "still waits for more" },
  merged: { zh: "已合并", en: "was merged" },
  unmerged: { zh: "已撤销合并", en: "stands on its own again" },
  started: { zh: "开始实施", en: "is being put into practice" },
  finished: { zh: "实施完成", en: "is in practice" },
  checking: { zh: "进入效果评估", en: "is being checked for its effect" },
  closed: { zh: "已结案", en: "is closed" },
  escalated: { zh: "逾期未答复，已上报经理", en: "was not answered in time and went to a manager" },
  assigned: { zh: "已分派评审", en: "has a reviewer" },
} as const satisfies Record<string, LocalText>;
export type IdeaNews = keyof typeof IDEA_NEWS_WORDS;

export const IDEA_PHRASES = {
  notAnswered: (author: string) => ({
    zh: `${inChinese(author).trimStart()}还没有补充。您可以继续等，也可以写明原因不采纳，或合并到别的点子。`,
    en: `${author} has not answered yet. You can wait, decline it with a reason, or merge it.`,
  }),
  takenOver: (name: string) => ({
    zh: `${inChinese(name).trimStart()}已离职，由您接手评审`,
    en: `${name} has left; it is yours to review now`,
  }),
  numbered: (number: number) => ({ zh: `金点子 #${number}`, en: `Idea #${number}` }),
  mention: (number: number) => ({ zh: `#${number}`, en: `#${number}` }),
  received: (number: number) => ({
    zh: `已收到，编号 #${number}。`,
    en: `Received; its number is #${number}.`,
  }),
  supportThis: (number: number) => ({ zh: `支持 #${number} 这一条`, en: `Support #${number} instead` }),
  supportHint: () => ({
    zh: "如果说的是同一件事，请支持那一条：这一条会合并过去，内容保留，您也算作者之一。",
    en: "If yours is the same, support that one: yours is merged into it, its words are kept and you count as an author.",
  }),
  likeAdopted: (number: number, percent: number) => ({
    zh: `与已采纳的 #${number} 相似 ${percent}%，建议合并；仍可单独采纳。`,
    en: `It is ${percent}% like #${number}, which is adopted; better merge it, though you may adopt it by itself.`,
  }),
  pointsBack: (points: number) => ({
    zh: `这次合并带来的 ${points} 积分会从作者账上收回。确定撤销吗？`,
    en: `The ${points} points that the merge brought are taken back from its authors. Undo it?`,
  }),
  likeness: (percent: number) => ({ zh: `相似度 ${percent}%`, en: `${percent}% alike` }),
  supporterCount: (count: number) => ({
    zh: `${count} 人支持`,
    en: `${count} ${count === 1 ? "supporter" : "supporters"}`,
  }),
  mergedInto: (number: number) => ({ zh: `已合并到 #${number}`, en: `Merged into #${number}` }),
  mergedFrom: (numbers: string) => ({ zh: `已并入：${numbers}`, en: `Merged into it: ${numbers}` }),
  added: (text: string) => ({ zh: `补充：${text}`, en: `Added: ${text}` }),
  howToAdd: (number: number) => ({
    zh: `发送「金点子 #${number} 补充 …」，或按下面的按钮填写。`,
    en: `Send “idea #${number} …” with what is missing, or press the button below.`,
  }),
  answerUntil: (date: string) => ({ zh: `${date}（含）前答复`, en: `answer by ${date}` }),
  reminder: (date: string) => ({
    zh: `还没有答复作者，期限是 ${date}。`,
    en: `The author has no answer yet; it is due by ${date}.`,
  }),
  escalated: (name: string) => ({
    zh: `${inChinese(name).trimStart()}逾期没有答复，请您决定。`,
    en: `${name} has not answered in time; please decide.`,
  }),
  measured: (value: string, low: string, high: string, count: number) => ({
    zh: `${value}（95% 区间 ${low} 至 ${high}，${count} 次）`,
    en: `${value} (95% interval ${low} to ${high}, n = ${count})`,
  }),
  estimated: (value: string, low: string, high: string) => ({
    zh: `${value}（95% 区间 ${low} 至 ${high}）`,
    en: `${value} (95% interval ${low} to ${high})`,
  }),
  window: (days: number) => ({
    zh: `比较采纳前与实施后各 ${days} 天的平均值。`,
    en: `Means of the ${days} days before adoption and after it was put into practice.`,
  }),
  effectAgainstBand: (from: number, to: number) => ({
    zh: `比较的是偏离目标区间 ${from}–${to} 的程度，越小越好。`,
    en: `Compared is the distance from the target band ${from}–${to}; smaller is better.`,
  }),
  earned: (points: number) => ({ zh: `获得 ${points} 积分。`, en: `It earns ${points} points.` }),
  awardReady: () => ({ zh: "可以参评金点子奖。", en: "It may now win the golden idea award." }),
  into: (number: number) => ({
    zh: `并入 #${number}，作者和支持者都保留。`,
    en: `It is part of #${number} now; authors and supporters are kept.`,
  }),
  thanks: (number: number) => ({
    zh: `已支持 #${number}，有进展会告诉您。`,
    en: `You support #${number}; you will hear how it goes on.`,
  }),
  waiting: (number: number, state: string) => ({ zh: `#${number} ${state}`, en: `#${number} ${state}` }),
} as const satisfies Record<string, (...facts: never[]) => LocalText>;
