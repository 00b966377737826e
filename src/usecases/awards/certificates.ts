import type { Card, DrawingBlock } from "#cards/card";
import { CERTIFICATE_WORDS } from "#cards/certificate-words";
import { certificateView } from "#cards/certificate-view";
import type { AwardWinner } from "#domain/award";
import { type Language, say } from "#domain/local-text";
import { localDate } from "#domain/working-day";
import { type AwardView, nameOf } from "./award-view.ts";
import type { AwardDeps } from "./deps.ts";

type Deps = Pick<AwardDeps, "certificateUrl">;

/** A winner's certificate, drawn when the card with it is sent. */
export function certificateDrawing(
  deps: Deps,
  view: AwardView,
  winner: AwardWinner,
  { language, at }: { readonly language: Language; readonly at: Date },
): DrawingBlock {
  const { award, policy, settings } = view;
  const { personId, team, certificateNumber } = winner;
  const name = personId === null ? (team ?? "") : nameOf(view, personId);
  const facts = certificateView({
    language,
    name,
    awardName: settings.name,
    period: award.period,
    praise: award.praise,
    organisation: policy.publish?.organisation ?? null,
    number: certificateNumber,
    issuedOn: localDate(at, policy.zone),
    checkUrl: deps.certificateUrl(certificateNumber),
    signatory: award.decidedById === null ? null : nameOf(view, award.decidedById),
  });
  const alt = `${say(CERTIFICATE_WORDS.certificate, language)} ${name}`;
  return { kind: "drawing", sheet: { kind: "certificate", view: facts }, alt };
}

/** The post with the certificates of those whom it names. What a manager has seen are its words, without them. */
export function withCertificates(deps: Deps, view: AwardView, post: Card, at: Date): Card {
  const { language } = post;
  const drawings = view.winners
    .filter(({ id }) => view.named.has(id))
    .map((winner) => certificateDrawing(deps, view, winner, { language, at }));
  return { ...post, blocks: [...post.blocks, ...drawings] };
}
