import { readFileSync } from "node:fs";
import { chineseCalendar } from "#time/chinese-calendar";
import { lastWorkingDays } from "#domain/working-day";

/** A row of the two sets of conversations; only what is looked at here. */
export type RealRow = {
  readonly id: string;
  readonly source: string;
  readonly agent_id: string;
  readonly customer_id: string;
  readonly first_response_s?: number;
  readonly turns: readonly {
    readonly role: string;
    readonly text: string;
    readonly ts?: string;
    readonly user?: string;
  }[];
};

export type RealPerson = {
  readonly employeeNo: string;
  readonly name: string;
  readonly team: string;
  readonly roles: string;
  readonly larkOpenId: string;
  readonly language: "zh" | "en";
};

export function readRealRows(path: string): RealRow[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as RealRow);
}

/** Everybody who is named as an agent, by the order of first appearance, with this many supervisors and one manager. */
export function peopleFor(
  rows: readonly RealRow[],
  staff: { readonly supervisors: number; readonly language: "zh" | "en" },
): RealPerson[] {
  const { language } = staff;
  const person = (employeeNo: string, name: string, roles: string): RealPerson => ({
    employeeNo,
    name,
    team: "real",
    roles,
    larkOpenId: `ou_${employeeNo}`,
    language,
  });
  const agents = [...new Set(rows.map((row) => row.agent_id))];
  const word = language === "zh" ? "主管" : "Supervisor ";
  return [
    person("M1", language === "zh" ? "王经理" : "Manager", "manager"),
    ...Array.from({ length: staff.supervisors }, (_, place) =>
      person(`S${place + 1}`, `${word}${place + 1}`, "supervisor"),
    ),
    ...agents.map((name, place) => person(`A${place + 1}`, name, "agent")),
  ];
}

const DAYS = 5;
const FIRST_SECOND = 9 * 3_600;
const STEP_SECONDS = 80;

/**
 * When a row is said to have begun, because the sets have no times or old ones: row n on working day n mod 5 of the
 * five before the draw, at 09:00 in Shanghai plus 80 seconds for each row of that day before it.
 */
export function startsBefore(drawDate: string): (row: number) => Date {
  const days = lastWorkingDays(drawDate, DAYS, chineseCalendar({ workingDays: [], holidays: [] }));
  return (row) => {
    const seconds = FIRST_SECOND + Math.floor(row / DAYS) * STEP_SECONDS;
    return new Date(Date.parse(`${days[row % DAYS]}T00:00:00+08:00`) + seconds * 1_000);
  };
}

/** The row with all its times moved by the same step, so that its first turn stands at `startedAt`. */
export function movedTo(row: RealRow, startedAt: Date): RealRow {
  const shift = startedAt.getTime() - Date.parse(row.turns[0]?.ts ?? "");
  const turns = row.turns.map((turn) => ({
    ...turn,
    ts: new Date(Date.parse(turn.ts ?? "") + shift).toISOString(),
  }));
  return { ...row, turns };
}

/** Landline numbers as they stand in the Chinese set: 789 in its turns. */
export const LANDLINE = /0\d{2,3}-?\d{7,8}/g;
