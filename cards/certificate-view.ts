import type { CertificateView } from "#domain/certificate-view";
import type { Language, LocalText } from "#domain/local-text";
import type { LocalDate } from "#domain/working-day";
import { periodText } from "./award-words.ts";
import { longDate } from "./certificate-words.ts";
import { speak } from "./words.ts";

export type CertificateFacts = {
  readonly language: Language;
  readonly name: string;
  readonly awardName: LocalText;
  readonly period: string;
  /** Masked; null for none. */
  readonly praise: string | null;
  /** Null: the policy names none. */
  readonly organisation: LocalText | null;
  readonly number: string;
  readonly issuedOn: LocalDate;
  /** Null while no public address is known: the certificate then has no code. */
  readonly checkUrl: string | null;
  readonly signatory: string | null;
};

/** What stands on the certificate, in the language of who gets it. */
export function certificateView(facts: CertificateFacts): CertificateView {
  const say = speak(facts.language);
  return {
    language: facts.language,
    name: facts.name,
    awardName: say(facts.awardName),
    periodText: say(periodText(facts.period)),
    reasonText: facts.praise ?? "",
    organisation: facts.organisation === null ? "" : say(facts.organisation),
    number: facts.number,
    issuedOn: say(longDate(facts.issuedOn)),
    checkUrl: facts.checkUrl ?? "",
    signatory: facts.signatory ?? "",
  };
}
