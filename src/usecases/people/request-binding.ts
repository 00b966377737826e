import { bindRequestCard } from "#cards/bind-request-card";
import { bindResultCard } from "#cards/bind-result-card";
import type { Card } from "#cards/card";
import { AppError, type ErrorFacts } from "#domain/error";
import type { Person } from "#domain/person";
import type { Policy } from "#policy/policy";
import type { ChatUser } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { Secrets } from "#ports/secrets";
import type { BindRequest, Store } from "#ports/store";
import { bindingFacts } from "./binding-facts.ts";

const DAY_MILLISECONDS = 24 * 3_600_000;
/** An account that asks more often only guesses, and every guess is a card for a manager. */
const MOST_REQUESTS_A_DAY = 5;

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly policy: Pick<Policy, "zone">;
  readonly secrets: Pick<Secrets, "newId">;
};
/** A refusal is given back, not thrown: the transaction must keep that it was asked for. */
export type BindingAnswer =
  | { readonly request: BindRequest; readonly card: Card }
  | { readonly refused: Pick<AppError, "code" | "facts"> };

/**
 * Somebody says who they are. A manager decides by card; until then nothing is shown to them. Who asks again while the
 * request waits hears that it does. Refuses as `not-found` an unknown employee number, or when nobody may decide.
 * @throws AppError `already-done` when it is them already, `bad-input` after five requests within a day, found or not.
 */
export async function requestBinding(
  deps: Deps,
  input: { readonly user: ChatUser; readonly employeeNo: string },
): Promise<BindingAnswer> {
  const { clock } = deps;
  const { user, employeeNo } = input;
  return deps.store.transaction(async (tx) => {
    const person = await tx.people.byEmployeeNo(employeeNo);
    const known = await tx.identities.personOf(user);
    if (person !== null && known?.id === person.id)
      throw new AppError("already-done", "Bound before.", { what: "binding" });
    const waiting = await tx.identities.waitingRequestOf(user);
    const isSame = person !== null && waiting?.personId === person.id;
    if (!isSame) await requireFewRequests(tx, user, clock.now());
    if (person === null || person.status === "left")
      return refuse(tx, user, known, { what: "employee", employeeNo }, clock.now());
    const { asker, replaced, deciders } = await bindingFacts(tx, user, person);
    if (deciders.length === 0) return refuse(tx, user, known, { what: "decider" }, clock.now());

    const request: BindRequest = isSame
      ? waiting
      : {
          ...user,
          id: deps.secrets.newId(),
          personId: person.id,
          state: "waiting",
          createdAt: clock.now(),
        };
    if (!isSame) await tx.identities.addRequest(request);
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
    const { name, language } = person;
    const kind = isSame ? "still-waiting" : "waiting";
    return { request, card: bindResultCard({ language, result: { kind, name, employeeNo } }) };
  });
}

/** Numbers that nobody has count too: else one could try them all and learn which there are. */
async function requireFewRequests(tx: Store, user: ChatUser, now: Date): Promise<void> {
  const dayAgo = new Date(now.getTime() - DAY_MILLISECONDS);
  const found = await tx.identities.countRequests(user, dayAgo);
  const notFound = await tx.audit.count(inVain(user), dayAgo);
  if (found + notFound >= MOST_REQUESTS_A_DAY)
    throw new AppError("bad-input", "Too many requests today.", { what: "bindings" });
}

async function refuse(
  tx: Store,
  user: ChatUser,
  asker: Person | null,
  facts: ErrorFacts,
  now: Date,
): Promise<BindingAnswer> {
  await tx.audit.add([{ who: asker?.id ?? null, ...inVain(user) }], now);
  return { refused: { code: "not-found", facts } };
}

const inVain = ({ platform, appId, userId }: ChatUser) => ({
  did: "request-binding-in-vain",
  what: `${platform}:${appId}:${userId}`,
});
