import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCommandRoom, runCollecting, type CommandRoom } from "../support/command-room.ts";
import { withTarget } from "../support/month-team.ts";
import { jsonOf } from "../support/run-cli.ts";

const PEOPLE = `employeeNo,name,roles,manager
1001,李雷,agent,2001
1002,小红,agent,2001
2001,韩梅梅,supervisor,
3001,王经理,manager,
`;
const NOW = new Date("2026-11-22T04:00:00Z");

let room: CommandRoom;

beforeAll(async () => {
  room = await openCommandRoom();
  await room.folder.write("people.csv", PEOPLE);
  await room.run("import", "people", "people.csv");
  const people = await room.program.store.people.all();
  const agent = people.find(({ employeeNo }) => employeeNo === "1001")!;
  await room.program.store.metrics.save(
    ["knowledge", "skill", "attitude", "satisfaction"].map((metric) => ({
      month: "2026-10",
      personId: agent.id,
      metric,
      value: metric === "satisfaction" ? 4.5 : 90,
      count: null,
      target: null,
      source: "test",
    })),
    NOW,
  );
});
afterAll(() => room.close());

/** Under the standard policy with its blank filled in. */
const run = (...args: string[]) => {
  const { program } = room;
  const clock = { ...program.clock, now: () => NOW };
  const opened = { ...program, policy: withTarget(program.policy), clock };
  return runCollecting(args, { folder: room.folder.path, withProgram: (_, work) => work(opened) });
};

describe("xingping close and publish", () => {
  it.each([
    [["close"], 2, "Say one of --month 2026-11, --quarter 2026Q4, --year 2026."],
    [["close", "--month", "2026-13"], 2, "Write it as 2026-11."],
    [["close", "--quarter", "2026"], 2, "Write it as 2026Q4."],
    [["publish"], 2, "--month"],
    [["close", "--month", "2026-11"], 1, "2026-11 is not over: close it after 2026-11-30."],
    [["close", "--month", "2026-09"], 1, "Nothing was measured in 2026-09."],
    [["close", "--month", "2026-10", "--as", "9"], 1, "Nobody has the employee number 9: correct --as."],
    [["close", "--month", "2026-10", "--as", "2001"], 1, "2001 may not close-month."],
    [["publish", "--month", "2026-10"], 1, "2026-10 has not been closed: close it first."],
    [["close", "--year", "2025"], 1, "No month of 2025 is closed."],
  ])("%j answers %i with what to do", async (args, code, words) => {
    const ran = await run(...args);

    expect(ran.code).toBe(code);
    expect(ran.err).toContain(words);
    expect(await room.program.store.months.latest("2026-10")).toBeNull();
  });

  it("names the blank of the standard policy", async () => {
    const ran = await room.run("close", "--month", "2026-10");

    expect(ran.code).toBe(1);
    expect(ran.err).toContain("indicators.satisfaction.target");
  });

  it("closes a month in words, refuses to do it twice, and publishes it as JSON by the manager there is", async () => {
    const closed = await run("close", "--month", "2026-10");
    const again = await run("close", "--month", "2026-10", "--json");
    const early = await run("publish", "--month", "2026-10");
    const published = await run("publish", "--month", "2026-10", "--anyway", "--as", "3001", "--json");

    expect(closed).toEqual({
      code: 0,
      out: "2026-10 is closed as version 1: 2 people, 1 held, 1 reviews to do.\n",
      err: "",
    });
    expect(again.code).toBe(1);
    expect(jsonOf(again)).toMatchObject({ error: { code: "already-done" } });
    expect(early).toMatchObject({
      code: 1,
      err: "1 reviews of 2026-10 are open: wait for them, or publish anyway.\n",
    });
    expect(jsonOf(published)).toMatchObject({
      month: "2026-10",
      version: 1,
      state: "published",
      people: 2,
      held: 1,
      appealUntil: "2026-11-27",
    });
  });
});
