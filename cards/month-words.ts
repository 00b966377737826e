import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type {
  EnteredMark,
  Held,
  MonthPartId,
  MonthState,
  PartResult,
  WhyMissing,
} from "#domain/month-result";
import { formatSeconds } from "./format.ts";

/** Words of the month, apart from `words.ts` for its length. */
export const MONTH_WORDS = {
  anyway: { zh: "跳过未审阅和暂缓的，直接公布", en: "Publish without waiting" },
  appealUntil: { zh: "申诉截止", en: "Appeals until" },
  askClose: { zh: "请月结", en: "Please close the month" },
  boardsAt: { zh: "群内榜单", en: "Boards in groups" },
  before: { zh: "更正前", en: "Before" },
  changed: { zh: "与上一版不同的", en: "Changed since the last version" },
  close: { zh: "月结", en: "Close the month" },
  computed: {
    zh: "成绩按制度计算，任何人都不能手工改分。",
    en: "Results are computed by the policy; nobody can change them by hand.",
  },
  employee: { zh: "工号或姓名", en: "Employee number or name" },
  enterMarks: { zh: "录入成绩", en: "Enter results" },
  finishReview: { zh: "审阅完毕", en: "Done reviewing" },
  grades: { zh: "等级", en: "Grades" },
  held: { zh: "暂缓", en: "Held" },
  hold: { zh: "暂缓公布，写明原因", en: "Hold it, with the reason" },
  inTeam: { zh: "团队", en: "Team" },
  indicators: { zh: "绩效指标", en: "Indicators" },
  markHint: { zh: "0 到 100，没有的留空", en: "0 to 100; leave blank what there is none of" },
  marksSaved: { zh: "已录入", en: "Stored" },
  mean: { zh: "月度平均", en: "Mean of the months" },
  month: { zh: "月份", en: "Month" },
  monthClose: { zh: "月结", en: "Month close" },
  monthResult: { zh: "月度成绩", en: "Result of the month" },
  next: { zh: "下一页", en: "Next" },
  noGrades: { zh: "制度没有这个周期的等级。", en: "The policy has no grades for this cycle." },
  openReviews: { zh: "等待审阅", en: "Waiting for" },
  people: { zh: "人数", en: "People" },
  notZero: {
    zh: "没有数据的项目不计入总分，也不算零分。",
    en: "What was not measured does not count; it is not a zero.",
  },
  person: { zh: "同事", en: "Person" },
  policy: { zh: "制度", en: "Policy" },
  previous: { zh: "上一页", en: "Previous" },
  publish: { zh: "公布", en: "Publish" },
  publishQuestion: { zh: "公布这个月的成绩？", en: "Publish this month?" },
  release: { zh: "发放成绩", en: "Release the result" },
  releaseWho: { zh: "给暂缓的同事发放成绩", en: "Release a held result" },
  releaseWhy: { zh: "发放原因（记入审计）", en: "Why now (goes into the audit)" },
  remark: { zh: "备注", en: "Remark" },
  remarkKind: { zh: "处理", en: "What to do" },
  remarkOnly: { zh: "只写备注", en: "Remark only" },
  remarkText: { zh: "内容（经理和本人可见）", en: "Text (the manager and the person see it)" },
  review: { zh: "成绩审阅", en: "Review of results" },
  reviewDone: { zh: "您已审阅完毕。", en: "You have reviewed it." },
  reviewMeaning: {
    zh: "请核对您负责同事的成绩。可以写备注，或写明原因暂缓公布；全部看完后按「审阅完毕」。",
    en: "Please look through the results of your people. Add a remark, or hold one with the reason; then press “Done reviewing”.",
  },
  reviews: { zh: "审阅进度", en: "Reviews" },
  saveMarks: { zh: "保存", en: "Save" },
  saveRemark: { zh: "保存备注", en: "Save" },
  total: { zh: "总分", en: "Total" },
  version: { zh: "版本", en: "Version" },
} as const satisfies Record<string, LocalText>;

export const PART_WORDS = {
  knowledge: { zh: "知识", en: "Knowledge" },
  skill: { zh: "技能", en: "Skill" },
  attitude: { zh: "态度", en: "Attitude" },
  performance: { zh: "绩效", en: "Performance" },
} as const satisfies Record<MonthPartId, LocalText>;

export const MARK_WORDS = {
  knowledge: PART_WORDS.knowledge,
  skill: PART_WORDS.skill,
  attitude: PART_WORDS.attitude,
  "year-review": { zh: "年度服务复盘答辩", en: "Year's review" },
} as const satisfies Record<EnteredMark, LocalText>;

export const MONTH_STATE_WORDS = {
  draft: { zh: "草稿，审阅中", en: "draft, in review" },
  published: { zh: "已公布，可申诉", en: "published, open to appeals" },
  final: { zh: "已定稿", en: "final" },
  replaced: { zh: "已有新版本", en: "replaced by a newer version" },
} as const satisfies Record<MonthState, LocalText>;

export const PROVENANCE_WORDS = {
  contacts: { zh: "来自会话数据", en: "from contacts" },
  evaluations: { zh: "来自随机质检", en: "from random QA" },
  import: { zh: "由培训或文件录入", en: "entered or imported" },
  indicators: { zh: "由指标加权", en: "weighted indicators" },
} as const satisfies Record<NonNullable<PartResult["source"]>, LocalText>;

export const WHY_MISSING_WORDS = {
  "not-measured": { zh: "没有数据", en: "not measured" },
  "too-few": { zh: "样本太少", en: "too few to count" },
  "no-target": { zh: "没有目标值", en: "no target" },
} as const satisfies Record<WhyMissing, LocalText>;

export const HELD_WORDS = {
  "missing-part": { zh: "缺少成绩项，补齐后再公布", en: "a part is missing; it follows when it is there" },
  "nothing-measured": { zh: "这个月没有任何数据", en: "nothing was measured this month" },
  supervisor: { zh: "主管暂缓", en: "held by the supervisor" },
} as const satisfies Record<Held, LocalText>;

export const MONTH_PHRASES = {
  finalButHeld: (month: string) => ({
    zh: `${month} 已经定稿，不能再月结；暂缓的成绩可以在这里发放。`,
    en: `${month} is final and cannot be closed again; held results can be released here.`,
  }),
  stillWaits: (month: string) => ({
    zh: `${month} 的草稿还没有公布，旧卡片即将失效，请用这一张。`,
    en: `The draft of ${month} is not published yet. The earlier card expires soon: use this one.`,
  }),
  anywayQuestion: (open: number, held: number) => ({
    zh: `${open} 位主管还没有审阅，${held} 人暂缓。暂缓的同事这次没有成绩。`,
    en: `${open} reviews are open and ${held} people are held; those get no result now.`,
  }),
  appealUntil: (date: string) => ({
    zh: `对结果有异议，可在 ${date}（含）前申诉。`,
    en: `You can appeal until ${date}, that day included.`,
  }),
  askClose: (month: string) => ({
    zh: `${month} 已经结束。月结会冻结数据、生成草稿，并发给各位主管审阅。`,
    en: `${month} is over. Closing it freezes the numbers and sends the draft to the supervisors.`,
  }),
  bandOf: (from: string, to: string) => ({ zh: `合理区间 ${from}–${to}`, en: `band ${from}–${to}` }),
  closedAs: (version: number) => ({
    zh: `已月结，第 ${version} 版草稿已生成，见新的卡片。`,
    en: `Closed: the draft, version ${version}, is in a new card.`,
  }),
  count: (count: number) => ({ zh: `${count} 次`, en: `n=${count}` }),
  finalMonths: (count: number, of: number) => ({
    zh: `${of} 个月中有 ${count} 个月有成绩`,
    en: `${count} of ${of} months have a result`,
  }),
  fromHire: (percent: number) => ({
    zh: `月中入职：在岗 ${percent}% 的天数，数量类目标按比例减少。`,
    en: `Joined during the month: ${percent}% of its days; targets of amounts are smaller by as much.`,
  }),
  heldCount: (count: number) => ({ zh: `${count} 人`, en: String(count) }),
  marksFor: (name: string, month: string) => ({ zh: `${name} · ${month}`, en: `${name} · ${month}` }),
  marksLate: (month: string) => ({
    zh: `${month} 已经月结。新录入的成绩要在经理再次发送「月结 ${month}」后才计入。`,
    en: `${month} is closed already. What you entered counts once a manager sends “close ${month}” again.`,
  }),
  more: (count: number) => ({ zh: `另有 ${count} 人`, en: `and ${count} more` }),
  page: (page: number, of: number) => ({ zh: `第 ${page}/${of} 页`, en: `page ${page} of ${of}` }),
  peopleOf: (count: number) => ({ zh: `${count} 人`, en: `${count} people` }),
  period: (id: string) => ({ zh: `${id} 成绩`, en: `Results of ${id}` }),
  periodOf: (months: number) => ({
    zh: `由 ${months} 个已定稿月份的总分平均得出，按工号排列，不是排名。`,
    en: `The mean of ${months} final months, by employee number; this is no ranking.`,
  }),
  publishQuestion: (people: number) => ({
    zh: `将把成绩私下发给 ${people} 位同事，随后进入申诉期。`,
    en: `${people} people get their result in private; then they may appeal.`,
  }),
  remindPublish: (month: string) => ({
    zh: `今天是 ${month} 成绩的公布日，还没有公布。`,
    en: `Results of ${month} are to be published today.`,
  }),
  remindReview: (month: string) => ({
    zh: `今天是 ${month} 成绩的公布日，请审阅您负责同事的成绩。`,
    en: `Results of ${month} are to be published today; please review those of your people.`,
  }),
  reviewedOf: (done: number, total: number) => ({ zh: `${done}/${total}`, en: `${done}/${total}` }),
  roundedDown: () => ({
    zh: "总分保留两位小数，不进位；等级按未舍入的总分评定。",
    en: "Totals are cut to two decimals; grades go by the total before it is cut.",
  }),
  target: (value: string) => ({ zh: `目标 ${value}`, en: `target ${value}` }),
  targetOwn: (value: string) => ({ zh: `个人目标 ${value}`, en: `own target ${value}` }),
  targetScale: (value: string) => ({ zh: `满分 ${value}`, en: `full marks ${value}` }),
  versionNumber: (version: number) => ({ zh: `第 ${version} 版`, en: `version ${version}` }),
  weight: (name: string, weight: number) => ({ zh: `${name} ${weight}%`, en: `${name} ${weight}%` }),
} as const satisfies Record<string, (...facts: never[]) => LocalText>;

/** Two decimals, cut and not rounded: 89.996 must not look like the 90 that it did not reach. */
export function formatTotal(total: number): string {
  return (Math.floor(total * 100 + 1e-6) / 100).toFixed(2);
}

export type IndicatorUnit = "percent" | "seconds" | "points" | "per-1000" | "count" | "yuan";

/** A value in the unit of its indicator. */
export function formatIndicator(value: number, unit: IndicatorUnit, language: Language): string {
  const rounded = String(Math.round(value * 100) / 100 + 0);
  switch (unit) {
    case "percent":
      return `${rounded}%`;
    case "per-1000":
      return `${rounded}‰`;
    case "seconds":
      return formatSeconds(value, language);
    case "yuan":
      return sayIn({ zh: `${rounded} 元`, en: `CNY ${rounded}` }, language);
    case "points":
    case "count":
      return rounded;
  }
}
