import { bindRequestCard } from "#cards/bind-request-card";
import { bindResultCard } from "#cards/bind-result-card";
import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { isAllowed } from "#domain/permission";
import { hasRole, type Person } from "#domain/person";
import type { Policy } from "#policy/policy";
import type { ChatUser } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { Secrets } from "#ports/secrets";
import type { BindRequest, Store } from "#ports/store";

const DAY_MILLISECONDS = 24 * 3_600_000;
/** An account that asks more often only guesses, and every guess is a card for a manager. */
const MOST_REQUESTS_A_DAY = 5;

/**
 * Somebody says who they are. A manager decides by card; until then nothing is shown to them. Who asks again while
 * the request waits hears whom it waits for.
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
): Promise<{ readonly request: BindRequest; readonly card: Card }> {
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
      deciders.map((decider) => ({
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
    const { name, employeeNo, language } = person;
    const result = isSame
      ? ({
          kind: "still-waiting",
          employeeNo,
          deciderNames: deciders.map((decider) => decider.name),
        } as const)
      : ({ kind: "waiting", name, employeeNo } as const);
    return { request, card: bindResultCard({ language, result }) };
  });
}

export type BindingFacts = {
  /** As whom the account that asks is known so far. */
  readonly asker: Person | null;
  /** Another account that the person would lose. */
  readonly replaced: ChatUser | null;
  readonly deciders: readonly Person[];
};

/**
 * What a request means and who may approve it: the person's own manager, or else everybody who decides; where an
 * account is taken from somebody, administrators only. Neither the person nor the one who asks decides.
 */
export async function bindingFacts(store: Store, user: ChatUser, person: Person): Promise<BindingFacts> {
  const asker = await store.identities.personOf(user);
  const standing = await store.identities.of([person.id], user.platform, user.appId);
  const replaced = standing.find(({ userId }) => userId !== user.userId) ?? null;
  const everybody = (await store.people.all()).filter(
    (decider) => isAllowed(decider, "decide-binding") && decider.id !== person.id && decider.id !== asker?.id,
  );
  if (replaced !== null)
    return { asker, replaced, deciders: everybody.filter((decider) => hasRole(decider, "administrator")) };
  const own = everybody.filter((decider) => decider.employeeNo === person.managerNo);
  return { asker, replaced, deciders: own.length > 0 ? own : everybody };
}
