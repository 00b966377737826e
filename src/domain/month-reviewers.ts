import { groupBy } from "./group-by.ts";
import { hasRole, type Person } from "./person.ts";

/**
 * Who looks through an agent's month before it is published: the person's own manager when that is a supervisor, else
 * the first supervisor of the team, else whoever manages the person. Nobody reviews themselves; null: nobody can.
 * @param people everybody, by employee number
 */
export function reviewersAmong(people: readonly Person[]): (person: Person) => Person | null {
  const byEmployeeNo = new Map(people.map((each) => [each.employeeNo, each]));
  const supervisors = groupBy(
    people.filter((each) => hasRole(each, "supervisor")),
    ({ team }) => team,
  );
  return (person) => {
    const superior = byEmployeeNo.get(person.managerNo ?? "") ?? null;
    const isOther = superior !== null && superior.id !== person.id;
    if (isOther && hasRole(superior, "supervisor")) return superior;
    const ofTeam = supervisors.get(person.team)?.find(({ id }) => id !== person.id);
    return ofTeam ?? (isOther && hasRole(superior, "manager") ? superior : null);
  };
}
