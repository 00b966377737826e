import { bindRequestCard } from "#cards/bind-request-card";
import { bindResultCard } from "#cards/bind-result-card";
import { AppError } from "#domain/error";
import { isAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { Policy } from "#policy/policy";
import type { ChatUser } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { Secrets } from "#ports/secrets";
import type { BindRequest, Store } from "#ports/store";

/**
 * Somebody says who they are. A manager decides by card; until then nothing is shown to them.
 * @throws AppError `not-found` for an unknown employee number, `already-done` when it is them already.
 */
export async function requestBinding(
  deps: {
    readonly store: Store;
    readonly clock: Clock;
    readonly policy: Pick<Policy, "zone">;
    readonly secrets: Pick<Secrets, "newId">;
  },
  input: { readonly user: ChatUser; readonly employeeNo: string },
): Promise<BindRequest> {
  const { store, clock } = deps;
  const person = await store.people.byEmployeeNo(input.employeeNo);
  if (person === null || person.status === "left") {
    throw new AppError("not-found", "No such employee number.", {
      what: "employee",
      employeeNo: input.employeeNo,
    });
  }
  const known = await store.identities.personOf(input.user);
  if (known?.id === person.id) throw new AppError("already-done", "Bound before.", { what: "binding" });

  return store.transaction(async (tx) => {
    const waiting = await tx.identities.waitingRequestOf(input.user);
    const isSame = waiting?.personId === person.id;
    const request: BindRequest = isSame
      ? waiting
      : {
          ...input.user,
          id: deps.secrets.newId(),
          personId: person.id,
          state: "waiting",
          createdAt: clock.now(),
        };
    if (!isSame) await tx.identities.addRequest(request);
    const deciders = await decidersFor(tx, person);
    await tx.outbox.add(
      [
        {
          key: `bind:${request.id}:waiting`,
          to: { user: input.user },
          card: bindResultCard({
            language: person.language,
            result: { kind: "waiting", name: person.name, employeeNo: person.employeeNo },
          }),
        },
        ...deciders.map((decider) => ({
          key: `bind:${request.id}:ask:${decider.id}`,
          to: { person: decider.id },
          card: bindRequestCard({
            language: decider.language,
            zone: deps.policy.zone,
            requestId: request.id,
            person,
            at: request.createdAt,
          }),
        })),
      ],
      clock.now(),
    );
    await tx.audit.add([{ who: person.id, did: "request-binding", what: request.id }], clock.now());
    return request;
  });
}

/** The person's own manager, or else everybody who may decide. Nobody decides about themselves. */
export async function decidersFor(store: Store, person: Person): Promise<readonly Person[]> {
  const everybody = (await store.people.all()).filter(
    (decider) => isAllowed(decider, "decide-binding") && decider.id !== person.id,
  );
  const own = everybody.filter((decider) => decider.employeeNo === person.managerNo);
  return own.length > 0 ? own : everybody;
}
