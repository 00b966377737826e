import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { certificateView } from "#cards/certificate-view";
import { CERTIFICATE_WORDS, longDate } from "#cards/certificate-words";
import { periodText } from "#cards/award-words";
import { speak } from "#cards/words";
import { readCertificateNumber } from "#domain/award";
import type { Language, LocalText } from "#domain/local-text";
import { maskedName } from "#domain/masked-name";
import { localDate } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { Certificate } from "#ports/awards";
import type { Clock } from "#ports/clock";
import type { PictureMaker } from "#ports/pictures";
import type { Store } from "#ports/store";
import { certificateHtml } from "./certificate-html.ts";
import { requestLanguage } from "./language.ts";
import { createMissLimit } from "./miss-limit.ts";
import { isSame } from "./same-text.ts";

type SignLink = (text: string) => string;
type CertificateFile = "png" | "pdf";

/** As long as a card can be pressed. */
const LINK_LIFE_MILLISECONDS = 14 * 24 * 3_600_000;
const MEDIA_TYPES = { png: "image/png", pdf: "application/pdf" } as const satisfies Record<
  CertificateFile,
  string
>;

const signedText = (number: string, expires: string): string => `certificate:${number}:${expires}`;

/** The path and query of the certificate itself, for who has won it: signed, and good until it expires. */
export function certificateFilePath(
  number: string,
  file: CertificateFile,
  at: Date,
  signLink: SignLink,
): string {
  const expires = String(Math.floor((at.getTime() + LINK_LIFE_MILLISECONDS) / 1000));
  const signature = signLink(signedText(number, expires));
  return `/certificates/${number}.${file}?expires=${expires}&signature=${signature}`;
}

export type CertificatePageDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly zone: string;
  readonly policy: Policy;
  readonly signLink: SignLink;
  readonly pictures: PictureMaker;
  readonly certificateUrl: (number: string) => string | null;
  readonly onError: (error: Error) => void;
};

/**
 * `GET /certificates/:number`: whether a certificate is one of ours, for whoever holds it.
 * `GET /certificates/:number.png` and `.pdf`, with `expires` and `signature`: the certificate, for who has won it.
 */
export function createCertificatePage(deps: CertificatePageDeps): Hono {
  const app = new Hono();
  const limit = createMissLimit();
  app.get("/certificates/:name", async (c) => {
    c.header("cache-control", "private, no-store");
    c.header("referrer-policy", "no-referrer");
    c.header("x-robots-tag", "noindex");
    const [, typed = "", file] = /^(.*?)(?:\.(png|pdf))?$/.exec(c.req.param("name")) ?? [];
    const number = readCertificateNumber(typed);
    if (file !== undefined) return certificateFile(c, deps, number ?? "", file as CertificateFile);
    const now = deps.clock.now().getTime();
    const address = addressOf(c);
    if (limit.isOver(address, now)) {
      c.header("retry-after", "60");
      return say(c, 429, CERTIFICATE_WORDS.tooMany, CERTIFICATE_WORDS.tooManyHint);
    }
    const found = number === null ? null : await deps.store.awards.certificate(number);
    if (found !== null) return certificatePage(c, deps, found);
    limit.miss(address, now);
    return say(c, 404, CERTIFICATE_WORDS.invalid, CERTIFICATE_WORDS.invalidHint);
  });
  return app;
}

/** The other end of the connection: what a proxy says about whom it speaks for could be written by anybody. */
function addressOf(c: Context): string {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? "";
}

const languageOf = (c: Context): Language => requestLanguage(c.req.header("accept-language"));

function say(c: Context, status: 403 | 404 | 410 | 429 | 503, title: LocalText, hint: LocalText) {
  const language = languageOf(c);
  const speaking = speak(language);
  const body = html`<p>${speaking(hint)}</p>`;
  return c.html(certificateHtml({ language, isValid: false, title: speaking(title), body }), status);
}

async function certificatePage(c: Context, deps: CertificatePageDeps, certificate: Certificate) {
  const { award, winner, person } = certificate;
  const language = languageOf(c);
  const speaking = speak(language);
  const { publish } = deps.policy;
  const isMasked = person !== null && publish?.certificateName !== "full";
  const name = person === null ? (winner.team ?? "") : isMasked ? maskedName(person.name) : person.name;
  const organisation = publish?.organisation;
  const rows: readonly (readonly [LocalText, string])[] = [
    [person === null ? CERTIFICATE_WORDS.team : CERTIFICATE_WORDS.name, name],
    [CERTIFICATE_WORDS.award, speaking(await awardName(deps, certificate))],
    [CERTIFICATE_WORDS.period, speaking(periodText(award.period))],
    ...(organisation === undefined ? [] : [[CERTIFICATE_WORDS.issuedBy, speaking(organisation)] as const]),
    [CERTIFICATE_WORDS.issuedOn, speaking(longDate(issuedOn(deps, certificate)))],
    [CERTIFICATE_WORDS.number, winner.certificateNumber],
  ];
  const body = html`<dl>
      ${rows.map(
        ([label, value]) =>
          html`<div>
            <dt>${speaking(label)}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    ${isMasked ? html`<p class="note">${speaking(CERTIFICATE_WORDS.masked)}</p>` : ""}`;
  return c.html(certificateHtml({ language, isValid: true, title: speaking(CERTIFICATE_WORDS.valid), body }));
}

async function certificateFile(c: Context, deps: CertificatePageDeps, number: string, file: CertificateFile) {
  const expires = c.req.query("expires") ?? "";
  const isOurs = isSame(c.req.query("signature") ?? "", deps.signLink(signedText(number, expires)));
  if (!isOurs) return say(c, 403, CERTIFICATE_WORDS.badLink, CERTIFICATE_WORDS.badLinkHint);
  if (Number(expires) * 1000 < deps.clock.now().getTime())
    return say(c, 410, CERTIFICATE_WORDS.oldLink, CERTIFICATE_WORDS.oldLinkHint);
  const found = await deps.store.awards.certificate(number);
  if (found === null) return say(c, 404, CERTIFICATE_WORDS.invalid, CERTIFICATE_WORDS.invalidHint);
  const view = await viewOf(deps, found);
  try {
    const drawn = await (file === "pdf"
      ? deps.pictures.certificatePdf(view)
      : deps.pictures.certificate(view));
    return c.body(new Uint8Array(drawn.bytes), 200, {
      "content-type": MEDIA_TYPES[file],
      "content-disposition": `inline; filename="${number}.${file}"`,
    });
  } catch (error) {
    deps.onError(error instanceof Error ? error : new Error(String(error)));
    return say(c, 503, CERTIFICATE_WORDS.notDrawn, CERTIFICATE_WORDS.notDrawnHint);
  }
}

async function viewOf(deps: CertificatePageDeps, certificate: Certificate) {
  const { award, winner, person } = certificate;
  const signatory = award.decidedById === null ? null : await deps.store.people.get(award.decidedById);
  return certificateView({
    language: person?.language ?? deps.policy.language.default,
    name: person?.name ?? winner.team ?? "",
    awardName: await awardName(deps, certificate),
    period: award.period,
    praise: award.praise,
    organisation: deps.policy.publish?.organisation ?? null,
    number: winner.certificateNumber,
    issuedOn: issuedOn(deps, certificate),
    checkUrl: deps.certificateUrl(winner.certificateNumber),
    signatory: signatory?.name ?? null,
  });
}

/** As the policy called it when it was decided. */
async function awardName({ store }: CertificatePageDeps, { award }: Certificate): Promise<LocalText> {
  const policy = await store.policies.get(award.policyId);
  return policy.awards.find(({ id }) => id === award.award)?.name ?? { zh: award.award, en: award.award };
}

const issuedOn = ({ zone }: CertificatePageDeps, { award }: Certificate) =>
  localDate(award.postedAt ?? award.shortlistedAt, zone);
