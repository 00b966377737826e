import { bindResultCard } from "#cards/bind-result-card";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import { hasRole, type Person } from "#domain/person";
import type { ChatUser } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { NewOutboxMessage } from "#ports/delivery";
import type { Store } from "#ports/store";
import { bindingFacts } from "./binding-facts.ts";

/** @throws AppError `not-allowed`, `not-found`, `already-done` */
export async function decideBinding(
  deps: { readonly store: Store; readonly clock: Clock },
  input: { readonly requestId: string; readonly by: Person; readonly isApproved: boolean },
): Promise<{ readonly person: Person }> {
  const { store, clock } = deps;
  const { by, isApproved } = input;
  requireAllowed(by, "decide-binding");
  const request = await store.identities.request(input.requestId);
  const person = request === null ? null : await store.people.get(request.personId);
  if (request === null || person === null)
    throw new AppError("not-found", "No such request.", { what: "request" });

  return store.transaction(async (tx) => {
    const { asker, replaced, deciders } = await bindingFacts(tx, request, person);
    if (person.id === by.id || asker?.id === by.id)
      throw new AppError("not-allowed", "Nobody decides about themselves.", { verb: "decide-binding" });
    // The person may have been bound since the request was made.
    if (isApproved && replaced !== null && !hasRole(by, "administrator"))
      throw new AppError("not-allowed", "Only an administrator takes an account from somebody.", {
        verb: "decide-binding",
      });
    const isFirst = await tx.identities.decideRequest(
      request.id,
      isApproved ? "approved" : "refused",
      by.id,
      clock.now(),
    );
    if (!isFirst) throw new AppError("already-done", "Decided before.", { what: "request" });
    if (isApproved) await tx.identities.bind(request, person.id, clock.now());
    await tx.outbox.add(
      [
        {
          key: `bind:${request.id}:result`,
          to: { user: request },
          card: bindResultCard({
            language: person.language,
            result: {
              kind: isApproved ? "approved" : "refused",
              name: person.name,
              employeeNo: person.employeeNo,
            },
          }),
        },
        ...(isApproved && replaced !== null ? [replacedMessage(request.id, replaced, person)] : []),
        ...deciders.map((decider) => ({
          key: `bind:${request.id}:decided:${decider.id}`,
          to: { patchOf: `bind:${request.id}:ask:${decider.id}` },
          card: bindResultCard({
            language: decider.language,
            result: { kind: "decided", name: person.name, deciderName: by.name, isApproved },
          }),
        })),
      ],
      clock.now(),
    );
    const did = isApproved ? "approve-binding" : "refuse-binding";
    await tx.audit.add(
      [{ who: by.id, did, what: request.id, detail: { person: person.employeeNo } }],
      clock.now(),
    );
    return { person };
  });
}

/** So that an account never changes hands behind its owner's back. */
function replacedMessage(requestId: string, replaced: ChatUser, person: Person): NewOutboxMessage {
  const { platform, appId, userId } = replaced;
  return {
    key: `bind:${requestId}:replaced`,
    to: { user: { platform, appId, userId } },
    card: bindResultCard({
      language: person.language,
      result: { kind: "replaced", name: person.name, employeeNo: person.employeeNo },
    }),
  };
}
