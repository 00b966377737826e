import type { PointEntry } from "#domain/points";
import type { IdeaInFull } from "#ports/recognition";
import type { Store } from "#ports/store";
import { adoptionCause } from "./idea-points.ts";

/** What authors of the merged idea earned only through the other one: it goes back when the merge is undone. */
export async function pointsByMerge(
  { ideas, points }: Pick<Store, "ideas" | "points">,
  source: IdeaInFull,
  main: Pick<IdeaInFull, "idea" | "merged">,
): Promise<readonly PointEntry[]> {
  // The same person may have written another part of it.
  const parts = await Promise.all(
    [main.idea.number, ...main.merged]
      .filter((number) => number !== source.idea.number && !source.merged.includes(number))
      .map((number) => ideas.byNumber(number)),
  );
  const staying = new Set(parts.map((part) => part?.authorId));
  const entries = await Promise.all(
    source.authors
      .filter(({ id }) => !staying.has(id))
      .map(({ id }) => points.byCause(adoptionCause(main.idea.number, id))),
  );
  return entries.flatMap((entry) => (entry === null ? [] : [entry]));
}
