import type { Card } from "#cards/card";
import { nominationGroupCard, nominationReceiptCard, nomineeNoteCard } from "#cards/nomination-card";
import { AppError } from "#domain/error";
import { maskText } from "#domain/masking";
import { type Nomination, requireNewcomer, requireNominable, requireOpenMonth } from "#domain/nomination";
import { principlesIn, readNominationReason } from "#domain/nomination-text";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { localDate, localMonth, type LocalMonth } from "#domain/working-day";
import type { NewOutboxMessage } from "#ports/delivery";
import type { GroupRef, Store } from "#ports/store";
import {
  type AwardSettings,
  nominableAwards,
  type NominationSettings,
  nominationSettings,
} from "./award-settings.ts";
import type { AwardDeps } from "./deps.ts";
import { isMonthDecided } from "./nomination-months.ts";

export type NominateInput = {
  readonly from: Person;
  readonly nominee: Person;
  /** Id of an award of the policy; null: the first that votes decide. */
  readonly award: string | null;
  readonly reason: string;
  /** The id that another program gave to a conversation which shows it; empty: none. */
  readonly evidence?: string;
  /** Absent: the running one. */
  readonly month?: LocalMonth;
  /** Where it was said, if in a group: there it is answered shortly. */
  readonly group?: GroupRef;
};

/**
 * Names a colleague for an award, once for each pair and month and no oftener than the policy allows, however many come
 * at the same moment.
 * @throws AppError `bad-input` for whatever a rule refuses, `closed` for a month that takes no more, `not-found` for a
 * conversation that nobody knows
 */
export async function nominate(
  deps: AwardDeps,
  input: NominateInput,
): Promise<{ readonly nomination: Nomination; readonly card: Card }> {
  const { from, nominee } = input;
  requireAllowed(from, "nominate");
  const settings = nominationSettings(deps.policy);
  const award = chosenAward(deps, input.award);
  const now = deps.clock.now();
  const period = input.month ?? localMonth(now, deps.policy.zone);
  const reason = readNominationReason(input.reason, settings.minReasonChars);
  return deps.store.transaction(async (tx) => {
    await tx.nominations.lock(from.id);
    const before = await tx.nominations.before(period, from.id, nominee.id);
    requireNominable({ from, to: nominee }, settings, before);
    if (award.withinMonthsOfHire !== undefined)
      requireNewcomer(nominee, award.withinMonthsOfHire, localDate(now, deps.policy.zone));
    const isDecided = await isMonthDecided(tx, award.id, period);
    requireOpenMonth(period, { current: localMonth(now, deps.policy.zone), isDecided });
    const nomination: Nomination = {
      id: deps.secrets.newId(),
      period,
      award: award.id,
      nominatorId: from.id,
      nomineeId: nominee.id,
      nominatorTurn: before.byNominator + 1,
      pairTurn: before.byPair + 1,
      nominatorLimit: settings.perPersonPerMonth,
      pairLimit: settings.samePairPerMonth,
      localDate: localDate(now, deps.policy.zone),
      reason,
      principles: principlesIn(reason, settings.principles),
      evidenceContactId: await evidenceOf(tx, nominee, input.evidence ?? ""),
      state: "open",
      policyId: deps.policyId,
      at: now,
    };
    const { state: _open, ...added } = nomination;
    await tx.nominations.add(added);
    await tx.outbox.add(notes(deps, input, { nomination, award, settings }), now);
    await tx.audit.add(
      [
        {
          who: from.id,
          did: "nominate",
          what: nomination.id,
          detail: { nominee: nominee.employeeNo, award: award.id },
        },
      ],
      now,
    );
    return { nomination, card: receipt(input, { nomination, award, settings }) };
  });
}

function chosenAward({ policy }: AwardDeps, id: string | null): AwardSettings {
  const awards = nominableAwards(policy);
  const award = id === null || id === "" ? awards[0] : awards.find((each) => each.id === id);
  if (award !== undefined) return award;
  throw new AppError("bad-input", `Nobody can be named for ${id}.`, { what: "nominable-award" });
}

/** The conversation that was meant: one of the nominee's own. */
async function evidenceOf(tx: Store, nominee: Person, typed: string): Promise<string | null> {
  const id = typed.trim();
  if (id === "") return null;
  const contacts = await tx.contacts.many(await tx.awardEvidence.contactsCalled(id));
  const own = contacts.find(({ agentId }) => agentId === nominee.id);
  if (own !== undefined) return own.id;
  if (contacts.length === 0)
    throw new AppError("not-found", `No contact ${id}.`, { what: "evidence", typed: maskText(id) });
  throw new AppError("bad-input", `Contact ${id} is somebody else's.`, {
    what: "evidence-other",
    typed: maskText(id),
    name: nominee.name,
  });
}

type Stored = {
  readonly nomination: Nomination;
  readonly award: AwardSettings;
  readonly settings: NominationSettings;
};

const shared = ({ nomination, award, settings }: Stored) => ({
  month: nomination.period,
  awardName: award.name,
  reason: nomination.reason,
  principles: settings.principles
    .filter(({ id }) => nomination.principles.includes(id))
    .map(({ name }) => name),
});

function receipt({ from, nominee, evidence }: NominateInput, stored: Stored): Card {
  const { nomination, settings } = stored;
  return nominationReceiptCard({
    ...shared(stored),
    language: from.language,
    nomineeName: nominee.name,
    evidence: nomination.evidenceContactId === null ? null : maskText((evidence ?? "").trim()),
    left: settings.perPersonPerMonth - nomination.nominatorTurn,
  });
}

/** To the nominee by policy, and to the group in which it was said. */
function notes({ policy }: AwardDeps, input: NominateInput, stored: Stored): NewOutboxMessage[] {
  const { from, nominee, group } = input;
  const { nomination, settings } = stored;
  const note: NewOutboxMessage = {
    key: `nomination:${nomination.id}:nominee`,
    to: { person: nominee.id },
    card: nomineeNoteCard({
      ...shared(stored),
      language: nominee.language,
      nominatorName: settings.tellNominee === "reason-and-name" ? from.name : null,
    }),
  };
  return [
    ...(settings.tellNominee === "nothing" ? [] : [note]),
    ...(group === undefined
      ? []
      : [
          {
            key: `nomination:${nomination.id}:group`,
            to: { chat: group },
            card: nominationGroupCard({ language: policy.language.default, nomineeName: nominee.name }),
          },
        ]),
  ];
}
