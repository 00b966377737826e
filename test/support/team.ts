import { post } from "./talk.ts";
import { openTown, type Card, type Town } from "./town.ts";

/** A small team that everybody in it can be reached in; the stranger is in the chat but not in the people file. */
export const TEAM = [
  { employeeNo: "1001", name: "李雷", roles: "agent", larkOpenId: "ou_agent", manager: "3001" },
  { employeeNo: "1002", name: "小红", roles: "agent", larkOpenId: "ou_agent_2", manager: "3001" },
  { employeeNo: "1003", name: "Ann", roles: "agent", larkOpenId: "ou_ann", language: "en" },
  { employeeNo: "2001", name: "韩梅梅", roles: "supervisor", larkOpenId: "ou_scorer" },
  { employeeNo: "2002", name: "林涛", roles: "inspector", larkOpenId: "ou_scorer_2" },
  { employeeNo: "3001", name: "王经理", roles: "manager", larkOpenId: "ou_manager" },
] as const;
export const STRANGER = { name: "陌生人", openId: "ou_stranger" };

/** A town has a database of its own to make, which takes long on a machine that is busy. */
export const OPENING_MILLISECONDS = 180_000;

export const SCORERS = ["ou_scorer", "ou_scorer_2"] as const;

/** A town in which the team is known to the program and to the chat. */
export async function openTeamTown(options: Parameters<typeof openTown>[0] = {}): Promise<Town> {
  const town = await openTown(options);
  for (const { name, larkOpenId } of TEAM) town.emulator.lark.people.add({ name, openId: larkOpenId });
  town.emulator.lark.people.add(STRANGER);
  await post(town, "/api/people", TEAM);
  return town;
}

/** A chat of four turns, the first with a mobile number in it. */
export function conversation(
  id: string,
  agent: string,
  startedAt: string,
  change: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    id,
    agent,
    channel: "chat",
    direction: "in",
    startedAt,
    turns: [
      { role: "customer", text: "您好，我的手机 13812345678 收不到验证码。" },
      { role: "agent", text: "您好，工号 1001 为您服务，请稍等。" },
      { role: "customer", text: "好的。" },
      { role: "agent", text: "已经为您重新发送，请查收。" },
    ],
    ...change,
  };
}

/** Lets time pass and everything happen that is due by then. */
export async function pass(town: Town, seconds: number): Promise<void> {
  await town.moveTo(new Date(town.emulator.clock.nowMs() + seconds * 1_000).toISOString());
}

/** The newest card in a person's chat; with `title`, the newest whose title begins so. */
export function newestCard(town: Town, person: string, title = ""): Card {
  const card = town.cardsOf(person).findLast((each) => each.title.startsWith(title));
  if (card === undefined) throw new Error(`${person} has no card "${title}".`);
  return card;
}

/** Somebody's task cards of now, whoever has them. */
export function taskCards(town: Town): { readonly scorer: string; readonly card: Card }[] {
  return SCORERS.flatMap((scorer) =>
    town
      .cardsOf(scorer)
      .filter(({ content }) => JSON.stringify(content).includes('"do":"score.submit"'))
      .map((card) => ({ scorer, card })),
  );
}
