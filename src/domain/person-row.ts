import { parseLocalTime } from "./local-time.ts";
import type { Language } from "./local-text.ts";
import { ROLES, type Person, type Role } from "./person.ts";
import { RowFields } from "./row-fields.ts";
import type { RowReading } from "./source-row.ts";

const SHORT_CHARACTERS = 64;
const LONG_CHARACTERS = 200;
const LANGUAGES = ["zh", "en", "zh-cn", "en-us"] as const;
const STATUSES = ["active", "left"] as const;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MOBILE = /^\+?\d{6,15}$/;

/** The columns of a people file, in the order in which it is written. */
export const PERSON_COLUMNS = [
  "employeeNo",
  "name",
  "team",
  "roles",
  "level",
  "hiredAt",
  "email",
  "mobile",
  "larkOpenId",
  "wecomUserId",
  "manager",
  "language",
  "status",
] as const;

/** A column that the file does not have is absent; a blank cell is null. */
export type ReadPerson = {
  readonly employeeNo: string;
  readonly name: string;
  readonly team?: string | null;
  readonly roles?: readonly Role[] | null;
  readonly level?: string | null;
  readonly hiredAt?: string | null;
  readonly email?: string | null;
  readonly mobile?: string | null;
  readonly larkOpenId?: string | null;
  readonly wecomUserId?: string | null;
  readonly managerNo?: string | null;
  readonly language?: Language | null;
  readonly status?: Person["status"] | null;
};

export function readPersonRow(
  row: Readonly<Record<string, unknown>>,
  mask: (text: string) => string,
): RowReading<ReadPerson> {
  const fields = new RowFields(row, mask);
  const employeeNo = fields.required("employeeNo", SHORT_CHARACTERS, "write the employee number (工号)");
  const name = fields.required("name", LONG_CHARACTERS, "write the person's name");
  const person = {
    ...column(fields, "team", "team", () => fields.text("team", LONG_CHARACTERS)),
    ...column(fields, "roles", "roles", () => readRoles(fields)),
    ...column(fields, "level", "level", () => fields.text("level", SHORT_CHARACTERS)),
    ...column(fields, "hiredAt", "hiredAt", () => readDate(fields)),
    ...column(fields, "email", "email", () => readMail(fields)),
    ...column(fields, "mobile", "mobile", () => readMobile(fields)),
    ...column(fields, "larkOpenId", "larkOpenId", () => fields.text("larkOpenId", LONG_CHARACTERS)),
    ...column(fields, "wecomUserId", "wecomUserId", () => fields.text("wecomUserId", LONG_CHARACTERS)),
    ...column(fields, "manager", "managerNo", () => readManager(fields, employeeNo)),
    ...column(fields, "language", "language", () => readLanguage(fields)),
    ...column(fields, "status", "status", () => fields.oneOf("status", STATUSES)),
  };
  const [first, ...others] = fields.faults;
  if (first !== undefined) return { faults: [first, ...others] };
  if (employeeNo === null || name === null) throw new Error("a gap without a fault");
  return { value: { ...person, employeeNo, name } };
}

function column<Key extends string, Value>(
  fields: RowFields,
  name: (typeof PERSON_COLUMNS)[number],
  key: Key,
  read: () => Value,
): { readonly [K in Key]?: Value } {
  return fields.has(name) ? ({ [key]: read() } as { readonly [K in Key]?: Value }) : {};
}

/** Words joined by `|`, in a request also a list. */
function readRoles(fields: RowFields): readonly Role[] | null {
  const value = fields.value("roles");
  const text = Array.isArray(value) ? value.join("|") : fields.text("roles", LONG_CHARACTERS);
  if (text === null || text.trim() === "") return null;
  const words = text.split("|").map((word) => word.trim().toLowerCase());
  const roles = ROLES.filter((role) => words.includes(role));
  const unknown = words.find((word) => !ROLES.some((role) => role === word));
  return unknown === undefined ? roles : fields.refuse("roles", unknown, `is none of ${ROLES.join(", ")}`);
}

function readDate(fields: RowFields): string | null {
  const text = fields.text("hiredAt", SHORT_CHARACTERS);
  if (text === null) return null;
  // A time behind the date says nothing about the day on which somebody began.
  const date = parseLocalTime(text.split(/[T\s]/i, 1)[0] ?? "", "UTC");
  return date?.toISOString().slice(0, 10) ?? fields.refuse("hiredAt", text, "is no date: write 2026-11-03");
}

function readMail(fields: RowFields): string | null {
  const text = fields.text("email", LONG_CHARACTERS);
  return text === null || MAIL.test(text) ? text : fields.refuse("email", text, "is no e-mail address");
}

function readMobile(fields: RowFields): string | null {
  const text = fields.text("mobile", SHORT_CHARACTERS)?.replaceAll(/[\s()-]/g, "") ?? null;
  return text === null || MOBILE.test(text) ? text : fields.refuse("mobile", text, "is no mobile number");
}

function readManager(fields: RowFields, employeeNo: string | null): string | null {
  const manager = fields.text("manager", SHORT_CHARACTERS);
  if (manager === null || manager !== employeeNo) return manager;
  return fields.refuse(
    "manager",
    manager,
    "is the person itself: write another employee number or leave it blank",
  );
}

function readLanguage(fields: RowFields): Language | null {
  const language = fields.oneOf("language", LANGUAGES);
  return language === null ? null : language.startsWith("en") ? "en" : "zh";
}
