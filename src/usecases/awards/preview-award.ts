import type { Card } from "#cards/card";
import { certificateView } from "#cards/certificate-view";
import type { AwardWinner } from "#domain/award";
import { AppError } from "#domain/error";
import { localDate } from "#domain/working-day";
import type { Store } from "#ports/store";
import { type AwardView, nameOf } from "./award-view.ts";
import { type AwardPressInput, changeAward } from "./change-award.ts";
import type { AwardDeps } from "./deps.ts";
import { requireNamable } from "./praise-names.ts";

/**
 * Shows the post as the groups will see it, with the certificates of those who may be named. One that cannot be drawn
 * now is left out: the number stands in the post all the same.
 * @throws AppError `already-done`, `closed`, also for praise with the name of somebody who has not agreed to be named
 */
export async function previewAward(deps: AwardDeps, input: AwardPressInput): Promise<Card> {
  const { card } = await changeAward(deps, { ...input, move: "preview" }, async (view, tx) => {
    await requireNamable(tx, view);
    const pictures = new Map<string, string>();
    for (const winner of view.winners.filter(({ id }) => view.named.has(id))) {
      const pictureId = await drawn(deps, tx, view, winner);
      if (pictureId !== null) pictures.set(winner.id, pictureId);
    }
    await tx.awards.setPictures(pictures);
    return { change: { previewedAt: deps.clock.now() } };
  });
  return card;
}

async function drawn(
  { pictures, clock, certificateUrl }: AwardDeps,
  tx: Store,
  { award, policy, settings, people }: AwardView,
  { personId, team, certificateNumber }: AwardWinner,
): Promise<string | null> {
  const person = personId === null ? undefined : people.get(personId);
  const now = clock.now();
  const view = certificateView({
    language: person?.language ?? policy.language.default,
    name: person?.name ?? team ?? "",
    awardName: settings.name,
    period: award.period,
    praise: award.praise,
    organisation: policy.publish?.organisation ?? null,
    number: certificateNumber,
    issuedOn: localDate(now, policy.zone),
    checkUrl: certificateUrl(certificateNumber),
    signatory: award.decidedById === null ? null : nameOf({ people }, award.decidedById),
  });
  try {
    const { bytes } = await pictures.certificate(view);
    return await tx.pictures.add({ mime: "image/png", bytes }, now);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
