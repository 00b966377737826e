import { bindRequestCard } from "#cards/bind-request-card";
import { bindResultCard } from "#cards/bind-result-card";
import { AppError } from "#domain/error";
import type { Policy } from "#policy/policy";
import type { ChatUser } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { Secrets } from "#ports/secrets";
import type { BindRequest, Store } from "#ports/store";
import { bindingFacts } from "./binding-facts.ts";

const DAY_MILLISECONDS = 24 * 3_600_000;
/** An account that asks more often only guesses, and every guess is a card for a manager. */
const MOST_REQUESTS_A_DAY = 5;

/**
 * Somebody says who they are. A manager decides by card; until then nothing is shown to them.
 * @throws AppError `not-found` for an unknown employee number or when nobody may decide, `already-done` when it is
 * them already, `bad-input` after five requests within a day.
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
    if (!isSame) {
      const dayAgo = new Date(clock.now().getTime() - DAY_MILLISECONDS);
      if ((await tx.identities.countRequests(input.user, dayAgo)) >= MOST_REQUESTS_A_DAY)
        throw new AppError("bad-input", "Too many requests today.", { what: "bindings" });
      await tx.identities.addRequest(request);
    }
    const { asker, replaced, deciders } = await bindingFacts(tx, request, person);
    if (deciders.length === 0)
      throw new AppError("not-found", "Nobody may decide about this request.", { what: "decider" });
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
            asker: { accountId: input.user.userId, known: asker },
            isReplacing: replaced !== null,
            at: request.createdAt,
          }),
        })),
      ],
      clock.now(),
    );
    await tx.audit.add(
      [
        {
          who: asker?.id ?? null,
          did: "request-binding",
          what: request.id,
          detail: { person: person.employeeNo },
        },
      ],
      clock.now(),
    );
    return request;
  });
}
