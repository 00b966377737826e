import type { ErrorCode, ErrorFacts } from "#domain/error";
import type { Language, LocalText } from "#domain/local-text";
import {
  APPEAL_ALREADY_DONE,
  APPEAL_BAD_INPUT,
  APPEAL_CLOSED,
  APPEAL_NOT_FOUND,
  APPEAL_WRONG_PERSON,
} from "./appeal-problems.ts";
import {
  MONTH_ALREADY_DONE,
  MONTH_BAD_INPUT,
  MONTH_CLOSED,
  MONTH_NOT_FOUND,
  MONTH_POLICY_INVALID,
  MONTH_WRONG_PERSON,
} from "./month-problems.ts";
import {
  AWARD_ALREADY_DONE,
  AWARD_BAD_INPUT,
  AWARD_CLOSED,
  AWARD_NOT_FOUND,
  AWARD_WRONG_PERSON,
} from "./award-problems.ts";
import {
  RECOGNITION_ALREADY_DONE,
  RECOGNITION_BAD_INPUT,
  RECOGNITION_CLOSED,
  RECOGNITION_NOT_FOUND,
  RECOGNITION_WRONG_PERSON,
} from "./recognition-problems.ts";

/** What is wrong, and what the person can do about it. */
export type ProblemWords = { readonly what: LocalText; readonly next: LocalText };
export type Words = (fact: (name: string) => string | null) => ProblemWords;

/** By what was filled in. */
const BAD_INPUT: Readonly<Record<string, Words>> = {
  reason: () => ({
    what: { zh: "请选择或写明原因。", en: "A reason is needed." },
    next: { zh: "补充后再提交。", en: "Add it and submit again." },
  }),
  successor: () => ({
    what: { zh: "不能移交给这位同事。", en: "This conversation cannot go to that person." },
    next: { zh: "请从名单中另选一位。", en: "Please choose somebody else from the list." },
  }),
  comment: (fact) => ({
    what: {
      zh: `总评至少写 ${fact("min") ?? "几"} 个字。`,
      en: `The comment needs at least ${fact("min") ?? "a few"} characters.`,
    },
    next: {
      zh: "补充后再提交，已选的内容还在。",
      en: "Add to it and submit again; your choices are still there.",
    },
  }),
  "not-applicable": (fact) => ({
    what: {
      zh: `「${fact("item") ?? "评分"}」不能选「不适用」。`,
      en: `“${fact("itemEn") ?? fact("item") ?? "The rating"}” cannot be N/A.`,
    },
    next: { zh: "请重新选择后提交。", en: "Please choose again and submit." },
  }),
  card: () => ({
    what: {
      zh: "这张卡片已过期，不能再用，没有记录任何内容。",
      en: "This card is out of date; nothing was stored.",
    },
    next: {
      zh: "请发送「今日任务」，打开最新的卡片。",
      en: "Send “tasks” and open the newest one from the list.",
    },
  }),
  bindings: () => ({
    what: { zh: "今天的绑定申请太多了。", en: "That were too many requests for one day." },
    next: {
      zh: "请与经理核对工号，明天再试。",
      en: "Please check your number with a manager and try tomorrow.",
    },
  }),
  employeeNo: () => ({
    what: { zh: "请写上工号。", en: "The employee number is missing." },
    next: { zh: "例如：绑定 1024。", en: "Such as: bind 1024." },
  }),
  "outside-group": () => ({
    what: { zh: "绑定群要在群里进行。", en: "A group is bound from inside it." },
    next: {
      zh: "请把我加进那个群，在群里 @我 并发送「绑定群」。",
      en: "Add me to that group and send “bind group” there, with a mention of me.",
    },
  }),
  team: (fact) => ({
    what: {
      zh: `没有叫「${fact("typed") ?? ""}」的团队。`,
      en: `There is no team called “${fact("typed") ?? ""}”.`,
    },
    next: {
      zh: `请从这些里选：${fact("teams") ?? ""}，或「全部」。`,
      en: `Choose one of: ${fact("teamsEn") ?? ""}, or “all”.`,
    },
  }),
  ...RECOGNITION_BAD_INPUT,
  ...APPEAL_BAD_INPUT,
  ...MONTH_BAD_INPUT,
  ...AWARD_BAD_INPUT,
};

/** By what was looked for. */
const NOT_FOUND: Readonly<Record<string, Words>> = {
  task: () => ({
    what: { zh: "没有这个质检任务。", en: "There is no such QA task." },
    next: { zh: "请发送「今日任务」，从列表里打开。", en: "Send “tasks” and open it from the list." },
  }),
  employee: (fact) => ({
    what: {
      zh: `没有工号 ${fact("employeeNo") ?? ""} 的在职同事。`,
      en: `Nobody here has the employee number ${fact("employeeNo") ?? ""}.`,
    },
    next: {
      zh: "请核对工号，或请管理员导入。",
      en: "Please check the number, or ask the administrator to import it.",
    },
  }),
  evaluation: () => ({
    what: { zh: "没有这次评分。", en: "There is no such score of yours." },
    next: { zh: "请发送「我的成绩」查看。", en: "Send “my scores” to see them." },
  }),
  decider: () => ({
    what: { zh: "现在没有人能确认这个绑定。", en: "Nobody can confirm this request at the moment." },
    next: {
      zh: "请联系管理员在人员名单里登记账号。",
      en: "Please ask the administrator to enter your account.",
    },
  }),
  request: () => ({
    what: { zh: "没有这个绑定申请。", en: "There is no such request." },
    next: { zh: "请对方重新发送「绑定 工号」。", en: "Ask them to send “bind” and their number again." },
  }),
  ...RECOGNITION_NOT_FOUND,
  ...APPEAL_NOT_FOUND,
  ...MONTH_NOT_FOUND,
  ...AWARD_NOT_FOUND,
};

type Problems = Readonly<Record<string, Words>>;
const WRONG_PERSON: Problems = {
  ...RECOGNITION_WRONG_PERSON,
  ...APPEAL_WRONG_PERSON,
  ...MONTH_WRONG_PERSON,
  ...AWARD_WRONG_PERSON,
};
const ALREADY_DONE: Problems = {
  ...RECOGNITION_ALREADY_DONE,
  ...APPEAL_ALREADY_DONE,
  ...MONTH_ALREADY_DONE,
  ...AWARD_ALREADY_DONE,
};
const CLOSED: Problems = { ...RECOGNITION_CLOSED, ...APPEAL_CLOSED, ...MONTH_CLOSED, ...AWARD_CLOSED };

/** By what is known of the press: `yes`, it is stored; `unknown`, nobody could say in time. */
const UNAVAILABLE_NEXT: Readonly<Record<string, ProblemWords["next"]>> = {
  yes: {
    zh: "提交的内容已保存，系统会自动再试，完成后卡片会更新。",
    en: "What you sent is stored and tried again by itself; the card changes when it is done.",
  },
  unknown: {
    zh: "请几分钟后看一下卡片，没有变化再提交一次。",
    en: "Look at the card in a few minutes; if it has not changed, send it again.",
  },
};

const PROBLEM_WORDS = {
  "bad-input": (fact) =>
    BAD_INPUT[fact("what") ?? ""]?.(fact) ?? {
      what: { zh: "填写的内容无法使用。", en: "What was filled in cannot be used." },
      next: { zh: "请检查后再提交一次。", en: "Please check it and send it again." },
    },
  "not-found": (fact) =>
    NOT_FOUND[fact("what") ?? ""]?.(fact) ?? {
      what: { zh: "没有找到要操作的内容，可能已被移除。", en: "That does not exist, or no longer." },
      next: { zh: "请打开最新的卡片再试。", en: "Please open the newest card and try again." },
    },
  "not-allowed": () => ({
    what: { zh: "您的角色不能做这件事。", en: "Your role does not include this." },
    next: { zh: "如需权限，请联系经理。", en: "Ask your manager if you should have it." },
  }),
  "unknown-person": () => ({
    what: { zh: "我还不认识您。", en: "I do not know you yet." },
    next: {
      zh: "请发送「绑定 工号」，例如：绑定 1024。",
      en: "Send “bind” and your employee number: bind 1024.",
    },
  }),
  "wrong-person": (fact) =>
    WRONG_PERSON[fact("what") ?? ""]?.(fact) ?? {
      what: {
        zh: "这件事已分派给别的同事，或与您本人有关。",
        en: "This belongs to somebody else, or is about yourself.",
      },
      next: { zh: "请发送「今日任务」查看您的任务。", en: "Send “tasks” to see your own." },
    },
  "already-done": (fact) =>
    ALREADY_DONE[fact("what") ?? ""]?.(fact) ?? {
      what: { zh: "已经提交过了，没有重复记录。", en: "This was already done; nothing was stored twice." },
      next: { zh: "结果见最新的卡片。", en: "The newest card shows the result." },
    },
  closed: (fact) =>
    CLOSED[fact("what") ?? ""]?.(fact) ?? {
      what: { zh: "已经结束，不能再修改。", en: "This is closed and cannot be changed." },
      next: { zh: "如有疑问，请联系经理。", en: "Ask your manager if that is wrong." },
    },
  "missing-item": (fact) => ({
    what: {
      zh: `还有项目没有评分：${fact("item") ?? "请检查"}。`,
      en: `Not rated yet: ${fact("itemEn") ?? fact("item") ?? "please check"}.`,
    },
    next: {
      zh: "选好后再提交，已选的内容还在。",
      en: "Choose, then submit again; your choices are still there.",
    },
  }),
  "outside-scale": (fact) => ({
    what: {
      zh: `「${fact("item") ?? "评分"}」只能选 ${fact("min") ?? "最低"} 到 ${fact("max") ?? "最高"}。`,
      en: `“${fact("itemEn") ?? fact("item") ?? "The rating"}” takes ${fact("min") ?? "the lowest"} to ${fact("max") ?? "the highest"}.`,
    },
    next: { zh: "请重新选择后提交。", en: "Please choose again and submit." },
  }),
  "bad-turn-number": (fact) => ({
    what: {
      zh: `证据轮次「${fact("typed") ?? ""}」不对，这段会话共 ${fact("turns") ?? "若干"} 轮。`,
      en: `“${fact("typed") ?? ""}” is no turn of this conversation; it has ${fact("turns") ?? "fewer"}.`,
    },
    next: { zh: "请填写轮次数字，如 3, 5-7。", en: "Write turn numbers, such as 3, 5-7." },
  }),
  "policy-invalid": (fact) =>
    MONTH_POLICY_INVALID[fact("what") ?? ""]?.(fact) ?? {
      what: { zh: "现行制度的配置有误。", en: "The policy in force has a mistake." },
      next: {
        zh: "请管理员运行 xingping policy lint。",
        en: "Ask the administrator to run xingping policy lint.",
      },
    },
  "setting-missing": (fact) => ({
    what: {
      zh: `缺少必需的设置：${fact("setting") ?? "见日志"}。`,
      en: `A required setting is missing: ${fact("setting") ?? "see the log"}.`,
    },
    next: { zh: "请管理员补全设置。", en: "Ask the administrator to fill it in." },
  }),
  busy: () => ({
    what: { zh: "正在处理，还没有结果。", en: "Still being worked on." },
    next: { zh: "请稍候，完成后卡片会自动更新。", en: "Please wait: the card changes when it is done." },
  }),
  unavailable: (fact) => ({
    what: { zh: "系统暂时无法处理。", en: "The system cannot do this right now." },
    next: UNAVAILABLE_NEXT[fact("kept") ?? ""] ?? {
      zh: "请几分钟后再试。",
      en: "Please try again in a few minutes.",
    },
  }),
} as const satisfies Record<ErrorCode, Words>;

export function problemWords(code: ErrorCode, facts: ErrorFacts): ProblemWords {
  return PROBLEM_WORDS[code]((name) => {
    const value = facts[name];
    return value === undefined || value === "" ? null : String(value);
  });
}

/** In one sentence or two, for a toast or a plain text. */
export function problemText(code: ErrorCode, facts: ErrorFacts, language: Language): string {
  const { what, next } = problemWords(code, facts);
  return language === "zh" ? `${what.zh}${next.zh}` : `${what.en} ${next.en}`;
}
