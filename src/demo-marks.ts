import { addDays, type LocalDate, type LocalMonth } from "#domain/working-day";

/** Results of the written test and of the 360-degree review, by employee number, as the trainer has them in a table. */
const MARKS: Readonly<Record<string, readonly [knowledge: number, attitude: number]>> = {
  "1001": [92, 94],
  "1002": [88, 91],
  "1003": [95, 90],
  "1004": [84, 86],
  "1005": [90, 93],
  "1006": [72, 85],
  "1007": [86, 88],
  "1008": [91, 96],
};
/** What the manager has agreed with some of them: percent of conversations that end resolved. */
const RESOLUTION_TARGETS: Readonly<Record<string, number>> = { "1001": 50, "1003": 60, "1008": 55 };

/** Rows of the month as the program's API takes them. */
export function markRows(month: LocalMonth): readonly object[] {
  return Object.entries(MARKS).flatMap(([person, [knowledge, attitude]]) => {
    const target = RESOLUTION_TARGETS[person];
    const row = { month, person, source: "training-table" };
    return [
      { ...row, metric: "knowledge", value: knowledge },
      { ...row, metric: "attitude", value: attitude },
      ...(target === undefined ? [] : [{ ...row, metric: "resolution", target }]),
    ];
  });
}

/** Employee number of who came some weeks ago, whenever the visitor comes. */
export const NEWCOMER = "1005";
const CAME_DAYS_AGO = 50;

export function hiredAt(employeeNo: string, written: LocalDate, today: LocalDate): LocalDate {
  return employeeNo === NEWCOMER ? addDays(today, -CAME_DAYS_AGO) : written;
}
