import type { LocalText } from "#domain/local-text";
import type { LocalDate } from "#domain/working-day";

/** What the page says on which a certificate is checked. */
export const CERTIFICATE_WORDS = {
  certificate: { zh: "荣誉证书", en: "Certificate:" },
  openPicture: { zh: "证书图片", en: "Certificate as a picture" },
  openPdf: { zh: "证书 PDF", en: "Certificate as PDF" },
  valid: { zh: "证书有效", en: "This certificate is valid" },
  invalid: { zh: "没有这张证书", en: "No such certificate" },
  invalidHint: {
    zh: "请核对编号：以 XP 开头，接着是 6 位年月和 8 位字母或数字。仍然查不到，请问颁发证书的部门。",
    en: "Please check the number: XP, six digits for the month, then eight letters or digits. If it is still not found, ask the department that issued it.",
  },
  tooMany: { zh: "查询太频繁", en: "Too many requests" },
  tooManyHint: { zh: "请一分钟后再试。", en: "Please try again in a minute." },
  award: { zh: "奖项", en: "Award" },
  period: { zh: "期间", en: "Period" },
  name: { zh: "获奖人", en: "Awarded to" },
  team: { zh: "获奖团队", en: "Awarded to" },
  issuedOn: { zh: "颁发日期", en: "Issued on" },
  issuedBy: { zh: "颁发单位", en: "Issued by" },
  number: { zh: "证书编号", en: "Number" },
  masked: {
    zh: "姓名只显示一部分，以保护获奖人的隐私。",
    en: "Only a part of the name is shown, for privacy.",
  },
  badLink: { zh: "链接无效", en: "Not a valid link" },
  badLinkHint: { zh: "请从卡片里重新打开。", en: "Please open it from the card." },
  oldLink: { zh: "链接已过期", en: "The link has expired" },
  oldLinkHint: { zh: "请从最新的卡片打开。", en: "Please open the newest card." },
  notDrawn: { zh: "证书暂时打不开", en: "The certificate cannot be opened now" },
  notDrawnHint: { zh: "请稍后再试。", en: "Please try again later." },
} as const satisfies Record<string, LocalText>;

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** A date as it stands on paper: 2026 年 11 月 5 日, 5 November 2026. */
export function longDate(date: LocalDate): LocalText {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return { zh: `${year} 年 ${month} 月 ${day} 日`, en: `${day} ${MONTHS[month - 1]} ${year}` };
}
