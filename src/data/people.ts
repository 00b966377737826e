import type { Person, Role } from "#domain/person";
import type { PeopleStore } from "#ports/store";
import { newId } from "./new-id.ts";
import type { PrismaHandle } from "./database.ts";
import type { Person as PersonRow } from "./generated/client.ts";
import { asRows, type Sql } from "./sql.ts";

const COLUMNS = [
  "id",
  "employeeNo",
  "name",
  "team",
  "roles",
  "level",
  "hiredAt",
  "email",
  "mobile",
  "managerNo",
  "language",
  "status",
] as const satisfies readonly (keyof PersonRow)[];

/** What a statement reads of "Person" for `toPerson`. */
export type PersonColumns = Pick<PersonRow, (typeof COLUMNS)[number]>;

/** By name: PostgreSQL refuses a prepared statement with a star once a migration has added a column. */
export const personColumns = (table: string): string =>
  COLUMNS.map((column) => `${table}."${column}"`).join(", ");

export function toPerson(row: PersonColumns & Partial<PersonRow>): Person {
  const { createdAt: _created, updatedAt: _updated, ...rest } = row;
  return {
    ...rest,
    roles: row.roles as Role[],
    language: row.language === "en" ? "en" : "zh",
    status: row.status === "left" ? "left" : "active",
  };
}

export function peopleStore(db: PrismaHandle, sql: Sql): PeopleStore {
  const byOrder = { orderBy: { employeeNo: "asc" } } as const;
  const one = (row: PersonRow | null): Person | null => (row === null ? null : toPerson(row));
  return {
    get: async (id) => one(await db.person.findUnique({ where: { id } })),
    many: async (ids) =>
      (await db.person.findMany({ where: { id: { in: [...ids] } }, ...byOrder })).map(toPerson),
    byEmployeeNo: async (employeeNo) => one(await db.person.findUnique({ where: { employeeNo } })),
    all: async () => (await db.person.findMany(byOrder)).map(toPerson),
    save: async (people, at) => {
      const rows = people.map((person) => ({ ...person, id: newId(), at }));
      const saved = await sql.query<PersonColumns>(
        `INSERT INTO "Person" (id, "employeeNo", name, team, roles, level, "hiredAt", email, mobile, "managerNo",
           language, status, "createdAt", "updatedAt")
         SELECT id, "employeeNo", name, team, ARRAY(SELECT jsonb_array_elements_text(roles)), level, "hiredAt", email,
           mobile, "managerNo", language, status, at, at
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "employeeNo" text, name text, team text, roles jsonb,
           level text, "hiredAt" text, email text, mobile text, "managerNo" text, language text, status text,
           at timestamptz)
         ON CONFLICT ("employeeNo") DO UPDATE SET name = excluded.name, team = excluded.team, roles = excluded.roles,
           level = excluded.level, "hiredAt" = excluded."hiredAt", email = excluded.email, mobile = excluded.mobile,
           "managerNo" = excluded."managerNo", language = excluded.language, status = excluded.status,
           "updatedAt" = excluded."updatedAt"
         RETURNING ${personColumns('"Person"')}`,
        asRows(rows),
      );
      return saved.map(toPerson);
    },
  };
}
