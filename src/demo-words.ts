import type { Language } from "#domain/local-text";
import type { LocalDate } from "#domain/working-day";

/** What was particular about a lived day. */
export type SceneWord = keyof typeof SCENE_WORDS;

const SCENE_WORDS = {
  hello: { zh: "经理在群里打招呼", en: "the manager says hello in the groups" },
  "first-words": { zh: "新人在群里 @星评", en: "a newcomer mentions the bot in a group" },
  skip: { zh: "一条被跳过，写明原因", en: "one was skipped, with a reason" },
  "hand-over": { zh: "一条移交给同事", en: "one was handed over" },
  correction: { zh: "一次更正评分", en: "a score was corrected" },
  left: { zh: "一条没评完，提醒并进入逾期清单", en: "one was left: reminder, overdue list" },
  "caught-up": { zh: "昨天的一条补上了", en: "yesterday's was caught up" },
} as const;

export type DemoWords = {
  readonly beginning: string;
  readonly brokenOff: string;
  readonly goingOn: string;
  readonly arrived: (people: number) => string;
  readonly day: (date: LocalDate, drawn: number, open: number, tells: readonly SceneWord[]) => string;
  /** The last lines; the address stands in the first one. */
  readonly ready: (url: string, now: string) => string;
  readonly toTry: string;
  readonly ending: string;
};

const WEEKDAYS = {
  zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
} as const;

const weekday = (date: LocalDate, language: Language): string =>
  WEEKDAYS[language][new Date(`${date}T00:00Z`).getUTCDay()] ?? "";

export const DEMO_WORDS: Readonly<Record<Language, DemoWords>> = {
  zh: {
    beginning: "正在准备演示：建库、启动程序和飞书模拟器，然后度过两周……",
    brokenOff: "上一次准备到一半就停了，这次从头开始。",
    goingOn: "接着上次的演示继续……",
    arrived: (people) => `${people} 人到岗：日班、夜班各有一个群。`,
    day: (date, drawn, open, tells) =>
      [
        `${date} ${weekday(date, "zh")}　抽样 ${drawn} 条，重抽一致`,
        open === 0 ? "全部评完" : `未评 ${open} 条`,
        ...tells.map((tell) => SCENE_WORDS[tell].zh),
      ].join("；"),
    ready: (url, now) => `\n星评已就绪：${url} （演示时间 ${now}）`,
    toTry: "可以试试：",
    ending: "Ctrl-C 结束，数据会保留；npm run demo -- --reset 重新开始。",
  },
  en: {
    beginning: "Preparing the demo: a database, the program, an emulator of Lark, then two weeks are lived …",
    brokenOff: "The last preparation was broken off; this one begins anew.",
    goingOn: "Going on where the demo was left …",
    arrived: (people) => `${people} people are here; day and night shift have a group chat each.`,
    day: (date, drawn, open, tells) =>
      [
        `${date} ${weekday(date, "en")}  ${drawn} drawn, the same when drawn again`,
        open === 0 ? "all scored" : `${open} left open`,
        ...tells.map((tell) => SCENE_WORDS[tell].en),
      ].join("; "),
    ready: (url, now) => `\nXingping is running at ${url} (the demo's time is ${now})`,
    toTry: "Three things to try:",
    ending: "Ctrl-C ends it and keeps the data; npm run demo -- --reset begins anew.",
  },
};
