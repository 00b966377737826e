import { chooseReviewer } from "#domain/idea-rules";
import { hasRole, type Person } from "#domain/person";
import { isUnreachable } from "#domain/reachability";
import type { Store } from "#ports/store";
import type { RecognitionDeps } from "./deps.ts";
import type { IdeaSettings } from "./idea-view.ts";

type Deps = Pick<RecognitionDeps, "apps" | "clock">;

/** Whoever can be reached in chat; all of them while no chat is on. */
async function reachable(deps: Deps, store: Store, people: readonly Person[]): Promise<readonly Person[]> {
  if (deps.apps.length === 0 || people.length === 0) return people;
  const ids = people.map(({ id }) => id);
  const identities = await Promise.all(
    deps.apps.map(({ platform, appId }) => store.identities.of(ids, platform, appId)),
  );
  const known = new Set(
    identities
      .flat()
      .flatMap((identity) => (isUnreachable(identity, deps.clock.now()) ? [] : [identity.personId])),
  );
  return people.filter(({ id }) => known.has(id));
}

/** Somebody of the policy's roles who has the least to answer, and did not write it or what was merged into it. Null: nobody. */
export async function reviewerFor(
  deps: Deps,
  store: Store,
  settings: IdeaSettings,
  authorIds: readonly string[],
): Promise<Person | null> {
  const people = await reachable(
    deps,
    store,
    (await store.people.all()).filter((person) => hasRole(person, ...settings.reviewers)),
  );
  const loads = await store.ideas.reviewLoads(people.map(({ id }) => id));
  const inOrder = people.flatMap(({ id }) => loads.filter(({ personId }) => personId === id));
  const chosen = chooseReviewer(inOrder, authorIds);
  return people.find(({ id }) => id === chosen) ?? null;
}

/** To whom a late answer moves up: the reviewer's own manager, or else another manager; never an author. */
export async function managerAbove(
  deps: Deps,
  store: Store,
  reviewer: Person,
  authorIds: readonly string[],
): Promise<Person | null> {
  const managers = (await store.people.all()).filter(
    (person) => hasRole(person, "manager") && person.id !== reviewer.id && !authorIds.includes(person.id),
  );
  const known = await reachable(deps, store, managers);
  return known.find(({ employeeNo }) => employeeNo === reviewer.managerNo) ?? known[0] ?? null;
}
