import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseSnapshot } from "#emulator/snapshot";
import { keepSnapshots, readSnapshot } from "#emulator/snapshot-file";
import { eventually } from "../support/eventually.ts";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { button, card, createBed, createCounterpart, type Bed, type Counterpart } from "./test-bed.ts";

let bed: Bed;
let program: Counterpart;

beforeEach(async () => {
  program = await createCounterpart();
  bed = createBed(new Date("2026-11-03T01:00:00Z"));
  bed.emulator.setWebhookUrl(program.url);
  bed.emulator.lark.people.add({ name: "李雷", openId: "ou_li", title: "客服专员" });
});

afterEach(async () => {
  vi.useRealTimers();
  await bed.emulator.close();
  await program.close();
});

/** The emulator goes on in another process: all that passes over is text. */
async function restart(): Promise<void> {
  await bed.emulator.close();
  const text = JSON.stringify(bed.emulator.snapshot());
  bed = createBed(undefined, parseSnapshot(text));
  bed.emulator.setWebhookUrl(program.url);
}

const lark = () => bed.emulator.lark;
const sendCard = async (uuid?: string): Promise<string> => {
  const sent = await bed.send("ou_li", card(button("看", { id: 1 })), uuid === undefined ? {} : { uuid });
  return String(sent.json.data.message_id);
};

describe("an emulator that goes on from a snapshot", () => {
  test("knows the same people, chats, messages and bot", async () => {
    lark().people.addDepartment({ name: "夜班组" });
    lark().chats.addGroup({ name: "夜班组", members: ["ou_li"], chatId: "oc_night" });
    lark().type("李雷", "大家早", { chat: "夜班组" });
    await sendCard();
    const shown = () => ({
      people: lark().people.list(),
      departments: lark().people.departments(),
      chats: lark().chats.list(),
      messages: lark().messages.list(),
      bot: lark().bot,
    });
    const before = structuredClone(shown());

    await restart();

    expect(before.people[0]).toMatchObject({ title: "客服专员" });
    expect(before.messages).toHaveLength(2);
    expect(shown()).toEqual(before);
    expect(lark().chats.withPerson("ou_li")).toEqual(before.chats.find(({ kind }) => kind === "p2p"));
  });

  test("goes on at the moment at which the other one stopped", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-12-01T08:00:00Z") });
    bed.emulator.clock.moveTo(new Date("2027-01-01T00:00:00Z"));
    const { now } = bed.emulator.snapshot();
    const text = JSON.stringify(bed.emulator.snapshot());
    vi.setSystemTime(new Date("2026-12-05T20:00:00Z"));

    const goingOn = createBed(undefined, parseSnapshot(text)).emulator;

    expect(now).toBe("2027-01-01T00:00:00.000Z");
    expect(goingOn.clock.reading()).toMatchObject({ now, version: 1 });
  });

  test("gives the first message again for a uuid that it saw before", async () => {
    const first = await sendCard("one");

    await restart();
    const second = await sendCard("one");

    expect(second).toBe(first);
    expect(lark().messages.list()).toHaveLength(1);
  });

  test("forgets that uuid when its hour is over, and never gives an id twice", async () => {
    const first = await sendCard("one");

    await restart();
    bed.emulator.clock.forward(3_601);
    const second = await sendCard("one");

    expect(second).not.toBe(first);
    expect(lark().messages.list()).toHaveLength(2);
  });

  test("shows a card as it was last changed, with all that it has been, and lets it be pressed", async () => {
    const messageId = await sendCard();
    program.react({ body: { card: { type: "raw", data: card(button("再看", { id: 2 })) } } });
    await lark().press("李雷", messageId, { text: "看" });

    await restart();
    const pressed = await lark().press("李雷", messageId, { text: "再看" });

    expect(pressed).toMatchObject({ status: 200, cardReplaced: true });
    expect(program.received.at(-1)!.content.event.action.value).toEqual({ id: 2 });
    const { firstContent, updates } = lark().messages.get(messageId);
    expect(firstContent).toEqual(card(button("看", { id: 1 })));
    expect(updates.map(({ by }) => by)).toEqual(["callback", "callback"]);
  });

  test("still takes the credential of a press for one late update", async () => {
    const messageId = await sendCard();
    const { updateToken } = await lark().press("李雷", messageId, { text: "看" });

    await restart();
    const updated = await bed.call("POST", "interactive/v1/card/update", {
      token: updateToken,
      card: card(button("晚了", { id: 3 })),
    });

    expect(updated.json).toMatchObject({ code: 0, msg: "ok" });
    expect(lark().messages.get(messageId).updates.at(-1)).toMatchObject({ by: "delayed-update" });
  });

  test("brings an event that nobody has answered again, when its next try is due", async () => {
    program.react({ status: 500 });
    const { delivery } = lark().type("李雷", "我的成绩");
    await lark().deliveries.settled();

    program.react({ status: 200 });
    await restart();
    bed.emulator.clock.forward(15);
    await lark().deliveries.settled();

    expect(program.received.map(({ content }) => content.header.event_id)).toEqual([
      delivery!.eventId,
      delivery!.eventId,
    ]);
    expect(lark().deliveries.list()).toMatchObject([{ eventId: delivery!.eventId, state: "delivered" }]);
  });

  test("does not bring again what was answered, nor a press", async () => {
    lark().type("李雷", "我的成绩");
    await lark().deliveries.settled();
    const messageId = await sendCard();
    program.react({ status: 500 });
    await lark().press("李雷", messageId, { text: "看" });

    await restart();
    bed.emulator.clock.forward(40_000);
    await lark().deliveries.settled();

    expect(program.received).toHaveLength(2);
  });

  test("still has its pictures and the permissions that the app lacks", async () => {
    const png = Buffer.from("89504e470d0a1a0a0000000d494844520000000100000001", "hex");
    const { imageKey } = lark().images.add(png);
    lark().missingScopes.add("im:chat");

    await restart();

    expect(lark().images.find(imageKey)).toEqual({ imageKey, format: "png", bytes: png });
    expect([...lark().missingScopes]).toEqual(["im:message.group_msg", "im:chat"]);
  });
});

describe("a snapshot's file", () => {
  let folder: TestDirectory;
  let path: string;

  beforeEach(async () => {
    folder = await testDirectory();
    path = join(folder.path, "emulator.json");
  });
  afterEach(() => folder.remove());

  const problems: unknown[] = [];
  const keep = () => keepSnapshots(bed.emulator, path, (error) => problems.push(error));

  test("is written soon after a change, without being asked", async () => {
    const keeper = keep();
    lark().type("李雷", "写下来");

    const snapshot = await eventually(async () => {
      const found = await readSnapshot(path);
      return found?.lark.messages.length === 1 && found;
    });
    await bed.emulator.close();
    await keeper.close();

    expect(snapshot).toMatchObject({ lark: { messages: [{ firstContent: { text: "写下来" } }] } });
    expect(problems).toEqual([]);
  });

  test("holds the last change when everything is closed at once", async () => {
    const keeper = keep();
    lark().type("李雷", "最后一句");

    await bed.emulator.close();
    await keeper.close();

    expect((await readSnapshot(path))?.lark.messages).toHaveLength(1);
  });

  test("is followed by the page and by tests over the control API too: a new person is written down", async () => {
    const keeper = keep();
    await keeper.write();
    await bed.emulator.app.request("/emulator/api/people", {
      method: "POST",
      body: JSON.stringify({ name: "韩梅梅", title: "客服主管" }),
    });

    const names = await eventually(async () => {
      const people = (await readSnapshot(path))!.lark.people.people;
      return people.length === 2 && people.map(({ name, title }) => `${name} ${title}`);
    });
    await bed.emulator.close();
    await keeper.close();

    expect(names).toEqual(["李雷 客服专员", "韩梅梅 客服主管"]);
  });

  test("that is not there is none", async () => {
    expect(await readSnapshot(path)).toBeNull();
  });

  test.each([
    ["half of one", (text: string) => text.slice(0, text.length / 2)],
    ["one of another version", (text: string) => text.replace('"format":1', '"format":999')],
    ["one without its people", (text: string) => text.replace('"people":{', '"nobody":{')],
    ["nothing", () => ""],
  ])("that is %s is refused", async (_, broken) => {
    const keeper = keep();
    await bed.emulator.close();
    await keeper.close();
    await writeFile(path, broken(await readFile(path, "utf8")));

    await expect(readSnapshot(path)).rejects.toMatchObject({ code: "bad-input" });
  });

  test("that cannot be written is told, and tried again at the next change", async () => {
    const keeper = keepSnapshots(bed.emulator, join(folder.path, "missing", "emulator.json"), (error) =>
      problems.push((error as NodeJS.ErrnoException).code),
    );
    lark().type("李雷", "一");
    await eventually(() => problems.length >= 1);

    await bed.emulator.close();

    await expect(keeper.close()).rejects.toMatchObject({ code: "ENOENT" });
    expect(problems[0]).toBe("ENOENT");
  });
});
