import type { Card } from "#cards/card";
import { type AwardWinner, certificateNumber, requirePick } from "#domain/award";
import { spanOf } from "#domain/award-period";
import { AppError } from "#domain/error";
import { readOptionalNote } from "#domain/note-text";
import { localDate } from "#domain/working-day";
import { consentQuestions } from "#usecases/people/consent-questions";
import type { AwardView } from "./award-view.ts";
import { type AwardPressInput, changeAward, settleNominations } from "./change-award.ts";
import type { AwardDeps } from "./deps.ts";
import { unagreedName } from "./praise-names.ts";

export type PickWinnersInput = AwardPressInput & {
  /** Keys of candidates, in the order in which they stand. */
  readonly picks: readonly string[];
  /** What the manager adds to the post. */
  readonly praise: string;
};

/**
 * A person picks the winners among those who are candidates at this moment, with the numbers of this moment. Each gets
 * a certificate number, and who was never asked is asked whether they may be named.
 * @throws AppError `bad-input`, `already-done`, `closed`
 */
export async function pickWinners(deps: AwardDeps, input: PickWinnersInput): Promise<Card> {
  const now = deps.clock.now();
  const { card } = await changeAward(deps, { ...input, move: "pick" }, async (view, tx) => {
    const picked = requirePick(view.candidates, input.picks, view.settings.winners);
    const praise = readOptionalNote(input.praise);
    const winners = winnersOf(deps, view, picked);
    const personIds = winners.flatMap(({ personId }) => personId ?? []);
    const name = await unagreedName(tx, view.policy, praise, {
      people: view.people.values(),
      asked: new Set(personIds),
    });
    if (name !== null)
      throw new AppError("bad-input", `The praise names ${name}.`, { what: "praise-name", name });
    await tx.awards.addWinners(winners);
    await settleNominations(tx, view, personIds);
    const people = personIds.flatMap((id) => view.people.get(id) ?? []);
    const messages = view.policy.publish?.needsConsent === false ? [] : await consentQuestions(tx, people);
    return {
      change: { decidedById: input.by.id, decidedAt: now, praise },
      messages,
      detail: { picked: input.picks },
    };
  });
  return card;
}

type Receiver = Pick<AwardWinner, "personId" | "team" | "ideaNumber" | "facts">;

function winnersOf(
  { secrets, clock }: AwardDeps,
  { award, policy }: AwardView,
  picked: AwardView["candidates"],
): AwardWinner[] {
  const end = spanOf(award.period)?.to ?? localDate(clock.now(), policy.zone);
  const receivers = picked.flatMap(({ personIds, team, ideaNumber, facts }): Receiver[] =>
    team === null
      ? personIds.map((personId) => ({ personId, team: null, ideaNumber, facts }))
      : [{ personId: null, team, ideaNumber, facts }],
  );
  // Somebody may stand behind two ideas: one certificate for both.
  const each = [...new Map(receivers.map((one) => [one.personId ?? one.team, one])).values()];
  return each.map((receiver, place) => ({
    ...receiver,
    id: secrets.newId(),
    awardId: award.id,
    place: place + 1,
    certificateNumber: certificateNumber(end, secrets.randomSeed()),
    pictureId: null,
    amountFen: null,
    paidMarkedById: null,
    paidMarkedAt: null,
  }));
}
