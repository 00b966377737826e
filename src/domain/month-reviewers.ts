import { hasRole, type Person } from "./person.ts";

/**
 * Who looks through an agent's month before it is published: the person's own manager when that is a supervisor, else
 * the first supervisor of the team, else whoever manages the person. Nobody reviews themselves; null: nobody can.
 * @param people everybody, by employee number
 */
export function reviewerOf(person: Person, people: readonly Person[]): Person | null {
  const others = people.filter(({ id }) => id !== person.id);
  const superiors = others.filter(({ employeeNo }) => employeeNo === person.managerNo);
  return (
    superiors.find((each) => hasRole(each, "supervisor")) ??
    others.find((each) => hasRole(each, "supervisor") && each.team === person.team) ??
    superiors.find((each) => hasRole(each, "manager")) ??
    null
  );
}
