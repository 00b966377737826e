import { digestReadCard } from "#cards/digest-card";
import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { RhythmDeps } from "./deps.ts";

/** Writes down once that the agent has read their week's digest: the platform does not tell. @throws AppError `not-found` */
export async function noteDigestRead(
  deps: Pick<RhythmDeps, "store" | "clock">,
  input: { readonly person: Person; readonly from: string },
): Promise<Card> {
  const { store, clock } = deps;
  const { person, from } = input;
  requireAllowed(person, "see-own-scores");
  const what = `digest:${from}:${person.id}`;
  if (!(await store.outbox.has(what)))
    throw new AppError("not-found", "No digest of that week.", { what: "digest" });
  const entry = { who: person.id, did: "read-digest", what };
  if ((await store.audit.count(entry, new Date(0))) === 0) await store.audit.add([entry], clock.now());
  return digestReadCard({ language: person.language, from });
}
