import type { Language } from "./local-text.ts";

/** What a certificate says, every word in the reader's language. */
export type CertificateView = {
  readonly language: Language;
  /** A person or a team. */
  readonly name: string;
  readonly awardName: string;
  /** Such as `2026 年 10 月`. */
  readonly periodText: string;
  /** Empty for none. */
  readonly reasonText: string;
  readonly organisation: string;
  readonly number: string;
  /** As it is shown, such as `2026 年 11 月 3 日`. */
  readonly issuedOn: string;
  /** Where whoever holds it can see that it is true; becomes the QR code. */
  readonly checkUrl: string;
  /** Empty for none. */
  readonly signatory: string;
};
