import type { Person } from "./person.ts";
import type { ReadPerson } from "./person-row.ts";
import type { RejectedRow, SourceRow } from "./source-row.ts";

export type PersonWithoutId = Omit<Person, "id">;

/** The row of a people file that read well, with its place. */
export type PersonRow = { readonly row: SourceRow; readonly read: ReadPerson };
export type RefusedPerson = { readonly row: SourceRow; readonly refusal: RejectedRow };

/**
 * What the file says of a person laid over what is known. A column that the file does not have changes nothing; a
 * blank cell clears team, level, date, e-mail, mobile and manager, and leaves roles, language and status as they were
 * (of somebody new: agent, Chinese, active).
 */
export function mergePerson(read: ReadPerson, known: Person | undefined): PersonWithoutId {
  return {
    employeeNo: read.employeeNo,
    name: read.name,
    team: laidOver(read.team, known?.team),
    roles: read.roles ?? known?.roles ?? ["agent"],
    level: laidOver(read.level, known?.level),
    hiredAt: laidOver(read.hiredAt, known?.hiredAt),
    email: laidOver(read.email, known?.email),
    mobile: laidOver(read.mobile, known?.mobile),
    managerNo: laidOver(read.managerNo, known?.managerNo),
    language: read.language ?? known?.language ?? "zh",
    status: read.status ?? known?.status ?? "active",
  };
}

function laidOver(told: string | null | undefined, known: string | null | undefined): string | null {
  return told === undefined ? (known ?? null) : told;
}

export function isSamePerson(left: PersonWithoutId, right: PersonWithoutId | undefined): boolean {
  if (right === undefined) return false;
  const keys = Object.keys(left) as (keyof PersonWithoutId)[];
  return keys.every((key) =>
    key === "roles"
      ? left.roles.length === right.roles.length && left.roles.every((role) => right.roles.includes(role))
      : left[key] === right[key],
  );
}

/**
 * Refuses rows that contradict another row of the same file, or name a manager whom nobody knows; the manager may
 * stand further down. Rows that say the same again are left out and counted.
 */
export function settlePeople(
  rows: readonly PersonRow[],
  isKnown: (employeeNo: string) => boolean,
): {
  readonly people: readonly PersonRow[];
  readonly refused: readonly RefusedPerson[];
  readonly repeated: number;
} {
  const people: PersonRow[] = [];
  const refused: RefusedPerson[] = [];
  const byNumber = new Map<string, PersonRow>();
  const byOwnThing = new Map<string, PersonRow>();
  const numbers = new Set(rows.map(({ read }) => read.employeeNo));
  let repeated = 0;
  for (const person of rows) {
    const { read, row } = person;
    const earlier = byNumber.get(read.employeeNo);
    if (earlier !== undefined && JSON.stringify(earlier.read) === JSON.stringify(read)) {
      repeated += 1;
      continue;
    }
    const reason =
      sameNumberFault(read, earlier) ??
      sameOwnThingFault(read, byOwnThing) ??
      managerFault(read, (number) => numbers.has(number) || isKnown(number));
    if (reason === null) people.push(person);
    else refused.push({ row, refusal: { line: row.line, reason } });
    if (earlier === undefined) byNumber.set(read.employeeNo, person);
    for (const [key] of ownThingsOf(read)) if (!byOwnThing.has(key)) byOwnThing.set(key, person);
  }
  return { people, refused, repeated };
}

function sameNumberFault(read: ReadPerson, earlier: PersonRow | undefined): string | null {
  if (earlier === undefined) return null;
  return `employeeNo "${read.employeeNo}" stands on line ${earlier.row.line} already with other data: keep one`;
}

function sameOwnThingFault(read: ReadPerson, earlier: ReadonlyMap<string, PersonRow>): string | null {
  for (const [key, column] of ownThingsOf(read)) {
    const holder = earlier.get(key);
    if (holder !== undefined)
      return `${column} belongs to the person on line ${holder.row.line}: correct one of them`;
  }
  return null;
}

function managerFault(read: ReadPerson, isKnown: (employeeNo: string) => boolean): string | null {
  const manager = read.managerNo ?? null;
  if (manager === null || isKnown(manager)) return null;
  return `manager "${manager}" is not known: add this person to the file or correct the number`;
}

/** What only one person can have, e-mail and mobile among them, since the directory is asked by these. */
function ownThingsOf(read: ReadPerson): [key: string, column: string][] {
  const ids: [string, string | null | undefined][] = [
    ["larkOpenId", read.larkOpenId],
    ["wecomUserId", read.wecomUserId],
    ["email", read.email?.toLowerCase()],
    ["mobile", read.mobile?.replace(/^\+86/, "")],
  ];
  return ids.filter(([, id]) => typeof id === "string").map(([column, id]) => [`${column}:${id}`, column]);
}
