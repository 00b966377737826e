import type { Card } from "#cards/card";
import { marksFormCard } from "#cards/marks-form-card";
import { readMarks } from "#domain/entered-marks";
import { AppError } from "#domain/error";
import { YEAR_REVIEW } from "#domain/month-result";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { LocalMonth } from "#domain/working-day";
import { askedMarks } from "#policy/month-rules";
import type { Store } from "#ports/store";
import type { MonthDeps } from "./deps.ts";

export type EnterMarksInput = {
  readonly by: Person;
  readonly month: LocalMonth;
  /** Employee number or name. */
  readonly person: string;
  /** By mark, as they were typed. */
  readonly form: Readonly<Record<string, string>>;
};

/**
 * A trainer's results of one person and month: knowledge, skill, attitude, and in December the year's review. The
 * newest word stands; a month that is closed already takes it up when it is closed again.
 * @throws AppError `not-allowed`; `bad-input` for a mark that is none, a name that nobody or several have, or the
 * person themselves
 */
export async function enterMarks(deps: MonthDeps, input: EnterMarksInput): Promise<Card> {
  const { store, clock } = deps;
  const { by, month, form } = input;
  requireAllowed(by, "enter-marks");
  const marks = readMarks(form);
  if (marks.has(YEAR_REVIEW) && !month.endsWith("-12"))
    throw new AppError("bad-input", "The year's review belongs to December.", { what: "year-review", month });
  const person = await find(store, input.person);
  if (person.id === by.id) throw new AppError("wrong-person", "Nobody marks themselves.", { what: "marks" });
  const now = clock.now();
  const rows = [...marks].map(([metric, value]) => ({
    month,
    personId: person.id,
    metric,
    value,
    count: null,
    target: null,
    source: `entered by ${by.employeeNo}`,
  }));
  const isLate = await store.transaction(async (tx) => {
    await tx.metrics.save(rows, now);
    const detail = { month, person: person.employeeNo, ...Object.fromEntries(marks) };
    await tx.audit.add([{ who: by.id, did: "enter-marks", what: person.id, detail }], now);
    return (await tx.months.latest(month)) !== null;
  });
  const saved = { name: person.name, marks: Object.fromEntries(marks), isLate };
  return marksFormCard({ language: by.language, month, asked: askedMarks(deps.policy, month), saved });
}

async function find(store: Store, typed: string): Promise<Person> {
  const wanted = typed.normalize("NFKC").trim();
  const agents = (await store.people.all()).filter(({ roles }) => roles.includes("agent"));
  const byNumber = agents.find(({ employeeNo }) => employeeNo === wanted);
  if (byNumber !== undefined) return byNumber;
  const named = agents.filter(({ name }) => name === wanted);
  const [person] = named;
  if (person !== undefined && named.length === 1) return person;
  if (person === undefined)
    throw new AppError("bad-input", `No agent is ${wanted}.`, { what: "nobody", typed: wanted });
  const numbers = named.map(({ employeeNo }) => employeeNo).join("、");
  throw new AppError("bad-input", `Several are called ${wanted}.`, {
    what: "several",
    typed: wanted,
    numbers,
  });
}
