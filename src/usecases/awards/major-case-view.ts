import { majorCaseCard } from "#cards/major-case-card";
import type { Card } from "#cards/card";
import type { Contact } from "#domain/contact";
import { AppError } from "#domain/error";
import { maskText } from "#domain/masking";
import type { Person } from "#domain/person";
import type { MajorCase } from "#ports/awards";
import type { Store } from "#ports/store";

export type ComplaintRef = { readonly contactId: string } | { readonly called: string };
export type Complaint = {
  readonly contact: Contact;
  readonly agent: Person;
  readonly known: MajorCase | null;
};

/**
 * A conversation that is flagged as a complaint, with who handled it.
 * @throws AppError `not-found`, `bad-input` for one that is no complaint, or when several are called so
 */
export async function findComplaint(store: Store, ref: ComplaintRef): Promise<Complaint> {
  const ids = "contactId" in ref ? [ref.contactId] : await store.awardEvidence.contactsCalled(ref.called);
  const [contact, ...others] = await store.contacts.many(ids);
  const typed = maskText("called" in ref ? ref.called : "");
  if (contact === undefined) throw new AppError("not-found", "No such contact.", { what: "evidence", typed });
  if (others.length > 0)
    throw new AppError("bad-input", "Several contacts are called so.", { what: "contact-several", typed });
  if (contact.metrics.complaint !== true)
    throw new AppError("bad-input", "The contact is no complaint.", { what: "no-complaint" });
  const agent = await store.people.get(contact.agentId);
  if (agent === null) throw new AppError("not-found", "Its agent is gone.", { what: "evidence", typed });
  return { contact, agent, known: await store.majorCases.ofContact(contact.id) };
}

/** What is not their own to mark. @throws AppError `wrong-person` */
export function requireNotOwn({ agent }: Complaint, by: Person): void {
  if (agent.id === by.id)
    throw new AppError("wrong-person", "The complaint is one's own.", { what: "own-case" });
}

export async function caseCard(
  store: Store,
  complaint: Complaint,
  found: MajorCase,
  reader: Person,
): Promise<Card> {
  const markedBy = await store.people.get(found.markedById);
  return majorCaseCard({
    language: reader.language,
    contactName: maskText(complaint.contact.externalId),
    agentName: complaint.agent.name,
    resolvedOn: found.resolvedOn,
    note: found.note,
    markedByName: markedBy?.name ?? "",
  });
}
