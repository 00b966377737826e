import type { ShownLookAlike } from "#cards/idea-card";
import { isOpen } from "#domain/idea-rules";
import type { Store } from "#ports/store";
import type { IdeaDeps } from "./deps.ts";

/** Measured on rewritten ideas (see the bench): below this most are about something else. */
const LEAST_LIKENESS = 0.15;
const ASKED_FOR = 20;
const MOST_SHOWN = 3;

/**
 * Ideas that say much the same and are still open; for one that was merged, the one that stands for it.
 * @param readerId may support what is neither theirs nor for them to decide
 */
export async function similarIdeas(
  { lookAlikes }: Pick<IdeaDeps, "lookAlikes">,
  store: Store,
  about: { readonly text: string; readonly number: number | null; readonly readerId: string },
): Promise<ShownLookAlike[]> {
  const found = (await lookAlikes.find(store.ideas, about.text, ASKED_FOR)).filter(
    ({ key, likeness }) => key !== about.number && likeness >= LEAST_LIKENESS,
  );
  if (found.length === 0) return [];
  const standing = await store.ideas.standing(found.map(({ key }) => key));
  const shown = new Map<number, ShownLookAlike>();
  for (const { key, likeness } of found) {
    const idea = standing.get(key);
    if (idea === undefined || !isOpen(idea) || idea.number === about.number || shown.has(idea.number))
      continue;
    const { number, text, state, authorId, reviewerId, escalatedToId } = idea;
    const canSupport = ![authorId, reviewerId, escalatedToId].includes(about.readerId);
    shown.set(number, { number, text, state, likeness, canSupport });
  }
  return [...shown.values()].slice(0, MOST_SHOWN);
}
