import type { Person } from "./person.ts";

/** Finds the person whom a file means by an employee number (工号) or a name. */
export type AgentDirectory = {
  /** The person's id, or why the reference cannot be followed. */
  find(reference: string): { readonly id: string } | { readonly fault: string };
};

/** An employee number wins over a name; people who left count too, their old contacts are still theirs. */
export function agentDirectory(
  people: readonly Pick<Person, "id" | "employeeNo" | "name">[],
): AgentDirectory {
  const byNumber = new Map(people.map((person) => [person.employeeNo, person.id]));
  const byName = new Map<string, string[]>();
  for (const person of people) byName.set(person.name, [...(byName.get(person.name) ?? []), person.id]);

  return {
    find: (reference) => {
      const numbered = byNumber.get(reference);
      if (numbered !== undefined) return { id: numbered };
      const named = byName.get(reference) ?? [];
      if (named.length > 1)
        return { fault: `is the name of ${named.length} people: use the employee number` };
      const [only] = named;
      return only === undefined
        ? { fault: "is not known: import people first or correct the number" }
        : { id: only };
    },
  };
}
