import type { LocalText } from "#domain/local-text";
import type { DueKind } from "#domain/month-calendar";
import type { CapabilityArea } from "#domain/scorecard";

/** Words of what comes each week and month, apart from `words.ts` for its length. */
export const RHYTHM_WORDS = {
  advice: { zh: "大家可以一起改进的", en: "What all of us can work on" },
  areas: { zh: "按能力", en: "By area" },
  calendar: { zh: "本月日程", en: "This month's calendar" },
  change: { zh: "改进一点", en: "One thing to change" },
  cases: { zh: "优秀案例", en: "Good cases" },
  course: { zh: "对应课程", en: "Course for it" },
  digest: { zh: "本周反馈", en: "Your week" },
  doneWell: { zh: "做得好的", en: "Done well" },
  example: { zh: "看一个例子", en: "See an example" },
  keep: { zh: "保持一点", en: "One thing to keep" },
  noLoss: { zh: "这一周没有失分项。", en: "Nothing cost points this week." },
  onlyYou: { zh: "只发给您本人。", en: "For you alone." },
  read: { zh: "已读", en: "I have read it" },
  readDone: { zh: "已记录为已读，谢谢。", en: "Noted as read, thank you." },
  scenes: { zh: "按场景", en: "By scene" },
  thisMonth: { zh: "本月内", en: "Within the month" },
  weakness: { zh: "共性短板", en: "Common weaknesses" },
  namesNobody: { zh: "只看整体，不涉及个人。", en: "About the team as a whole; nobody is named." },
  independent: {
    zh: "按评分日统计随机抽检。括号内为 95% 区间，按每次质检相互独立计算。",
    en: "Random scores by the day of scoring. In brackets the 95% interval, as if scores were independent.",
  },
} as const satisfies Record<string, LocalText>;

export const AREA_WORDS = {
  communication: { zh: "精准沟通", en: "Communication" },
  solving: { zh: "问题解决", en: "Problem solving" },
  emotion: { zh: "情绪管理", en: "Emotion" },
  knowledge: { zh: "产品与业务知识", en: "Product knowledge" },
} as const satisfies Record<CapabilityArea, LocalText>;

export const DUE_WORDS = {
  draft: { zh: "上月月结草稿", en: "Draft of last month" },
  publish: { zh: "上月成绩发布", en: "Last month is published" },
  "appeals-end": {
    zh: "上月申诉截止（按计划发布日）",
    en: "Appeals about last month end (if published on time)",
  },
  award: { zh: "最晚颁奖", en: "Award announced by" },
  cases: { zh: "优秀案例与建议发布", en: "Good cases and advice are posted" },
  weakness: { zh: "共性短板发给培训专员", en: "Weaknesses go to the trainers" },
  task: { zh: "例行工作", en: "Comes round" },
} as const satisfies Record<DueKind, LocalText>;

export const RHYTHM_PHRASES = {
  period: (from: string, to: string) => ({ zh: `${from} 至 ${to}`, en: `${from} to ${to}` }),
  mean: (count: number, mean: string) => ({
    zh: `${count} 次评分，平均 ${mean}`,
    en: `${count} scored, mean ${mean}`,
  }),
  few: (count: number) => ({
    zh: `只有 ${count} 次评分，仅供参考。`,
    en: `Only ${count} scored: read it with care.`,
  }),
  interval: (mean: string, low: string, high: string, count: number) => ({
    zh: `${mean}（${low} 至 ${high}，${count} 次）`,
    en: `${mean} (${low} to ${high}, n = ${count})`,
  }),
  tooFew: (mean: string, count: number) => ({
    zh: `${mean}，只有 ${count} 次，数据太少，不能下结论`,
    en: `${mean} from ${count} only: too few to say anything`,
  }),
  worst: (item: string, clause: string) => ({
    zh: `失分最多：${item}（${clause}）`,
    en: `Cost the most: ${item} (${clause})`,
  }),
  adviceItem: (item: string, clause: string) => ({ zh: `${item}（${clause}）`, en: `${item} (${clause})` }),
  share: (percent: string, count: number) => ({
    zh: `得分率 ${percent}%，${count} 次`,
    en: `${percent}%, n = ${count}`,
  }),
  scored: (count: number) => ({ zh: `共 ${count} 次随机抽检`, en: `${count} random scores` }),
} as const satisfies Record<string, (...facts: never[]) => LocalText>;
