import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTeamTown, OPENING_MILLISECONDS } from "../support/team.ts";
import { textOf, type Town } from "../support/town.ts";

describe("first contact", () => {
  let town: Town;
  const welcomes = (person: string) => town.cardsOf(person).filter(({ title }) => title.includes("星评"));
  const inGroup = () => {
    const { chatId } = town.emulator.lark.chats.get("客服一组");
    return town.emulator.lark.messages.list({ chatId, sender: "bot" }).map(({ content }) => textOf(content));
  };

  beforeAll(async () => {
    town = await openTeamTown();
    const members = ["ou_agent", "ou_scorer"];
    town.emulator.lark.chats.addGroup({ name: "客服一组", members });
  }, OPENING_MILLISECONDS);
  afterAll(() => town?.close());

  it("greets an agent who opens the chat, once however often the entry is told and repeated", async () => {
    const { deliveries } = town.emulator.lark;
    deliveries.setDuplicates("both");
    const entered = town.emulator.lark.enterChat("ou_agent");
    town.emulator.lark.enterChat("ou_agent");
    await town.settled();
    deliveries.setDuplicates("off");
    await deliveries.redeliver(entered.eventId);
    await town.settled();

    expect(welcomes("ou_agent").map(({ title }) => title)).toEqual(["李雷，您好，我是星评"]);
    expect(welcomes("ou_agent")[0]?.text).toContain("我的成绩");
  });

  it("greets a supervisor with what comes to them", async () => {
    town.emulator.lark.enterChat("ou_scorer");
    await town.settled();

    expect(welcomes("ou_scorer")[0]?.text).toContain("每个工作日 09:10");
  });

  it("shows a stranger the way in, who is greeted by name the day after they were bound", async () => {
    town.emulator.lark.enterChat("ou_stranger");
    await town.settled();
    const first = welcomes("ou_stranger").map(({ text }) => text);
    const person = await town.running().program.store.people.byEmployeeNo("1002");
    const { appId } = town.running().program.apps[0]!;
    const user = { platform: "lark", appId, userId: "ou_stranger" } as const;
    await town.running().program.store.identities.bind(user, person!.id, town.running().program.clock.now());
    await town.moveTo("2026-11-21T01:00:00Z");
    town.emulator.lark.enterChat("ou_stranger");
    await town.settled();

    expect(first).toHaveLength(1);
    expect(first[0]).toContain("绑定 1024");
    expect(welcomes("ou_stranger").at(-1)?.title).toBe("小红，您好，我是星评");
  });

  it("says to a group what it does there, each time it is added, but once a day", async () => {
    const { lark } = town.emulator;
    const again = async (): Promise<void> => {
      lark.removeBot("客服一组", "ou_scorer");
      lark.addBot("客服一组", "ou_scorer");
      await town.settled();
    };

    await again();
    await again();
    const sameDay = inGroup().length;
    await town.moveTo("2026-11-22T01:00:00Z");
    await again();

    expect(sameDay).toBe(1);
    expect(inGroup()).toHaveLength(2);
    expect(inGroup()[0]).toContain("我只在被 @ 时才作答");
  });

  it("breaks no rule of the platform", () => {
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});
