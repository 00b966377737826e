import { nominationGapsCard } from "#cards/nomination-card";
import { lastDayOf } from "#domain/month";
import { hasRole, type Person } from "#domain/person";
import { addWorkingDays, type LocalDate } from "#domain/working-day";
import type { NewOutboxMessage } from "#ports/delivery";
import { nominationSettings } from "./award-settings.ts";
import type { AwardDeps } from "./deps.ts";

/**
 * Some working days before the month ends supervisors and managers see, gently, who has been named by nobody and which
 * teams: a supervisor those of the own team, a manager all. Once a month; nobody else sees it. Answers how many were told.
 */
export async function listUnnamed(
  deps: Pick<AwardDeps, "store" | "clock" | "calendar" | "policy">,
  input: { readonly date: LocalDate },
): Promise<number> {
  const { store, clock, calendar, policy } = deps;
  const month = input.date.slice(0, 7);
  const { listUnnamedBeforeWorkingDays } = nominationSettings(policy);
  if (input.date < addWorkingDays(lastDayOf(month), -listUnnamedBeforeWorkingDays, calendar)) return 0;
  const people = (await store.people.all()).filter(({ status }) => status === "active");
  const named = new Set((await store.nominations.ofMonths(month, month)).map(({ nomineeId }) => nomineeId));
  const agents = people.filter((person) => hasRole(person, "agent"));
  const unnamed = agents.filter(({ id }) => !named.has(id));
  const messages = people
    .filter((person) => hasRole(person, "supervisor", "manager"))
    .flatMap((reader): NewOutboxMessage[] => {
      const isManager = hasRole(reader, "manager");
      const isTheirs = (person: Person): boolean =>
        isManager ||
        person.managerNo === reader.employeeNo ||
        (person.team !== null && person.team === reader.team);
      const theirs = unnamed.filter(isTheirs);
      const teams = isManager ? silentTeams(agents, named) : [];
      if (theirs.length === 0) return [];
      const { language } = reader;
      const names = theirs.map(({ name }) => name);
      return [
        {
          key: `nomination-gaps:${month}:${reader.id}`,
          to: { person: reader.id },
          card: nominationGapsCard({ language, month, names, teams }),
        },
      ];
    });
  await store.outbox.add(messages, clock.now());
  return messages.length;
}

/** Teams of which nobody was named. */
function silentTeams(agents: readonly Person[], named: ReadonlySet<string>): readonly string[] {
  const teams = [...new Set(agents.flatMap(({ team }) => team ?? []))];
  return teams.filter((team) => !agents.some((agent) => agent.team === team && named.has(agent.id)));
}
