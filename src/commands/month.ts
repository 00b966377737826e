import { Command, InvalidArgumentError } from "commander";
import { AppError } from "#domain/error";
import { readMonth } from "#domain/month";
import { findPeriod, type Period } from "#domain/month-roll-up";
import { hasRole, type Person } from "#domain/person";
import { closeMonth } from "#usecases/month/close-month";
import { heldIn, type MonthView } from "#usecases/month/month-view";
import { publishMonth } from "#usecases/month/publish-month";
import { rollUpPeriod } from "#usecases/month/roll-up-period";
import type { CommandTools } from "#main/command-line";
import type { Program } from "#main/program";

type Options = {
  readonly month?: string;
  readonly quarter?: Period;
  readonly year?: Period;
  readonly as?: string;
  readonly anyway?: boolean;
  readonly json?: boolean;
};

/** `xingping close --month M`, or `--quarter 2026Q4`, or `--year 2026`. */
export function closeCommand(tools: CommandTools): Command {
  return new Command("close")
    .description(
      "freeze a month and send its draft to the supervisors; or show a quarter or year of final months",
    )
    .option("--month <month>", "such as 2026-11", parseMonth)
    .option("--quarter <quarter>", "such as 2026Q4", parsePeriod("quarter"))
    .option("--year <year>", "such as 2026", parsePeriod("year"))
    .option("--as <employee number>", "the manager who does it; the only one when left out")
    .option("--json", "print the result as one JSON object")
    .action((options: Options, command: Command) => {
      const { month, quarter, year } = options;
      if ([month, quarter, year].filter((given) => given !== undefined).length !== 1)
        command.error("Say one of --month 2026-11, --quarter 2026Q4, --year 2026.");
      return tools.withProgram((program) => {
        const period = quarter ?? year;
        return period === undefined
          ? close(program, tools, { ...options, month: month ?? "" })
          : rollUp(program, tools, period, options);
      });
    });
}

/** `xingping publish --month M`. */
export function publishCommand(tools: CommandTools): Command {
  return new Command("publish")
    .description("tell everybody their result of a month that was closed and reviewed")
    .requiredOption("--month <month>", "such as 2026-11", parseMonth)
    .option("--anyway", "although reviews are open or results are held; those who are held get none now")
    .option("--as <employee number>", "the manager who does it; the only one when left out")
    .option("--json", "print the result as one JSON object")
    .action((options: Options) =>
      tools.withProgram((program) => publish(program, tools, { ...options, month: options.month ?? "" })),
    );
}

type OfMonth = Options & { readonly month: string };

async function close(program: Program, { io, wake }: CommandTools, options: OfMonth): Promise<number> {
  const view = await closeMonth(program, { month: options.month, by: await actor(program, options.as) });
  await wake(program);
  const result = summary(view);
  io.out(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `${result.month} is closed as version ${result.version}: ${result.people} people, ${result.held} held, ` +
          `${result.reviewsOpen} reviews to do${result.version > 1 ? `, ${result.changed} changed` : ""}.\n`,
  );
  return 0;
}

async function publish(program: Program, { io, wake }: CommandTools, options: OfMonth): Promise<number> {
  const { month, anyway = false } = options;
  const view = await publishMonth(program, { of: { month }, by: await actor(program, options.as), anyway });
  await wake(program);
  const result = summary(view);
  io.out(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `${result.month}, version ${result.version}, is published: ${result.people} people, ${result.held} held; ` +
          `appeals until ${result.appealUntil}.\n`,
  );
  return 0;
}

function summary(view: MonthView) {
  const { close: version, outcomes, changes, reviews } = view;
  return {
    month: version.month,
    version: version.version,
    state: version.state,
    people: outcomes.length,
    held: heldIn(view).length,
    reviews: reviews.length,
    reviewsOpen: reviews.filter(({ state }) => state === "open").length,
    changed: changes.size,
    appealUntil: version.appealUntil,
  };
}

async function rollUp(
  program: Program,
  { io }: CommandTools,
  period: Period,
  options: Options,
): Promise<number> {
  const { results, people } = await rollUpPeriod(program, { period, by: await actor(program, options.as) });
  const rows = [...people.values()].flatMap(({ id, employeeNo, name }) => {
    const own = results.people.get(id);
    return own === undefined ? [] : [{ person: employeeNo, name, ...own }];
  });
  if (options.json) io.out(`${JSON.stringify({ period: period.id, months: results.months, rows })}\n`);
  else
    for (const { person, name, total, grade, count } of rows)
      io.out(`${person}  ${name}  ${total?.toFixed(2) ?? "-"}  ${grade ?? "-"}  (${count} months)\n`);
  return 0;
}

/** Who answers for it in the audit: the one who was named, or the only manager there is. */
async function actor(program: Program, employeeNo: string | undefined): Promise<Person> {
  const managers = (await program.store.people.all()).filter((person) => hasRole(person, "manager"));
  if (employeeNo !== undefined) {
    const person = await program.store.people.byEmployeeNo(employeeNo);
    if (person !== null) return person;
    throw new AppError("not-found", `Nobody has the employee number ${employeeNo}: correct --as.`);
  }
  const [only] = managers;
  if (only !== undefined && managers.length === 1) return only;
  throw new AppError(
    "bad-input",
    only === undefined
      ? "There is no manager yet: import one with the people file."
      : `There are ${managers.length} managers: say who does it with --as, such as --as ${only.employeeNo}.`,
  );
}

function parseMonth(text: string): string {
  try {
    return readMonth(text);
  } catch {
    throw new InvalidArgumentError("Write it as 2026-11.");
  }
}

function parsePeriod(cycle: Period["cycle"]): (text: string) => Period {
  return (text) => {
    const period = findPeriod(text);
    if (period?.cycle === cycle) return period;
    throw new InvalidArgumentError(cycle === "quarter" ? "Write it as 2026Q4." : "Write it as 2026.");
  };
}
