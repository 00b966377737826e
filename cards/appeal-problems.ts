import type { Words } from "./problem-words.ts";

/** What can be wrong about appeals, by what was filled in. */
export const APPEAL_BAD_INPUT: Readonly<Record<string, Words>> = {
  "appeal-reason": (fact) => ({
    what: {
      zh: `理由太短，至少写 ${fact("min") ?? "几"} 个字。`,
      en: `The reason is too short: at least ${fact("min") ?? "a few"} characters.`,
    },
    next: {
      zh: "写明依据后再提交，还没有记录任何内容。",
      en: "Say why and send it again; nothing was stored.",
    },
  }),
  "appeal-long": (fact) => ({
    what: {
      zh: `理由有 ${fact("count") ?? "太多"} 个字，最多 ${fact("max") ?? ""} 个字。`,
      en: `That is ${fact("count") ?? "too many"} characters; at most ${fact("max") ?? "fewer"} are taken.`,
    },
    next: { zh: "请缩短后再提交。", en: "Please shorten it and send it again." },
  }),
  "appeal-value": () => ({
    what: { zh: "请选择或填写分数。", en: "A score is needed." },
    next: {
      zh: "从列表里选一个，或写一个数字，再提交。",
      en: "Choose one from the list, or write a number.",
    },
  }),
  "appeal-lower": () => ({
    what: {
      zh: "申诉不会降低得分，这个分数会使结果变低或没有变化。",
      en: "An appeal never lowers a score, and this one would, or would change nothing.",
    },
    next: { zh: "请选择更高的分数。", en: "Please choose a better one." },
  }),
  "ruling-lower": () => ({
    what: { zh: "裁决不能低于原评分。", en: "A ruling is never below the given score." },
    next: { zh: "请维持原评分，或选择更高的分数。", en: "Keep the given score, or choose a better one." },
  }),
  ruling: () => ({
    what: { zh: "请选择裁决。", en: "Choose a ruling." },
    next: { zh: "从列表里选一个再提交。", en: "Choose one from the list and send it again." },
  }),
  "ruling-value": () => ({
    what: { zh: "选择「另定一个分数」时，请填写分数。", en: "Another score was chosen, but none is given." },
    next: { zh: "填写后再提交。", en: "Fill it in and send it again." },
  }),
  "appeal-card": () => ({
    what: { zh: "这张卡片已过期，没有记录任何内容。", en: "This card is out of date; nothing was stored." },
    next: { zh: "请发送「申诉」，打开最新的卡片。", en: "Send “appeal” and open the newest one." },
  }),
};

export const APPEAL_NOT_FOUND: Readonly<Record<string, Words>> = {
  appeal: (fact) => ({
    what: {
      zh: fact("appeal") === null ? "没有这件申诉。" : `没有编号为 #${fact("appeal")} 的申诉。`,
      en: fact("appeal") === null ? "There is no such appeal." : `There is no appeal #${fact("appeal")}.`,
    },
    next: { zh: "请发送「申诉」查看。", en: "Send “appeal” to see yours." },
  }),
  digest: () => ({
    what: { zh: "没有这一周的反馈。", en: "There is no digest of that week." },
    next: { zh: "请发送「我的成绩」查看得分。", en: "Send “my scores” to see your scores." },
  }),
  "appeal-item": () => ({
    what: {
      zh: "这个项目没有评分，或已经是最高分。",
      en: "That item was not rated, or has the best rating already.",
    },
    next: { zh: "请从列表里另选一项。", en: "Please choose another one from the list." },
  }),
  "appeal-figure": () => ({
    what: { zh: "这个月没有可以申诉的这项数据。", en: "There is no such figure of that month to appeal." },
    next: { zh: "请发送「申诉」查看可以申诉的内容。", en: "Send “appeal” to see what can be appealed." },
  }),
};

export const APPEAL_ALREADY_DONE: Readonly<Record<string, Words>> = {
  appeal: (fact) => ({
    what: {
      zh: `这次评分已经申诉过了（#${fact("appeal") ?? ""}），每次评分只能申诉一次。`,
      en: `This was appealed before (#${fact("appeal") ?? ""}); each score is appealed once.`,
    },
    next: {
      zh: `发送「申诉 #${fact("appeal") ?? ""}」查看进展。`,
      en: `Send “appeal #${fact("appeal") ?? ""}” to see how it stands.`,
    },
  }),
  "second-hearing": (fact) => ({
    what: {
      zh: `复审只有一次（#${fact("appeal") ?? ""}），裁决为最终结果。`,
      en: `There is one second hearing (#${fact("appeal") ?? ""}); its ruling is final.`,
    },
    next: { zh: "如有疑问，请联系经理。", en: "Ask your manager if something is wrong." },
  }),
  "appeal-ruled": (fact) => ({
    what: {
      zh: `申诉 #${fact("appeal") ?? ""} 已经裁决，没有重复记录。`,
      en: `Appeal #${fact("appeal") ?? ""} is ruled; nothing was stored twice.`,
    },
    next: { zh: "结果见卡片。", en: "The card shows the ruling." },
  }),
  "appeal-moved": (fact) => ({
    what: {
      zh: `申诉 #${fact("appeal") ?? ""} 的情况有变化，没有记录裁决。`,
      en: `Appeal #${fact("appeal") ?? ""} has moved on; your ruling was not stored.`,
    },
    next: { zh: "请在最新的卡片上裁决。", en: "Please rule on the newest card." },
  }),
};

export const APPEAL_CLOSED: Readonly<Record<string, Words>> = {
  "appeal-window": (fact) => ({
    what: {
      zh: `申诉期已在 ${fact("until") ?? ""} 结束。`,
      en: `The time for an appeal ended on ${fact("until") ?? ""}.`,
    },
    next: { zh: "如有疑问，请与主管当面沟通。", en: "Please talk to your supervisor if something is wrong." },
  }),
  "second-window": (fact) => ({
    what: {
      zh: `申请复审的期限已在 ${fact("until") ?? ""} 结束。`,
      en: `The time for a second hearing ended on ${fact("until") ?? ""}.`,
    },
    next: { zh: "裁决为最终结果。", en: "The ruling is final." },
  }),
  "appeal-open": (fact) => ({
    what: {
      zh: `申诉 #${fact("appeal") ?? ""} 还没有裁决，不能申请复审。`,
      en: `Appeal #${fact("appeal") ?? ""} is not ruled yet, so there is nothing to hear again.`,
    },
    next: { zh: "请等裁决后再申请。", en: "Please wait for the ruling." },
  }),
  "appeal-granted": (fact) => ({
    what: {
      zh: `申诉 #${fact("appeal") ?? ""} 已按您申请的分数更正，不需要复审。`,
      en: `Appeal #${fact("appeal") ?? ""} was granted as you proposed; there is nothing to hear again.`,
    },
    next: { zh: "请发送「我的成绩」查看新的得分。", en: "Send “my scores” to see the new score." },
  }),
  "second-nobody": () => ({
    what: {
      zh: "没有第二位可以复审的同事，裁决为最终结果。",
      en: "There is nobody else who could hear it again, so the ruling is final.",
    },
    next: { zh: "如有疑问，请联系经理。", en: "Ask your manager if something is wrong." },
  }),
  appealed: (fact) => ({
    what: {
      zh: `本人已经申诉（#${fact("appeal") ?? ""}），评分不能再更正。`,
      en: `The agent has appealed (#${fact("appeal") ?? ""}), so the score can no longer be corrected.`,
    },
    next: { zh: "请等裁决，结果会告诉您。", en: "Please wait for the ruling; you will be told." },
  }),
};

export const APPEAL_WRONG_PERSON: Readonly<Record<string, Words>> = {
  "appeal-own": () => ({
    what: { zh: "只能申诉自己的得分。", en: "You can appeal your own scores only." },
    next: { zh: "请发送「申诉」查看您可以申诉的内容。", en: "Send “appeal” to see what is yours." },
  }),
  "appeal-judge": () => ({
    what: {
      zh: "这件申诉由别的同事裁决；评分人和本人不能裁决。",
      en: "Another judge rules on this appeal; never the scorer or the agent.",
    },
    next: { zh: "请发送「申诉」查看等您裁决的申诉。", en: "Send “appeal” to see those that wait for you." },
  }),
  appeal: () => ({
    what: { zh: "这件申诉与您无关。", en: "This appeal is none of yours." },
    next: { zh: "请发送「申诉」查看与您有关的申诉。", en: "Send “appeal” to see yours." },
  }),
};
