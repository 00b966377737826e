import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { packageRoot } from "#data/package-root";
import { addWorkingDays, instantOf, localDate } from "#domain/working-day";
import type { Emulator } from "#emulator/emulator";
import { readRows } from "#files/read-rows";
import { importContacts } from "#usecases/quality/import-contacts";
import { importPeople } from "#usecases/quality/import-people";
import { verifyDraw } from "#usecases/quality/verify-draw";
import { wakeWorkers } from "./wake-workers.ts";
import { readCard, type SeenCard } from "./demo-card.ts";
import type { Program } from "./program.ts";

type Say = (line: string) => void;
type Person = {
  readonly employeeNo: string;
  readonly name: string;
  readonly larkOpenId: string;
  readonly roles: string;
};
type WrittenContact = {
  readonly workingDaysAgo: number;
  readonly time: string;
  readonly [field: string]: unknown;
};

/** Lives one working day through the real parts: import, draw, cards, presses, reminder, overdue list. */
export async function liveADay(emulator: Emulator, program: Program, say: Say): Promise<void> {
  const people = await bringInPeople(emulator, program);
  const named = new Map(people.map((person) => [person.employeeNo, person]));
  const contacts = await importContacts(program, { rows: await conversations(program), source: "demo" });
  const at = (time: string): Date =>
    instantOf(localDate(emulator.clock.now(), program.policy.zone), time, program.policy.zone);
  say(`09:00  ${people.length} people and ${contacts.imported} conversations came in.`);

  await moveTo(emulator, program, at("09:10"));
  const draw = await program.store.draws.ofDate(localDate(emulator.clock.now(), program.policy.zone));
  if (draw === null) throw new Error("The day was not drawn; start with LOG_LEVEL=info to see why.");
  say(
    `09:10  Draw ${draw.id}: ${draw.selected.length} conversations, one of each agent. Seed promise ${draw.seedHash.slice(0, 12)}…`,
  );
  const check = await verifyDraw(program, { id: draw.id });
  say(
    `       Drawn again from what is stored: ${check.isValid ? "the same conversations" : "DIFFERENT conversations"}.`,
  );

  const scorers = people.filter(({ roles }) => roles.includes("supervisor"));
  for (const [hand, scorer] of scorers.entries()) {
    const cards = taskCards(emulator, scorer);
    say(`10:30  ${scorer.name} has ${cards.length} cards.`);
    // The last card of the second scorer stays open, so that the evening has something to tell.
    const done = hand === 0 ? cards : cards.slice(0, -1);
    for (const [place, card] of done.entries())
      await score(emulator, program, scorer, card, hand + place, say);
  }
  await moveTo(emulator, program, at("16:30"));
  // Who is done is not reminded.
  for (const scorer of scorers.slice(1)) sayNewest(emulator, scorer, "16:30", say);
  await moveTo(emulator, program, at("18:10"));
  const manager = named.get("3001");
  if (manager !== undefined) sayNewest(emulator, manager, "18:10", say);
  const told = people
    .filter(({ roles }) => roles === "agent")
    .filter((agent) => taskResults(emulator, agent) > 0);
  say(
    `       ${told.length} agents were told their result in private. Limits broken: ${emulator.logs.violations().length}.`,
  );
}

async function bringInPeople(emulator: Emulator, program: Program): Promise<readonly Person[]> {
  const rows = [];
  for await (const row of readRows(join(packageRoot(), "prisma", "demo", "people.csv"))) rows.push(row);
  const people = rows.map(({ row }) => row as unknown as Person);
  for (const { name, larkOpenId } of people) emulator.lark.people.add({ name, openId: larkOpenId });
  await importPeople(program, { rows, source: "demo", apps: program.apps });
  return people;
}

/** The written conversations, laid onto the working days before the demo's day. */
async function conversations(program: Program): Promise<{ line: number; row: Record<string, unknown> }[]> {
  const text = await readFile(join(packageRoot(), "prisma", "demo", "conversations.jsonl"), "utf8");
  const today = localDate(program.clock.now(), program.policy.zone);
  return text
    .trim()
    .split("\n")
    .map((line, place) => {
      const { workingDaysAgo, time, ...contact } = JSON.parse(line) as WrittenContact;
      const date = addWorkingDays(today, -workingDaysAgo, program.calendar);
      return { line: place + 1, row: { ...contact, startedAt: `${date} ${time}` } };
    });
}

/** Moves the emulator's clock and waits until the program has sent everything that this makes due. */
async function moveTo(emulator: Emulator, program: Program, instant: Date): Promise<void> {
  emulator.clock.moveTo(instant);
  await program.clock.wait(0);
  await until(() => Math.abs(program.clock.now().getTime() - emulator.clock.nowMs()) < 2_000);
  await wakeWorkers(program);
  await isQuiet(program);
}

async function isQuiet(program: Program): Promise<void> {
  let quietLooks = 0;
  await until(async () => {
    const outbox = await program.store.outbox.countByState();
    const inbox = await program.store.inbox.countByState();
    const due = await program.store.outbox.countDue(program.apps, program.clock.now());
    const isBusy = (outbox["sending"] ?? 0) > 0 || (inbox["new"] ?? 0) > 0 || due > 0;
    quietLooks = isBusy ? 0 : quietLooks + 1;
    return quietLooks >= 4;
  });
}

async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await check())) {
    if (Date.now() > deadline)
      throw new Error("The demo's day came to a stop; start with LOG_LEVEL=info to see why.");
    await pause(50);
  }
}

const cardsIn = (emulator: Emulator, person: Person): SeenCard[] =>
  emulator.lark.messages
    .list({ receiver: person.larkOpenId, sender: "bot", msgType: "interactive" })
    .map(readCard);

const taskCards = (emulator: Emulator, person: Person): SeenCard[] =>
  cardsIn(emulator, person).filter(({ submit, choices }) => submit !== null && choices.length > 0);

const taskResults = (emulator: Emulator, person: Person): number => cardsIn(emulator, person).length;

/** Fills the form as this hand would: the first one gives what is best, the others less and less. */
async function score(
  emulator: Emulator,
  program: Program,
  scorer: Person,
  card: SeenCard,
  hand: number,
  say: Say,
): Promise<void> {
  if (card.submit === null) return;
  const fields = Object.fromEntries(
    card.choices.map(({ name, options }, place) => {
      const rated = options.filter((option) => option !== "na");
      const isSlip = (place + hand) % 5 === 3 && !card.redLines.includes(name);
      return [name, rated[isSlip ? 1 : 0] ?? options[0] ?? ""];
    }),
  );
  const comment = "开场规范，态度亲切；复述要点时可以再完整一些。";
  const pressed = await emulator.lark.submit(scorer.larkOpenId, card.messageId, card.submit, {
    ...fields,
    comment,
  });
  await isQuiet(program);
  say(
    `       ${scorer.name} pressed 提交 on ${card.title}: ${pressed.toast?.content ?? "no answer"} (${Math.round(pressed.tookMs)} ms)`,
  );
}

function sayNewest(emulator: Emulator, person: Person, time: string, say: Say): void {
  const card = cardsIn(emulator, person).at(-1);
  if (card !== undefined)
    say(`${time}  ${person.name} reads: ${card.title}${card.subtitle === "" ? "" : ` · ${card.subtitle}`}`);
}
