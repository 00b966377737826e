import { monthAskCard } from "#cards/month-ask-card";
import { monthReminderCard } from "#cards/month-reminder-card";
import { AppError } from "#domain/error";
import { addMonths } from "#domain/month";
import { hasRole } from "#domain/person";
import { workingDayOfMonth, type LocalDate, type LocalMonth } from "#domain/working-day";
import { monthRules } from "#policy/month-rules";
import type { NewOutboxMessage } from "#ports/delivery";
import type { MonthDeps } from "./deps.ts";
import { managersIn } from "./month-messages.ts";
import { type MonthView, viewMonth } from "./month-view.ts";

/**
 * On the policy's working days: managers are asked to close the last month, and on the day of publishing whoever it
 * waits for is reminded. Each of it once. Answers how many messages there are.
 */
export async function chaseMonths(deps: MonthDeps, input: { readonly date: LocalDate }): Promise<number> {
  const { store, calendar, clock, policy } = deps;
  const { date } = input;
  if (policy.month === undefined) return 0;
  const month = addMonths(date.slice(0, 7), -1);
  const day = workingDayOfMonth(date, calendar);
  const latest = await store.months.latest(month);
  const messages =
    latest === null
      ? day >= policy.month.draftWorkingDay && (await store.months.isAnythingMeasured(month))
        ? await asks(deps, month)
        : []
      : latest.state === "draft" && day >= policy.month.publishWorkingDay
        ? reminders(await viewMonth(store, latest))
        : [];
  await store.outbox.add(messages, clock.now());
  return messages.length;
}

async function asks({ store, policy }: MonthDeps, month: LocalMonth): Promise<NewOutboxMessage[]> {
  const people = await store.people.all();
  return people
    .filter((person) => hasRole(person, "manager"))
    .map((person) => ({
      key: `month:${month}:ask:${person.id}`,
      to: { person: person.id },
      card: monthAskCard({ language: person.language, month, problem: problemOf(policy), closedAs: null }),
    }));
}

/** What would stop the close, so that nobody finds out by pressing. */
function problemOf(policy: MonthDeps["policy"]) {
  try {
    monthRules(policy);
    return null;
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, facts: error.facts };
    throw error;
  }
}

function reminders(view: MonthView): NewOutboxMessage[] {
  const { close, reviews, people } = view;
  const open = reviews.flatMap(({ supervisorId, state }) =>
    state === "open" ? (people.get(supervisorId) ?? []) : [],
  );
  const message = (as: "manager" | "reviewer") => (person: (typeof open)[number]) => ({
    key: `month:${close.id}:remind-${as}:${person.id}`,
    to: { person: person.id },
    card: monthReminderCard({ language: person.language, close, as }),
  });
  return [...managersIn(view).map(message("manager")), ...open.map(message("reviewer"))];
}
