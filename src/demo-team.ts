import { join } from "node:path";
import { packageRoot } from "#data/package-root";
import type { Emulator } from "#emulator/emulator";
import { readRows } from "#files/read-rows";

/** A person of the demo, as `prisma/demo/people.csv` has them. */
export type TeamMember = {
  readonly employeeNo: string;
  readonly name: string;
  readonly team: string;
  readonly title: string;
  readonly roles: string;
  readonly hiredAt: string;
  readonly language: string;
  readonly larkOpenId: string;
};

/** The two groups that have a chat of their own; the other people are in both. */
const GROUPS = [
  { team: "日班组", chatId: "oc_demo_day", name: "日班服务群" },
  { team: "夜班组", chatId: "oc_demo_night", name: "夜班服务群" },
] as const;

export const DAY_CHAT = GROUPS[0].chatId;
export const NIGHT_CHAT = GROUPS[1].chatId;

export async function readTeam(): Promise<readonly TeamMember[]> {
  const team: TeamMember[] = [];
  for await (const { row } of readRows(join(packageRoot(), "prisma", "demo", "people.csv")))
    team.push(row as TeamMember);
  return team;
}

export function hasRole({ roles }: TeamMember, role: string): boolean {
  return roles.split("|").includes(role);
}

/** Puts the team into the emulator, as their company's administrator would have done. The bot is in no group yet. */
export function furnish(emulator: Emulator, team: readonly TeamMember[]): void {
  const { people, chats } = emulator.lark;
  const departments = new Map(
    [...new Set(team.map((member) => member.team))].map((name) => [name, people.addDepartment({ name })]),
  );
  for (const { name, title, larkOpenId, team: department } of team)
    people.add({
      name,
      title,
      openId: larkOpenId,
      departmentId: departments.get(department)?.departmentId,
    });
  const names: readonly string[] = GROUPS.map(({ team: name }) => name);
  for (const group of GROUPS) {
    const members = team.filter((member) => member.team === group.team || !names.includes(member.team));
    chats.addGroup({ ...group, members: members.map(({ larkOpenId }) => larkOpenId), bot: false });
  }
}
