import type { LocalText } from "#domain/local-text";
import { inChinese } from "./format.ts";

/** Words of nominations, apart from `words.ts` for its length. */
export const NOMINATION_WORDS = {
  award: { zh: "奖项", en: "Award" },
  evidence: { zh: "会话编号（可不填）", en: "Conversation (optional)" },
  evidencePlaceholder: { zh: "能说明这件事的一次会话", en: "One that shows what happened" },
  gapsAdvice: {
    zh: "他们也许只是少被看见。看看近期的会话和协作，有值得说的，发送「提名」就好。",
    en: "Perhaps they are only seen less. Look at their recent work; if something is worth saying, send “nominate”.",
  },
  gapsPeople: { zh: "还没有被提名的同事", en: "Named by nobody yet" },
  gapsTeams: { zh: "还没有人被提名的团队", en: "Teams without a nomination" },
  month: { zh: "计入月份", en: "Counts for" },
  name: { zh: "姓名或工号", en: "Name or employee number" },
  namePlaceholder: { zh: "例如 李雷 或 1024", en: "Such as Li Lei or 1024" },
  nominate: { zh: "提名", en: "Nominate" },
  nominee: { zh: "同事", en: "Colleague" },
  nominator: { zh: "提名人", en: "Named by" },
  noteTitle: { zh: "有同事提名了您", en: "A colleague named you" },
  principles: { zh: "体现的价值观", en: "Values" },
  reason: { zh: "提名理由", en: "Reason" },
  reasonPlaceholder: {
    zh: "谁、什么时候、做了什么、结果怎样",
    en: "What they did, when, and what came of it",
  },
  receiptTitle: { zh: "提名已收到", en: "Nomination received" },
} as const satisfies Record<string, LocalText>;

export const NOMINATION_PHRASES = {
  countsFor: (award: string, month: string) => ({
    zh: `参评 ${month} 的${award}。结果由经理看过数据后决定，提名数不等于获奖。`,
    en: `Counts for ${award} of ${month}. A manager decides with the numbers; votes alone do not.`,
  }),
  gapsTitle: (month: string) => ({ zh: `${month} 未被提名的同事`, en: `Not named in ${month}` }),
  groupAnswer: (name: string) => ({
    zh: `已收到对${inChinese(name)}的提名。`,
    en: `The nomination of ${name} was received.`,
  }),
  left: (count: number) => ({
    zh: count === 0 ? "本月的提名次数已用完。" : `本月还可以提名 ${count} 次。`,
    en: count === 0 ? "That was your last one of the month." : `You can name ${count} more this month.`,
  }),
  more: (count: number) => ({ zh: `还有 ${count} 位`, en: `${count} more` }),
  nobodyCalled: (name: string) => ({
    zh: `没有找到「${name}」，提名理由已保留。`,
    en: `Nobody here is called “${name}”; your reason is kept below.`,
  }),
  person: (name: string, employeeNo: string, team: string | null) => ({
    zh: [name, employeeNo, team].filter(Boolean).join(" · "),
    en: [name, employeeNo, team].filter(Boolean).join(" · "),
  }),
  reasonHint: (min: number) => ({ zh: `至少 ${min} 个字`, en: `At least ${min} characters` }),
  severalCalled: (name: string) => ({
    zh: `「${name}」不止一位，请选择。提名理由已保留。`,
    en: `“${name}” is more than one person; your reason is kept below.`,
  }),
  severalNamed: () => ({
    zh: "一次提名一位，请选择。提名理由已保留。",
    en: "One at a time: please choose. Your reason is kept below.",
  }),
  principlesHint: (tags: string) => ({
    zh: `可以写上 ${tags}`,
    en: `You can add ${tags}`,
  }),
} as const satisfies Record<string, (...facts: never[]) => LocalText>;
