import type { Card } from "#cards/card";
import { myIdeasCard } from "#cards/my-ideas-card";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { RecognitionDeps } from "./deps.ts";
import { ideaSettings } from "./idea-view.ts";

const SHOWN = 10;

/** One's own ideas with their states, and what waits for one's answer. @throws AppError `setting-missing` */
export async function showMyIdeas(
  deps: Pick<RecognitionDeps, "store" | "policy">,
  input: { readonly person: Person },
): Promise<Card> {
  const { person } = input;
  requireAllowed(person, "submit-idea");
  ideaSettings(deps.policy);
  const own = await deps.store.ideas.ofAuthor(person.id, SHOWN);
  const waiting = await deps.store.ideas.waitingFor(person.id, SHOWN);
  return myIdeasCard({ language: person.language, own, waiting });
}
