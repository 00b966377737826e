import { createLookAlikeIndex, type LookAlike } from "#domain/look-alike";
import type { IdeaStore } from "#ports/recognition";

/** The ideas of this process's memory, by which look-alikes are found. */
export type LookAlikeMemory = {
  /** First takes in what has come since, also from other processes; then the most alike, by number. */
  find(ideas: Pick<IdeaStore, "texts">, text: string, limit: number): Promise<readonly LookAlike[]>;
};

const PAGE = 2_000;
/** A number that is missing belongs to a transaction that may still end well; none takes longer than this. */
const GAP_MILLISECONDS = 60_000;

/**
 * Filled when it is first asked. Numbers are given in order but may become visible in another one, so those that were
 * missing are asked for again until their transactions must be over.
 */
export function createLookAlikeMemory(elapsed: () => number = () => performance.now()): LookAlikeMemory {
  const index = createLookAlikeIndex();
  const gaps = new Map<number, number>();
  let newest = 0;

  const takeIn = (number: number, text: string): void => {
    index.add(number, text);
    gaps.delete(number);
    for (let missing = newest + 1; missing < number; missing += 1) gaps.set(missing, elapsed());
    newest = Math.max(newest, number);
  };
  const catchUp = async (ideas: Pick<IdeaStore, "texts">): Promise<void> => {
    for (const [number, since] of gaps) if (elapsed() - since > GAP_MILLISECONDS) gaps.delete(number);
    for (;;) {
      const page = await ideas.texts(newest, [...gaps.keys()], PAGE);
      for (const { number, text } of page) takeIn(number, text);
      if (page.length < PAGE) return;
    }
  };
  return {
    find: async (ideas, text, limit) => {
      await catchUp(ideas);
      return index.find(text, limit);
    },
  };
}
