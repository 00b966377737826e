import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { requireDay } from "#domain/idea-rules";
import { readNote } from "#domain/note-text";
import { parseLocalTime } from "#domain/local-time";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { localDate, type LocalDate } from "#domain/working-day";
import type { AwardDeps } from "./deps.ts";
import { caseCard, findComplaint, requireNotOwn } from "./major-case-view.ts";

export type MarkMajorCaseInput = {
  readonly contactId: string;
  readonly by: Person;
  /** Local date on which it was resolved. */
  readonly day: string;
  readonly note: string;
};

/**
 * Marks a complaint as major and resolved, in favour of the agent who handled it. Once for each conversation.
 * @throws AppError `not-allowed`, `not-found`, `wrong-person`, `bad-input`, `already-done`
 */
export async function markMajorCase(deps: AwardDeps, input: MarkMajorCaseInput): Promise<Card> {
  const { by } = input;
  requireAllowed(by, "mark-major-case");
  const now = deps.clock.now();
  const today = localDate(now, deps.policy.zone);
  const note = readNote(input.note, "case-note");
  return deps.store.transaction(async (tx) => {
    const complaint = await findComplaint(tx, { contactId: input.contactId });
    requireNotOwn(complaint, by);
    const resolvedOn = dayIn(input.day, today, deps.policy.zone);
    requireDay(resolvedOn, localDate(complaint.contact.startedAt, deps.policy.zone), today);
    const { contact, agent } = complaint;
    const found = {
      id: deps.secrets.newId(),
      contactId: contact.id,
      handledById: agent.id,
      markedById: by.id,
      resolvedOn,
      note,
      at: now,
    };
    if (!(await tx.majorCases.add(found)))
      throw new AppError("already-done", "Marked before.", { what: "major-case" });
    await tx.audit.add(
      [
        {
          who: by.id,
          did: "mark-major-case",
          what: contact.id,
          detail: { agent: agent.employeeNo, resolvedOn },
        },
      ],
      now,
    );
    return caseCard(tx, complaint, found, by);
  });
}

function dayIn(typed: string, today: LocalDate, zone: string): LocalDate {
  const instant = parseLocalTime(typed, zone);
  if (instant === null) throw new AppError("bad-input", "That is no date.", { what: "no-day", today });
  return localDate(instant, zone);
}
