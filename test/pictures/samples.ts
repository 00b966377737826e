import type { BoardRow, BoardView } from "#domain/board-view";
import type { CertificateView } from "#domain/certificate-view";

const NAMES = {
  zh: [
    "李雷",
    "韩梅梅",
    "阿卜杜热合曼·买买提江",
    "欧阳娜娜",
    "张伟",
    "犇翀",
    "刘洋",
    "古丽米热·艾尔肯",
    "陈晓",
  ],
  en: ["Lei Li", "Mei Han", "Abdurehman Memtimin", "Christopher Featherstonehaugh", "Grace Wang", "Yang Liu"],
};

/** So many rows, the best first; `groupOf` says in which group a place stands. */
function rows(language: "zh" | "en", count: number, groupOf: (place: number) => number): BoardRow[] {
  const names = NAMES[language];
  return Array.from({ length: count }, (_, place) => {
    const value = 95 - place * 0.6;
    const reach = 1.4 + place * 0.06;
    return {
      name: names[place % names.length] ?? "",
      team: language === "zh" ? "热线一组" : "Hotline A",
      n: 42 - place,
      value,
      low: value - reach,
      high: value + reach,
      group: groupOf(place),
    };
  });
}

const CHINESE: Omit<BoardView, "rows"> = {
  language: "zh",
  title: "2026 年 10 月客服质检榜",
  subtitle: "全体 · 第 1 版 · 2026-11-05 发布",
  metricName: "质检得分",
  unit: "分",
  isTie: false,
  rest: ["另有 4 位同事参加统计，不列姓名。"],
  teams: [
    { name: "热线一组", n: 312, value: 92.1, low: 91.4, high: 92.9 },
    { name: "电商二组夜班", n: 280, value: 90.7, low: 89.7, high: 91.8 },
  ],
  footnotes: [
    "得分为经验贝叶斯收缩后的均值，区间为 95%；同组之间的差异不显著，组内按姓名排列。",
    "至少 5 次随机抽检才参加排名。",
  ],
};
const ENGLISH: Omit<BoardView, "rows"> = {
  language: "en",
  title: "Quality board, October 2026",
  subtitle: "Everybody · version 1 · published 5 November 2026",
  metricName: "First-contact resolution",
  unit: "%",
  isTie: false,
  rest: ["1 more was measured and is not named."],
  teams: [{ name: "Hotline A", n: 312, value: 92.1, low: 91.4, high: 92.9 }],
  footnotes: [
    "Score: shrunk mean with its 95% interval. People in one group cannot be told apart and stand by name.",
  ],
};

export const BOARDS = {
  "30-rows": {
    ...CHINESE,
    rows: rows("zh", 30, (place) => (place < 6 ? 1 : place < 14 ? 2 : place < 22 ? 3 : 4)),
  },
  "all-tied": {
    ...CHINESE,
    rows: [{ ...rows("zh", 1, () => 1)[0]!, name: "8 人", team: "", n: 192 }],
    isTie: true,
    rest: ["同意公开姓名的同事：陈晓、韩梅梅、李雷。", "同组还有 5 位同事未公开姓名。"],
  },
  "1-row": { ...CHINESE, rows: rows("zh", 1, () => 1), teams: [] },
  nobody: { ...CHINESE, rows: [], teams: [], rest: ["没有人达到 5 次，本期不排名。"] },
  english: { ...ENGLISH, rows: rows("en", 6, (place) => (place < 2 ? 1 : 2)) },
} as const satisfies Record<string, BoardView>;

const CERTIFICATE: CertificateView = {
  language: "zh",
  name: "李雷",
  awardName: "服务之星",
  periodText: "2026 年 10 月",
  reasonText: "系统故障期间独自安抚三位投诉客户，全部当场解决。",
  organisation: "星河科技客户服务中心",
  number: "XP-202610-7K3M9QAB",
  issuedOn: "2026 年 11 月 5 日",
  checkUrl: "https://quality.example.com/certificates/XP-202610-7K3M9QAB",
  signatory: "韩梅梅",
};

export const CERTIFICATES = {
  chinese: CERTIFICATE,
  "long-name": {
    ...CERTIFICATE,
    name: "阿卜杜热合曼·买买提江·阿卜杜拉艾合买提",
    awardName: "投诉处理能手",
    periodText: "2026 年第 4 季度",
    reasonText:
      "三个月里妥善处理二十七起重大投诉，客户全部满意，并把经验写成可以照着做的手册分享给全组同事，帮助新人少走弯路，还带了两位徒弟。",
  },
  bare: { ...CERTIFICATE, name: "犇翀", reasonText: "", organisation: "", signatory: "", checkUrl: "" },
  english: {
    ...CERTIFICATE,
    language: "en",
    name: "Christopher Featherstonehaugh-Memtimin",
    awardName: "Service star",
    periodText: "October 2026",
    reasonText:
      "Calmed three complaining customers alone during an outage; each case was resolved in one contact.",
    organisation: "Galaxy Technology Customer Service Centre",
    issuedOn: "5 November 2026",
    signatory: "Mei Han",
  },
} as const satisfies Record<string, CertificateView>;
