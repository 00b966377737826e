import type { Card } from "#cards/card";
import { majorCaseFormCard } from "#cards/major-case-card";
import { maskText } from "#domain/masking";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { localDate } from "#domain/working-day";
import type { AwardDeps } from "./deps.ts";
import { caseCard, type ComplaintRef, findComplaint, requireNotOwn } from "./major-case-view.ts";

/**
 * The form with which a complaint is marked as major and resolved, or how it was marked. Changes nothing.
 * @throws AppError `not-allowed`, `not-found`, `bad-input` for what is no complaint
 */
export async function openMajorCase(
  deps: Pick<AwardDeps, "store" | "clock" | "policy">,
  input: { readonly reader: Person; readonly of: ComplaintRef },
): Promise<Card> {
  const { reader, of } = input;
  requireAllowed(reader, "mark-major-case");
  const complaint = await findComplaint(deps.store, of);
  if (complaint.known !== null) return caseCard(deps.store, complaint, complaint.known, reader);
  requireNotOwn(complaint, reader);
  return majorCaseFormCard({
    language: reader.language,
    contactId: complaint.contact.id,
    contactName: maskText(complaint.contact.externalId),
    agentName: complaint.agent.name,
    today: localDate(deps.clock.now(), deps.policy.zone),
  });
}
