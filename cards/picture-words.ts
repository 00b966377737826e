import type { Language } from "#domain/local-text";

/** Every word that stands on a drawn picture and is no datum. */
export type PictureWords = {
  group(number: number, size: number): string;
  readonly tied: string;
  readonly teams: string;
  readonly count: string;
  readonly legend: string;
  readonly certificate: {
    readonly title: string;
    readonly presentedTo: string;
    wins(period: string): string;
    readonly check: string;
    readonly number: string;
    /** Stands in the seal, one below the other; none: a star. */
    readonly seal: readonly string[];
  };
};

const DIGITS = "零一二三四五六七八九";

/** 1 to 99 in Chinese characters. */
function chineseNumber(number: number): string {
  if (number < 10 || number > 99) return DIGITS[number] ?? String(number);
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return `${tens === 1 ? "" : DIGITS[tens]}十${ones === 0 ? "" : DIGITS[ones]}`;
}

export const PICTURE_WORDS: Readonly<Record<Language, PictureWords>> = {
  zh: {
    group: (number, size) => `第${chineseNumber(number)}组${size > 1 ? "（难分先后）" : ""}`,
    tied: "难分先后",
    teams: "团队",
    count: "样本",
    legend: "圆点为得分，横线为 95% 区间",
    certificate: {
      title: "荣誉证书",
      presentedTo: "兹证明",
      wins: (period) => `荣获 ${period}`,
      check: "扫码查验",
      number: "证书编号",
      seal: ["荣", "誉"],
    },
  },
  en: {
    group: (number, size) => `Group ${number}${size > 1 ? " (cannot be told apart)" : ""}`,
    tied: "Too close to call",
    teams: "Teams",
    count: "Count",
    legend: "Dot: score; line: 95% interval",
    certificate: {
      title: "Certificate of Recognition",
      presentedTo: "This certificate is presented to",
      wins: (period) => `for ${period}, with the award`,
      check: "Scan to verify",
      number: "No.",
      seal: [],
    },
  },
};
