import type { Words } from "./problem-words.ts";

/** What can be wrong about ideas and points, by what was filled in. */
export const RECOGNITION_BAD_INPUT: Readonly<Record<string, Words>> = {
  idea: () => ({
    what: { zh: "还没有写点子。", en: "There is no idea in it." },
    next: {
      zh: "例如：金点子 退款进度做成可查询的卡片。",
      en: "Such as: idea show refund progress as a card.",
    },
  }),
  "idea-short": (fact) => ({
    what: {
      zh: `点子太短，至少写 ${fact("min") ?? "几"} 个字。`,
      en: `The idea is too short: at least ${fact("min") ?? "a few"} characters.`,
    },
    next: {
      zh: "请写明想改进什么、怎样改，再发一次。",
      en: "Say what should change and how, and send it again.",
    },
  }),
  "too-long": (fact) => ({
    what: {
      zh: `内容有 ${fact("count") ?? "太多"} 个字，最多 ${fact("max") ?? ""} 个字。`,
      en: `That is ${fact("count") ?? "too many"} characters; at most ${fact("max") ?? "fewer"} are taken.`,
    },
    next: { zh: "请缩短，或把全文放在链接里。", en: "Please shorten it, or link to the whole text." },
  }),
  category: () => ({
    what: { zh: "请选择类别。", en: "A category is needed." },
    next: { zh: "从列表里选一个再提交。", en: "Choose one from the list and send it again." },
  }),
  supplement: () => ({
    what: { zh: "还没有写补充内容。", en: "There is nothing to add in it." },
    next: {
      zh: "例如：金点子 #12 补充 每月约三百次来电。",
      en: "Such as: idea #12 about three hundred calls a month.",
    },
  }),
  question: () => ({
    what: { zh: "请写明需要作者补充什么。", en: "Say what the author should add." },
    next: { zh: "写好后再提交。", en: "Write it and send it again." },
  }),
  metric: () => ({
    what: { zh: "请选择用哪个指标看效果。", en: "Choose the metric of the effect." },
    next: { zh: "从列表里选一个再提交。", en: "Choose one from the list and send it again." },
  }),
  scope: () => ({
    what: { zh: "请选择影响范围。", en: "Choose whom it concerns." },
    next: { zh: "从列表里选一个再提交。", en: "Choose one from the list and send it again." },
  }),
  verdict: () => ({
    what: { zh: "请选择结论。", en: "Choose a verdict." },
    next: { zh: "从列表里选一个再提交。", en: "Choose one from the list and send it again." },
  }),
  finding: () => ({
    what: {
      zh: "结论与计算结果不一致，或没有计算结果，请写明依据。",
      en: "Your verdict is not what the numbers say, or there are none: say what you found.",
    },
    next: { zh: "填写「说明」后再提交。", en: "Fill in the explanation and send it again." },
  }),
  "idea-number": () => ({
    what: { zh: "请填写点子的编号。", en: "The number of an idea is needed." },
    next: { zh: "例如：#7。", en: "Such as: #7." },
  }),
  "merge-itself": () => ({
    what: { zh: "不能合并到自己。", en: "An idea cannot be merged into itself." },
    next: { zh: "请填写另一个点子的编号。", en: "Write the number of another one." },
  }),
  "merge-own": (fact) => ({
    what: {
      zh: `#${fact("idea") ?? ""} 的评审人是这个点子的作者，不能合并过去。`,
      en: `The reviewer of #${fact("idea") ?? ""} is an author of this idea; they cannot be merged.`,
    },
    next: {
      zh: "可以反过来合并，或分别评审。",
      en: "Merge them the other way round, or answer each on its own.",
    },
  }),
  support: () => ({
    what: { zh: "作者和评审人不能支持自己的点子。", en: "Authors and reviewers do not support their own." },
    next: { zh: "可以支持别人的点子。", en: "You can support the ideas of others." },
  }),
  day: (fact) => ({
    what: {
      zh: `日期要在 ${fact("from") ?? ""} 到 ${fact("to") ?? ""} 之间。`,
      en: `The date must be from ${fact("from") ?? ""} to ${fact("to") ?? ""}.`,
    },
    next: { zh: "请修改后再提交。", en: "Please change it and send it again." },
  }),
  "no-day": (fact) => ({
    what: { zh: "没有看懂这个日期。", en: "That is no date." },
    next: {
      zh: `请写成 ${fact("today") ?? "2026-11-20"} 的样子。`,
      en: `Write it as ${fact("today") ?? "2026-11-20"}.`,
    },
  }),
  "idea-card": () => ({
    what: { zh: "这张卡片已过期，没有记录任何内容。", en: "This card is out of date; nothing was stored." },
    next: { zh: "请发送「我的金点子」，打开最新的卡片。", en: "Send “my ideas” and open the newest one." },
  }),
  points: (fact) => ({
    what: {
      zh: `积分不够：需要 ${fact("price") ?? ""}，您有 ${fact("balance") ?? "0"}，还差 ${fact("missing") ?? ""}。`,
      en: `Not enough points: it takes ${fact("price") ?? ""}, you have ${fact("balance") ?? "0"}, ${fact("missing") ?? ""} short.`,
    },
    next: {
      zh: "没有扣除积分。发送「我的积分」查看明细。",
      en: "Nothing was taken. Send “my points” to see them.",
    },
  }),
  "points-spent": () => ({
    what: {
      zh: "作者已经用掉了合并后得到的积分，不能撤销合并。",
      en: "The author has spent the points that the merge brought; it cannot be undone.",
    },
    next: { zh: "请与作者商量。", en: "Please talk to the author." },
  }),
};

export const RECOGNITION_NOT_FOUND: Readonly<Record<string, Words>> = {
  idea: (fact) => ({
    what: {
      zh: fact("idea") === null ? "没有这个点子。" : `没有编号为 #${fact("idea")} 的点子。`,
      en: fact("idea") === null ? "There is no such idea." : `There is no idea #${fact("idea")}.`,
    },
    next: { zh: "请发送「我的金点子」核对编号。", en: "Send “my ideas” to look its number up." },
  }),
  item: () => ({
    what: { zh: "兑换目录里没有这一项。", en: "The catalogue does not have this." },
    next: { zh: "请发送「兑换」查看现有的项目。", en: "Send “redeem” to see what there is." },
  }),
  approver: () => ({
    what: {
      zh: "现在没有人能审批这项兑换，没有扣除积分。",
      en: "Nobody can approve this; no points were taken.",
    },
    next: { zh: "请联系管理员。", en: "Please ask the administrator." },
  }),
  redemption: () => ({
    what: { zh: "没有这个兑换申请。", en: "There is no such request." },
    next: { zh: "请发送「兑换」重新申请。", en: "Send “redeem” to ask anew." },
  }),
};

export const RECOGNITION_ALREADY_DONE: Readonly<Record<string, Words>> = {
  idea: (fact) => ({
    what: {
      zh: `#${fact("idea") ?? ""} 已经处理过了，没有重复记录。`,
      en: `#${fact("idea") ?? ""} was dealt with already; nothing was stored twice.`,
    },
    next: { zh: "卡片上是现在的情况。", en: "The card shows how it stands now." },
  }),
  "idea-sent": (fact) => ({
    what: {
      zh: `您已经提交过这个点子，编号 #${fact("idea") ?? ""}。`,
      en: `You have sent this idea before; it is #${fact("idea") ?? ""}.`,
    },
    next: {
      zh: `发送「金点子 #${fact("idea") ?? ""}」查看进展。`,
      en: `Send “idea #${fact("idea") ?? ""}” to see how it goes on.`,
    },
  }),
  redemption: () => ({
    what: {
      zh: "这个申请已经处理过了，没有重复扣除。",
      en: "This request was dealt with; nothing was taken twice.",
    },
    next: { zh: "卡片上是现在的情况。", en: "The card shows how it stands now." },
  }),
};

export const RECOGNITION_CLOSED: Readonly<Record<string, Words>> = {
  "sold-out": () => ({
    what: { zh: "已经兑完了，没有扣除积分。", en: "There is none left; no points were taken." },
    next: { zh: "请发送「兑换」看看其他项目。", en: "Send “redeem” to see what else there is." },
  }),
  idea: (fact) => ({
    what: {
      zh: `#${fact("idea") ?? ""} 现在的状态不能这样操作。`,
      en: `#${fact("idea") ?? ""} is past that point.`,
    },
    next: {
      zh: `发送「金点子 #${fact("idea") ?? ""}」查看现在的情况。`,
      en: `Send “idea #${fact("idea") ?? ""}” to see how it stands.`,
    },
  }),
};

export const RECOGNITION_WRONG_PERSON: Readonly<Record<string, Words>> = {
  idea: () => ({
    what: {
      zh: "只有作者能补充，只有评审人能决定，而且不能决定自己的点子。",
      en: "Only its author adds to an idea and only its reviewer decides, never about their own.",
    },
    next: {
      zh: "请发送「我的金点子」查看与您有关的点子。",
      en: "Send “my ideas” to see those that are yours.",
    },
  }),
};
