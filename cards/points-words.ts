import type { LocalText } from "#domain/local-text";
import type { PointKind, Redemption } from "#domain/points";

/** Words of points and what they buy, apart from `words.ts` for its length. */
export const POINTS_WORDS = {
  approve: { zh: "同意", en: "Approve" },
  approver: { zh: "审批", en: "Decided by" },
  balance: { zh: "积分余额", en: "Balance" },
  catalogue: { zh: "积分兑换", en: "What points buy" },
  emptyCatalogue: { zh: "目前没有可以兑换的项目。", en: "There is nothing to redeem points for." },
  item: { zh: "项目", en: "Item" },
  left: { zh: "剩余", en: "Left" },
  myPoints: { zh: "我的积分", en: "My points" },
  noEntries: {
    zh: "还没有积分。点子被采纳后会得到积分。",
    en: "No points yet. An idea that is adopted earns some.",
  },
  person: { zh: "申请人", en: "Asked for by" },
  price: { zh: "所需积分", en: "Price" },
  reason: { zh: "不同意的原因", en: "Why it is refused" },
  recent: { zh: "最近的记录", en: "Latest entries" },
  redeem: { zh: "兑换", en: "Redeem" },
  redemption: { zh: "兑换申请", en: "Request" },
  refuse: { zh: "不同意", en: "Refuse" },
  unlimited: { zh: "不限量", en: "no limit" },
} as const satisfies Record<string, LocalText>;

export const REDEMPTION_STATE_WORDS = {
  requested: { zh: "等待审批", en: "waiting for approval" },
  done: { zh: "已同意", en: "approved" },
  refused: { zh: "未同意，积分已退回", en: "refused, points given back" },
} as const satisfies Record<Redemption["state"], LocalText>;

/** Why a row of the ledger is there; `what` names the idea or the item. */
export const CAUSE_PHRASES = {
  "idea-adopted": (what: string) => ({ zh: `点子被采纳 ${what}`, en: `Idea adopted ${what}` }),
  "idea-effective": (what: string) => ({ zh: `点子有效 ${what}`, en: `Idea effective ${what}` }),
  redemption: (what: string) => ({ zh: `兑换 ${what}`, en: `Redeemed ${what}` }),
  refund: (what: string) => ({ zh: `退回 ${what}`, en: `Given back ${what}` }),
  expiry: (what: string) => ({ zh: `到期失效 ${what}`, en: `Expired ${what}` }),
  reversal: (what: string) => ({ zh: `冲正 ${what}`, en: `Taken back ${what}` }),
} as const satisfies Record<PointKind, (what: string) => LocalText>;

export const POINTS_PHRASES = {
  amount: (points: number) => ({
    zh: `${points} 积分`,
    en: `${points} ${Math.abs(points) === 1 ? "point" : "points"}`,
  }),
  itemFor: (name: string, points: number) => ({
    zh: `${name} · ${points} 积分`,
    en: `${name} · ${points} points`,
  }),
  left: (count: number) => ({ zh: `剩 ${count} 份`, en: `${count} left` }),
  soldOut: () => ({ zh: "已兑完", en: "none left" }),
  missing: (points: number) => ({ zh: `还差 ${points} 积分`, en: `${points} points short` }),
  reserved: (points: number) => ({
    zh: `${points} 积分已预扣，不同意会全部退回。`,
    en: `${points} points are set aside; they come back if it is refused.`,
  }),
  redeemQuestion: (name: string, points: number) => ({
    zh: `用 ${points} 积分兑换「${name}」？`,
    en: `Give ${points} points for “${name}”?`,
  }),
} as const satisfies Record<string, (...facts: never[]) => LocalText>;
