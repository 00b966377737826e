import type { AwardState } from "#domain/award";
import type { LocalText } from "#domain/local-text";
import { inChinese } from "./format.ts";

/** Words of awards, apart from `words.ts` for its length. */
export const AWARD_WORDS = {
  amount: { zh: "金额（元，可不填）", en: "Amount (yuan, optional)" },
  amountPlaceholder: { zh: "例如 500", en: "Such as 500" },
  announceBy: { zh: "公布期限", en: "Announce by" },
  award: { zh: "颁奖", en: "Awards" },
  back: { zh: "返回", en: "Back" },
  candidates: { zh: "候选名单", en: "Candidates" },
  certificate: { zh: "证书编号", en: "Certificate" },
  changeable: {
    zh: "发布前可以重新选择；发布后不能更改。",
    en: "You can still choose again; once it is posted it stands.",
  },
  certificatePicture: { zh: "荣誉证书", en: "Certificate of" },
  certificatePng: { zh: "证书图片", en: "Certificate as a picture" },
  certificatePdf: { zh: "证书 PDF", en: "Certificate as PDF" },
  check: { zh: "查验证书", en: "Check the certificate" },
  decidedBy: { zh: "决定人", en: "Decided by" },
  stillWaits: {
    zh: "还没有发布，旧卡片即将失效，请用这一张。",
    en: "Not posted yet. The earlier card expires soon: use this one.",
  },
  postsAt: { zh: "发出时间", en: "Goes out" },
  groups: { zh: "将发到", en: "Goes to" },
  majorCase: { zh: "重大投诉", en: "Major complaint" },
  markMajor: { zh: "记为重大投诉（已解决）", en: "Major complaint, resolved" },
  markPaid: { zh: "已发放", en: "Paid" },
  myAwards: { zh: "获得的奖项", en: "Awards" },
  nobody: { zh: "本期不评", en: "Nobody this time" },
  nobodyReason: { zh: "不评的原因", en: "Why nobody" },
  nobodyReasonPlaceholder: { zh: "例如：本期没有突出的事例", en: "Such as: nothing stood out" },
  noCandidates: {
    zh: "本期没有符合条件的候选人。可以写明原因，选择「本期不评」。",
    en: "Nobody qualifies this time. You can choose “Nobody this time” and say why.",
  },
  noGroup: {
    zh: "还没有绑定群。请在群里发送「@星评 绑定群」，再回来发布。",
    en: "No group is bound yet. Send “@Xingping bind group” in the group, then post it here.",
  },
  noneToDecide: { zh: "现在没有需要决定的奖项。", en: "There is nothing to decide at the moment." },
  note: { zh: "处理经过", en: "What was done" },
  notePlaceholder: { zh: "怎样解决、客户最后的态度", en: "How it was resolved, and what the customer said" },
  notMeasured: { zh: "没有可用的数据", en: "Nothing was measured" },
  open: { zh: "打开", en: "Open" },
  payTitle: { zh: "待发放的奖励", en: "Rewards to be paid" },
  payHint: {
    zh: "奖励在系统外发放。发放后请在这里确认，系统只记录，不付款。",
    en: "Rewards are paid elsewhere. Confirm here when it is done; nothing is paid from here.",
  },
  pick: { zh: "选定", en: "Pick" },
  picked: { zh: "已选定", en: "Picked" },
  post: { zh: "发布", en: "Post" },
  praise: { zh: "表扬语（可不填）", en: "Praise (optional)" },
  praisePlaceholder: {
    zh: "写给全组的一句话，会出现在表彰里",
    en: "A sentence for everybody; it stands in the post",
  },
  preview: { zh: "预览", en: "Preview" },
  previewTitle: { zh: "预览：群里看到的就是下面的内容", en: "Preview: this is what the group will see" },
  reason: { zh: "原因", en: "Reason" },
  reopen: { zh: "重新选择", en: "Choose again" },
  resolvedOn: { zh: "解决日期", en: "Resolved on" },
  rewards: { zh: "奖励", en: "Reward" },
  rings: {
    zh: "提名关系（仅供参考，只有您能看到；互相欣赏也很正常）",
    en: "Who named whom (for you alone; people may simply value each other)",
  },
  storyInvitation: {
    zh: "邀请您在下一次分享会上讲讲这件事，愿意的话请告诉经理。",
    en: "Would you tell the story at the next meeting? Let your manager know.",
  },
  thinkTank: { zh: "服务智囊团推荐", en: "Think-tank proposal" },
  tied: {
    zh: "以下候选人按现有数据难分先后，超过名额，请您决定：",
    en: "By these numbers they cannot be told apart and there are more than places; you decide:",
  },
  winner: { zh: "获奖", en: "Winner" },
  withoutName: { zh: "公示时不出现姓名", en: "not named in the post" },
  yourName: {
    zh: "您没有同意公开姓名，群里的表彰不出现您的姓名。发送「公示授权」可以更改。",
    en: "You have not agreed to be named, so the post does not show your name. Send “consent” to change that.",
  },
} as const satisfies Record<string, LocalText>;

export const AWARD_STATE_WORDS = {
  shortlist: { zh: "待选定", en: "to be decided" },
  picked: { zh: "待预览", en: "to be previewed" },
  nobody: { zh: "本期不评", en: "nobody this time" },
  previewed: { zh: "待发布", en: "to be posted" },
  posted: { zh: "已发布", en: "posted" },
} as const satisfies Record<AwardState, LocalText>;

const one = (value: number): string => String(Math.round(value * 10) / 10 + 0);
const CHINESE = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
/** As one counts people; beyond ten in figures. */
const numberOfPeople = (count: number): string => CHINESE[count] ?? ` ${count} `;
const signed = (value: number): string => `${value > 0 ? "+" : ""}${one(value)}`;

export const AWARD_PHRASES = {
  announceSoon: (award: string, date: string) => ({
    zh: `${award}要在 ${date}（含）前公布，还没有发布。`,
    en: `${award} is to be announced by ${date} and is not posted yet.`,
  }),
  cases: (count: number) => ({
    zh: `解决重大投诉 ${count} 起`,
    en: `${count} major ${count === 1 ? "complaint" : "complaints"} resolved`,
  }),
  congratulations: (award: string, period: string) => ({
    zh: `恭喜您获得 ${period}${award}！`,
    en: `Congratulations: ${award}, ${period}!`,
  }),
  teamCongratulations: (team: string, award: string, period: string) => ({
    zh: `恭喜，您所在的${team}获得 ${period}${award}！`,
    en: `Congratulations: your team ${team} won ${award}, ${period}!`,
  }),
  idea: (number: number, supporters: number) => ({
    zh: `金点子 #${number}${supporters > 0 ? `，${supporters} 人支持` : ""}`,
    en: `Idea #${number}${supporters > 0 ? `, ${supporters} in support` : ""}`,
  }),
  /** A group whose name nobody told. */
  groupOf: (team: string | null) => ({
    zh: team === null ? "全部团队的群" : `${team} 的群`,
    en: team === null ? "the group of all teams" : `the group of ${team}`,
  }),
  minimum: (count: number) => ({
    zh: `入围至少需要 ${count} 次随机质检。`,
    en: `Candidates have at least ${count} random evaluations.`,
  }),
  more: (count: number) => ({
    zh: `另有 ${count} 位候选人，在下面的列表里选择。`,
    en: `${count} more in the list below.`,
  }),
  nominations: (count: number, principles: string) => ({
    zh: `${count} 人提名${principles === "" ? "" : `（${principles}）`}`,
    en: `${count} ${count === 1 ? "nomination" : "nominations"}${principles === "" ? "" : ` (${principles})`}`,
  }),
  counted: (name: string, count: number) => ({ zh: `${name} ${count}`, en: `${name} ${count}` }),
  notNamed: (count: number) => ({
    zh: `${count} 位获奖者不公开姓名。`,
    en: `${count} ${count === 1 ? "winner prefers" : "winners prefer"} not to be named.`,
  }),
  /** Of a post that names nobody at all. */
  nobodyNamed: (count: number) => ({
    zh: `本期有${numberOfPeople(count)}位同事获奖，按本人意愿不公开姓名。`,
    en: `${count} ${count === 1 ? "colleague has" : "colleagues have"} won and ${count === 1 ? "prefers" : "prefer"} not to be named.`,
  }),
  posted: (where: string | null) => ({
    zh: where === null ? "已发布，内容如下" : `已发布到 ${where}，内容如下`,
    en: where === null ? "Posted as follows" : `Posted to ${where} as follows`,
  }),
  over: (metric: string, value: number, target: number, percent: number) => ({
    zh: `${metric} ${one(value)}，目标 ${one(target)}（${percent < 0 ? "低于" : "超出"} ${one(Math.abs(percent))}%）`,
    en: `${metric} ${one(value)} against a target of ${one(target)} (${signed(percent)}%)`,
  }),
  paid: (name: string, amount: string | null, by: string) => ({
    zh: `${name} 的奖励${amount === null ? "" : ` ${amount} 元`}已发放（${by} 确认）`,
    en: `Paid to ${name}${amount === null ? "" : `: ${amount} yuan`} (confirmed by ${by})`,
  }),
  place: (number: number) => ({ zh: `第 ${number} 位（可不填）`, en: `Winner ${number} (optional)` }),
  places: (count: number) => ({ zh: `最多 ${count} 位`, en: `${count} at most` }),
  progress: (first: number, firstCount: number, now: number, count: number) => ({
    zh: `首月 ${one(first)} 分（${firstCount} 次）→ 本期 ${one(now)} 分（${count} 次）`,
    en: `first month ${one(first)} (${firstCount}) → now ${one(now)} (${count})`,
  }),
  change: (value: number, low: number, high: number) => ({
    zh: `变化 ${signed(value)} 分，95% 区间 ${signed(low)} 到 ${signed(high)}${low > 0 ? "" : "，还不能确定是进步"}`,
    en: `change ${signed(value)}, 95% interval ${signed(low)} to ${signed(high)}${low > 0 ? "" : "; it may be chance"}`,
  }),
  score: (value: number, count: number) => ({
    zh: `质检 ${count} 次，平均 ${one(value)} 分`,
    en: `${count} evaluations, mean ${one(value)}`,
  }),
  interval: (low: number, high: number) => ({
    zh: `95% 区间 ${one(low)}–${one(high)}`,
    en: `95% interval ${one(low)}–${one(high)}`,
  }),
  total: (value: number, months: number) => ({
    zh: months === 1 ? `月度总分 ${one(value)}` : `${months} 个月总分平均 ${one(value)}`,
    en: months === 1 ? `Month's total ${one(value)}` : `Mean total of ${months} months ${one(value)}`,
  }),
  ring: (names: readonly string[]) =>
    names.length === 2
      ? {
          zh: `${names.map(inChinese).join("和").trimStart()}互相提名`,
          en: `${names.join(" and ")} named each other`,
        }
      : {
          zh: `${[...names, names[0]].join(" → ")} 依次提名`,
          en: `${[...names, names[0]].join(" → ")} named each other in turn`,
        },
  thinkTank: (name: string, count: number, award: string) => ({
    zh: `${inChinese(name).trimStart()}已 ${count} 次获得${award}，建议邀请加入服务智囊团，请您决定。`,
    en: `${name} has won ${award} ${count} times and is proposed for the think-tank; please decide.`,
  }),
  titled: (award: string, period: string) => ({ zh: `${award} · ${period}`, en: `${award} · ${period}` }),
  won: (award: string, period: string) => ({ zh: `${award}（${period}）`, en: `${award} (${period})` }),
} as const satisfies Record<string, (...facts: never[]) => LocalText>;

/** A period as people say it. */
export function periodText(period: string): LocalText {
  const [, year = "", unit, number = ""] = /^(\d{4})(?:(Q|H|-W|-)(\d{1,2}))?$/.exec(period) ?? [];
  const place = Number(number);
  switch (unit) {
    case "-":
      return { zh: `${year} 年 ${place} 月`, en: period };
    case "Q":
      return { zh: `${year} 年第 ${place} 季度`, en: `Q${place} ${year}` };
    case "H":
      return { zh: `${year} 年${place === 1 ? "上" : "下"}半年`, en: `H${place} ${year}` };
    case "-W":
      return { zh: `${year} 年第 ${place} 周`, en: `week ${place}, ${year}` };
    default:
      return year === "" ? { zh: `金点子 ${period}`, en: `idea ${period}` } : { zh: `${year} 年`, en: year };
  }
}
