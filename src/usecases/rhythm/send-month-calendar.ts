import { monthCalendarCard } from "#cards/month-calendar-card";
import { isItsDay, monthCalendar } from "#domain/month-calendar";
import { hasRole } from "#domain/person";
import type { LocalDate } from "#domain/working-day";
import type { RhythmDeps } from "./deps.ts";

/** What is due in the month, to the managers, once, on the policy's working day or as soon after it as can be. */
export async function sendMonthCalendar(
  deps: RhythmDeps,
  input: { readonly date: LocalDate },
): Promise<number> {
  const { store, policy, calendar, clock } = deps;
  const { posting } = policy;
  if (posting === undefined || !isItsDay(input.date, posting.calendarWorkingDay, calendar)) return 0;
  const month = input.date.slice(0, 7);
  const due = monthCalendar(policy, month, calendar);
  const managers = (await store.people.all()).filter((person) => hasRole(person, "manager"));
  await store.outbox.add(
    managers.map(({ id, language }) => ({
      key: `calendar:${month}:${id}`,
      to: { person: id },
      card: monthCalendarCard({ language, month, due }),
    })),
    clock.now(),
  );
  return managers.length;
}
