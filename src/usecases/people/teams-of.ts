import type { Store } from "#ports/store";

/** The teams that somebody active is in, by name. */
export async function teamsOf({ people }: Pick<Store, "people">): Promise<readonly string[]> {
  const active = (await people.all()).filter(({ status }) => status === "active");
  const teams = new Set(active.flatMap(({ team }) => (team === null ? [] : [team])));
  return [...teams].sort((left, right) => left.localeCompare(right, "zh"));
}
