import type { Language } from "./local-text.ts";

export const ROLES = [
  "agent",
  "supervisor",
  "inspector",
  "trainer",
  "manager",
  "administrator",
  "hr",
] as const;
export type Role = (typeof ROLES)[number];

export type Person = {
  readonly id: string;
  /** 工号 */
  readonly employeeNo: string;
  readonly name: string;
  readonly team: string | null;
  readonly roles: readonly Role[];
  readonly level: string | null;
  /** Local date. */
  readonly hiredAt: string | null;
  readonly email: string | null;
  readonly mobile: string | null;
  /** The manager's employee number. */
  readonly managerNo: string | null;
  readonly language: Language;
  readonly status: "active" | "left";
};

export function hasRole(person: Person, ...roles: readonly Role[]): boolean {
  return person.status === "active" && roles.some((role) => person.roles.includes(role));
}
