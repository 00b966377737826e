import { inChinese } from "./format.ts";
import type { Words } from "./problem-words.ts";

const whoZh = (fact: (name: string) => string | null): string => inChinese(fact("name") ?? "");
const who = (fact: (name: string) => string | null): string => fact("name") ?? "";

/** What can be wrong about nominations and awards, by what was filled in. */
export const AWARD_BAD_INPUT: Readonly<Record<string, Words>> = {
  "nominate-oneself": () => ({
    what: { zh: "不能提名自己。", en: "Nobody can name themselves." },
    next: { zh: "请提名一位同事。", en: "Please name a colleague." },
  }),
  "nominee-left": (fact) => ({
    what: {
      zh: `${whoZh(fact).trimStart()}已离职，不能参评。`,
      en: `${who(fact)} has left and cannot win an award.`,
    },
    next: { zh: "请提名在职的同事。", en: "Please name somebody who is still here." },
  }),
  "nominee-no-agent": (fact) => ({
    what: {
      zh: `${whoZh(fact).trimStart()}不是客服，不参评这个奖项。`,
      en: `${who(fact)} is no agent; this award is for agents.`,
    },
    next: { zh: "请提名一位客服同事。", en: "Please name an agent." },
  }),
  nominee: () => ({
    what: { zh: "请选择要提名的同事。", en: "Choose whom you want to name." },
    next: { zh: "选好后再提交，理由还在。", en: "Choose, then send it again; your reason is still there." },
  }),
  "own-supervisor": (fact) => ({
    what: {
      zh: `${whoZh(fact).trimStart()}是您的直属主管，不能提名。`,
      en: `${who(fact)} is your own supervisor and cannot be named by you.`,
    },
    next: { zh: "请提名一位同事。", en: "Please name a colleague." },
  }),
  "same-pair": (fact) => ({
    what: { zh: `这个月您已经提名过${whoZh(fact)}。`, en: `You have named ${who(fact)} this month already.` },
    next: { zh: "先前的提名有效，可以提名其他同事。", en: "That one counts; you can name somebody else." },
  }),
  "nominations-spent": (fact) => ({
    what: {
      zh: `这个月的 ${fact("max") ?? ""} 次提名已经用完。`,
      en: `Your ${fact("max") ?? ""} nominations of this month are used up.`,
    },
    next: { zh: "下个月可以再提名。", en: "You can name people again next month." },
  }),
  "no-newcomer": (fact) => ({
    what: {
      zh: `${whoZh(fact).trimStart()}入职已超过 ${fact("months") ?? ""} 个月，不参评这个奖项。`,
      en: `${who(fact)} was hired more than ${fact("months") ?? ""} months ago; this award is for newcomers.`,
    },
    next: { zh: "可以改为提名其他奖项。", en: "You can name them for another award." },
  }),
  "nomination-reason": (fact) => ({
    what: {
      zh: `理由太短，至少写 ${fact("min") ?? "几"} 个字。`,
      en: `The reason is too short: at least ${fact("min") ?? "a few"} characters.`,
    },
    next: {
      zh: "请写明做了什么、结果怎样，再发一次，例如：提名 李雷 昨晚独自安抚了三位投诉客户。",
      en: "Say what they did and what came of it: nominate Li Lei calmed three complaints alone last night.",
    },
  }),
  "nominable-award": () => ({
    what: { zh: "这个奖项不接受提名。", en: "Nobody is named for this award." },
    next: { zh: "请从列表里选择奖项。", en: "Please choose an award from the list." },
  }),
  "evidence-other": (fact) => ({
    what: {
      zh: `会话 ${fact("typed") ?? ""} 不是${whoZh(fact)}处理的。`,
      en: `Conversation ${fact("typed") ?? ""} was not handled by ${who(fact)}.`,
    },
    next: { zh: "请核对编号，或不填。", en: "Please check it, or leave it out." },
  }),
  "award-card": () => ({
    what: { zh: "这张卡片已过期，没有记录任何内容。", en: "This card is out of date; nothing was stored." },
    next: { zh: "请发送「颁奖」，打开最新的卡片。", en: "Send “award” and open the newest one." },
  }),
  "award-pick": () => ({
    what: { zh: "还没有选择获奖者。", en: "Nobody is picked." },
    next: { zh: "请至少选择一位，或选「本期不评」。", en: "Pick somebody, or “Nobody this time”." },
  }),
  "award-pick-twice": () => ({
    what: { zh: "同一位候选人选了两次。", en: "One candidate is picked twice." },
    next: { zh: "请修改后再提交。", en: "Please change it and send it again." },
  }),
  "award-pick-many": (fact) => ({
    what: { zh: `最多选 ${fact("max") ?? ""} 位。`, en: `At most ${fact("max") ?? ""} can be picked.` },
    next: { zh: "请减少后再提交。", en: "Please pick fewer and send it again." },
  }),
  "praise-name": (fact) => ({
    what: {
      zh: `表扬语里有「${who(fact)}」，本人还没有同意公开姓名，没有记录。`,
      en: `The praise names ${who(fact)}, who has not agreed to be named; nothing was stored.`,
    },
    next: {
      zh: "请去掉姓名，或请本人发送「公示授权」同意后再提交。",
      en: "Leave the name out, or ask them to send “consent” and agree, then send it again.",
    },
  }),
  "award-no-group": () => ({
    what: { zh: "还没有绑定群，没有发布。", en: "No group is bound; nothing was posted." },
    next: {
      zh: "请在群里发送「@星评 绑定群」，再回来发布。",
      en: "Send “@Xingping bind group” in the group, then post it here.",
    },
  }),
  "nobody-reason": () => ({
    what: { zh: "请写明本期不评的原因。", en: "Say why nobody gets it." },
    next: { zh: "写好后再提交。", en: "Write it and send it again." },
  }),
  amount: () => ({
    what: { zh: "没有看懂金额。", en: "That is no amount." },
    next: { zh: "请填写数字，例如 500 或 500.50。", en: "Write a number, such as 500 or 500.50." },
  }),
  "contact-id": () => ({
    what: { zh: "请写上会话编号。", en: "Say which conversation." },
    next: { zh: "例如：重大投诉 C-20261103-07。", en: "Such as: major complaint C-20261103-07." },
  }),
  "contact-several": (fact) => ({
    what: {
      zh: `有几段会话的编号都是 ${fact("typed") ?? ""}。`,
      en: `Several conversations are called ${fact("typed") ?? ""}.`,
    },
    next: { zh: "请在它的质检卡片上操作。", en: "Please use the button on its QA card." },
  }),
  "no-complaint": () => ({
    what: { zh: "这段会话没有投诉标记。", en: "This conversation is not flagged as a complaint." },
    next: { zh: "请核对编号，或先更正导入的数据。", en: "Please check it, or import it with its flag." },
  }),
  "case-note": () => ({
    what: { zh: "请写明怎样解决的。", en: "Say how it was resolved." },
    next: { zh: "写好后再提交。", en: "Write it and send it again." },
  }),
};

export const AWARD_NOT_FOUND: Readonly<Record<string, Words>> = {
  award: () => ({
    what: { zh: "没有这个评奖。", en: "There is no such award." },
    next: { zh: "请发送「颁奖」查看。", en: "Send “award” to see them." },
  }),
  "award-name": (fact) => ({
    what: { zh: "没有这个奖项。", en: "There is no award of that name." },
    next: {
      zh: fact("names") === null ? "请发送「颁奖」查看。" : `现有奖项：${fact("names")}。`,
      en: fact("namesEn") === null ? "Send “award” to see them." : `There are: ${fact("namesEn")}.`,
    },
  }),
  "award-period": (fact) => ({
    what: {
      zh: fact("period") === null ? "现在没有可以评奖的金点子。" : `这个奖项没有 ${fact("period")} 这一期。`,
      en:
        fact("period") === null
          ? "No idea waits for this award."
          : `This award has no period ${fact("period")}.`,
    },
    next: { zh: "请发送「颁奖」查看可以评的奖项。", en: "Send “award” to see what can be decided." },
  }),
  evidence: (fact) => ({
    what: {
      zh: `没有编号为 ${fact("typed") ?? ""} 的会话。`,
      en: `There is no conversation ${fact("typed") ?? ""}.`,
    },
    next: { zh: "请核对编号。", en: "Please check it." },
  }),
};

export const AWARD_ALREADY_DONE: Readonly<Record<string, Words>> = {
  "award-shortlist": () => ({
    what: { zh: "这个奖项已经被重新打开。", en: "This award was opened again." },
    next: { zh: "卡片上是现在的候选人。", en: "The card shows the candidates of now." },
  }),
  "award-picked": () => ({
    what: { zh: "获奖者已经选定，没有重复记录。", en: "The winners are picked; nothing was stored twice." },
    next: { zh: "发布前可以选「重新选择」。", en: "Until it is posted you can choose again." },
  }),
  "award-nobody": () => ({
    what: { zh: "已经决定本期不评。", en: "It was decided that nobody gets it." },
    next: { zh: "需要时可以选「重新选择」。", en: "You can choose again if need be." },
  }),
  "award-previewed": () => ({
    what: { zh: "这一步已经做过了，没有重复记录。", en: "This step was taken; nothing was stored twice." },
    next: { zh: "卡片上是预览。", en: "The card shows the preview." },
  }),
  "award-posted": () => ({
    what: { zh: "已经发布过了，没有重复发布。", en: "It was posted; nothing was posted twice." },
    next: { zh: "卡片上是发布的内容。", en: "The card shows what was posted." },
  }),
  paid: () => ({
    what: { zh: "这份奖励已经确认发放过了。", en: "This reward was confirmed before." },
    next: { zh: "卡片上是现在的情况。", en: "The card shows how it stands now." },
  }),
  "major-case": () => ({
    what: { zh: "这段会话已经记为重大投诉。", en: "This conversation was marked before." },
    next: { zh: "卡片上是当时的记录。", en: "The card shows how." },
  }),
};

export const AWARD_CLOSED: Readonly<Record<string, Words>> = {
  ...AWARD_ALREADY_DONE,
  "nomination-window": (fact) => ({
    what: {
      zh: `${fact("month") ?? "这个月"} 的提名已经截止。`,
      en: `Nominations for ${fact("month") ?? "that month"} are closed.`,
    },
    next: {
      zh: "请选择本月再提交，理由还在。",
      en: "Choose this month and send it again; your reason is still there.",
    },
  }),
  "period-running": (fact) => ({
    what: {
      zh: `${fact("period") ?? "这一期"} 还没有结束，不能评奖。`,
      en: `${fact("period") ?? "The period"} is not over yet.`,
    },
    next: {
      zh: "结束后的第一个工作日会把候选名单发给您。",
      en: "The candidates come to you on the first working day after it.",
    },
  }),
  "award-candidate": () => ({
    what: {
      zh: "您选的一位已不在候选名单里，没有记录。",
      en: "Somebody you picked is no candidate any more; nothing was stored.",
    },
    next: {
      zh: "卡片上是最新的候选人，请重新选择。",
      en: "The card shows the candidates of now; please pick again.",
    },
  }),
  "award-changed": () => ({
    what: {
      zh: "预览之后内容有变化，没有发布。",
      en: "The post has changed since the preview; it was not sent.",
    },
    next: { zh: "请看过卡片上的新预览，再发布。", en: "Look at the new preview on the card, then post it." },
  }),
  "award-praise": (fact) => ({
    what: {
      zh: `表扬语里有「${who(fact)}」，本人还没有同意公开姓名，没有继续。`,
      en: `The praise names ${who(fact)}, who has not agreed to be named; nothing was done.`,
    },
    next: {
      zh: "请选「重新选择」去掉姓名，或请本人发送「公示授权」同意后再试。",
      en: "Choose again without the name, or ask them to send “consent” and agree, then try again.",
    },
  }),
  "award-left": (fact) => ({
    what: {
      zh: `${whoZh(fact).trimStart()}已离职，没有发布。`,
      en: `${who(fact)} has left; nothing was posted.`,
    },
    next: { zh: "请选「重新选择」。", en: "Please choose again." },
  }),
  "nothing-to-pay": () => ({
    what: { zh: "这个奖项现在没有需要发放的奖励。", en: "Nothing is to be paid for this award." },
    next: { zh: "发布之后才能确认发放。", en: "Rewards are confirmed after it is posted." },
  }),
};

export const AWARD_WRONG_PERSON: Readonly<Record<string, Words>> = {
  "own-reward": () => ({
    what: { zh: "不能确认发给自己的奖励。", en: "Nobody confirms their own reward." },
    next: { zh: "请人事或另一位经理确认。", en: "Please ask the people office or another manager." },
  }),
  "own-case": () => ({
    what: { zh: "不能标记自己处理的投诉。", en: "Nobody marks a complaint that they handled themselves." },
    next: { zh: "请另一位主管标记。", en: "Please ask another supervisor." },
  }),
};
