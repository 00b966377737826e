import { addMonths } from "#domain/month";
import type { LocalDate, LocalTime } from "#domain/working-day";
import { verifyDraw } from "#usecases/quality/verify-draw";
import { demoInstant } from "./demo-clock.ts";
import { contactRow, readConversations, type WrittenConversation } from "./demo-conversations.ts";
import type { SeenCard } from "./demo-card.ts";
import { createDesk, type Desk } from "./demo-desk.ts";
import type { Hand } from "./demo-hands.ts";
import { hiredAt, markRows, NEWCOMER } from "./demo-marks.ts";
import { moveClock, moveTo, untilQuiet } from "./demo-quiet.ts";
import { sceneOf, TODAY_FROM, type Scene } from "./demo-scenes.ts";
import type { Demo, Stage } from "./demo-stage.ts";
import { DAY_CHAT, hasRole, NIGHT_CHAT } from "./demo-team.ts";

const HANDS: Readonly<Record<string, Hand>> = { "2001": "lenient", "2002": "strict", "2003": "blind-spot" };

/**
 * Lives the working days before the visitor's, and begins theirs: people and conversations come through the API, cards
 * are pressed and words typed in the emulator, and only its clock makes anything due.
 */
export async function liveTwoWeeks(demo: Demo): Promise<void> {
  const { emulator, program, team, days } = demo;
  const conversations = await readConversations();
  await demo.send(
    "/api/people",
    team.map((member) => ({ ...member, hiredAt: hiredAt(member.employeeNo, member.hiredAt, days.today) })),
  );
  await moveIn(demo);
  const desks = team
    .filter((member) => HANDS[member.employeeNo] !== undefined)
    .map((member) => createDesk(emulator, member, HANDS[member.employeeNo] ?? "lenient", conversations));
  for (const [place, date] of days.lived.entries())
    await liveADay(demo, desks, conversations, place + 1, date);
  await demo.send("/api/metrics", markRows(addMonths(days.today.slice(0, 7), -1)));
  await arrive(demo, conversations, days.lived.length + 1, days.today);
  await moveTo(emulator, program, demoInstant(days.today, TODAY_FROM));
}

/** The bot comes into the groups, and everybody opens their chat with it. */
async function moveIn({ emulator, program, team }: Demo): Promise<void> {
  const manager = team.find((member) => hasRole(member, "manager"));
  if (manager === undefined) throw new Error("The demo's team has no manager.");
  for (const chat of [DAY_CHAT, NIGHT_CHAT]) emulator.lark.addBot(chat, manager.larkOpenId);
  for (const { larkOpenId } of team) emulator.lark.enterChat(larkOpenId);
  await emulator.lark.deliveries.settled();
  await untilQuiet(emulator, program);
}

/** Yesterday's conversations come in, the day is drawn, the cards arrive. Answers how many were drawn. */
async function arrive(
  demo: Demo,
  conversations: readonly WrittenConversation[],
  day: number,
  date: LocalDate,
): Promise<number> {
  const { emulator, program, days } = demo;
  const daysAgo = days.lived.length + 1 - day;
  await moveClock(emulator, program, demoInstant(date, "09:05"));
  const isNew = ({ workingDaysAgo }: WrittenConversation): boolean =>
    day === 1 ? workingDaysAgo > daysAgo : workingDaysAgo === daysAgo + 1;
  const rows = conversations.filter(isNew).map((one) => contactRow(one, days.today, program.calendar));
  await demo.send("/api/contacts", rows);
  await moveTo(emulator, program, demoInstant(date, "09:10"), { name: "daily-draw", date });
  const draw = await program.store.draws.ofDate(date);
  if (draw === null) throw new Error(`Nothing was drawn on ${date}.`);
  const { isValid } = await verifyDraw(program, { id: draw.id });
  if (!isValid) throw new Error(`Drawn again from what is stored, ${draw.id} selects other conversations.`);
  return draw.selected.length;
}

async function liveADay(
  demo: Demo,
  desks: readonly Desk[],
  conversations: readonly WrittenConversation[],
  day: number,
  date: LocalDate,
): Promise<void> {
  const { emulator, program, words } = demo;
  const drawn = await arrive(demo, conversations, day, date);
  const scene = sceneOf(day);
  const at = (time: LocalTime): Promise<void> => moveTo(emulator, program, demoInstant(date, time));
  const stage: Stage = { ...demo, desks };
  for (const time of scene.rounds) {
    const isIdle = scene.happens[time] === undefined && !hasNextCard(desks, scene);
    if (isIdle) continue;
    await at(time);
    await round(demo, stage, scene, time);
  }
  if (scene.leavesOne !== undefined) await at("16:30");
  await moveTo(emulator, program, demoInstant(date, "18:10"), { name: "overdue-list", date });
  const open = desks.reduce((sum, desk) => sum + desk.openCards().length, 0);
  demo.say(words.day(date, drawn, open, scene.tells));
}

/** In a round everybody who scores takes their next card, and what else happens then happens. */
async function round(
  { emulator, program }: Demo,
  stage: Stage,
  scene: Scene,
  time: LocalTime,
): Promise<void> {
  await scene.happens[time]?.(stage);
  await Promise.all(
    stage.desks.map(async (desk) => {
      const card = nextCard(desk, scene);
      if (card !== undefined) await desk.score(card);
    }),
  );
  await emulator.lark.deliveries.settled();
  await untilQuiet(emulator, program);
}

const hasNextCard = (desks: readonly Desk[], scene: Scene): boolean =>
  desks.some((desk) => nextCard(desk, scene) !== undefined);

function nextCard(desk: Desk, { leavesOne }: Scene): SeenCard | undefined {
  const open = desk.openCards();
  // Of a newcomer there are few: their cards come first, and none of them is left.
  const few = open.find((card) => desk.agentOn(card) === NEWCOMER);
  if (few !== undefined) return few;
  return desk.person.employeeNo === leavesOne && open.length <= 1 ? undefined : open[0];
}
