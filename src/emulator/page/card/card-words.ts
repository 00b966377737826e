import type { CardProps } from "./card-props.ts";

/** What the drawn card itself says, Chinese first; everything else comes from the card. */
const WORDS = {
  notDrawn: ["这个组件此处不画：", "Not drawn here: "],
  notTwo: ["这里只画 JSON 2.0 的卡片。", "Only cards of JSON 2.0 are drawn here."],
  noObject: ["卡片内容不是一个 JSON 对象。", "The card is no JSON object."],
  noElements: ["卡片没有 body.elements。", "The card has no body.elements."],
  broken: ["画不出来：", "Could not be drawn: "],
  missing: ["有必填项未填写", "Required fields are not filled in"],
  missingHere: ["此项必填", "Required"],
  confirm: ["确定", "Confirm"],
  cancel: ["取消", "Cancel"],
  close: ["关闭", "Close"],
  more: ["更多", "More"],
  send: ["发送", "Send"],
  choose: ["请选择", "Please choose"],
  enter: ["请输入", "Please enter"],
  chooseDate: ["请选择日期", "Choose a date"],
  chooseTime: ["请选择时间", "Choose a time"],
  choosePerson: ["请选择人员", "Choose a person"],
  search: ["搜索", "Search"],
  nothingFound: ["没有匹配的结果", "Nothing found"],
  everybody: ["所有人", "Everyone"],
  unknownPerson: ["未知用户", "Unknown person"],
  showPassword: ["显示密码", "Show the password"],
  hidePassword: ["隐藏密码", "Hide the password"],
  previous: ["上一页", "Previous page"],
  next: ["下一页", "Next page"],
  previousMonth: ["上个月", "Previous month"],
  nextMonth: ["下个月", "Next month"],
  hour: ["时", "Hour"],
  minute: ["分", "Minute"],
  noRows: ["暂无数据", "No data"],
  picture: ["图片", "Picture"],
  pictureMissing: ["图片加载失败", "The picture could not be loaded"],
  enlarge: ["查看大图", "Enlarge"],
  chart: ["图表", "Chart"],
  chartLoading: ["图表加载中……", "Loading the chart…"],
  waiting: ["处理中", "Working on it"],
  header: ["卡片", "Card"],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type Word = keyof typeof WORDS;
export type Locale = CardProps["locale"];

export function wordFor(word: Word, locale: Locale): string {
  return WORDS[word][locale === "zh_cn" ? 0 : 1];
}

/** That something could not be drawn, and why. */
export function brokenWords(name: string, reason: string, locale: Locale): string {
  return `${wordFor("broken", locale)}${withAside(name, reason, locale)}`;
}

/** A word and a remark in the brackets of the language. */
export function withAside(words: string, aside: string, locale: Locale): string {
  if (aside === "") return words;
  return locale === "zh_cn" ? `${words}（${aside}）` : `${words} (${aside})`;
}
