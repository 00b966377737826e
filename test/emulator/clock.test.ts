import { expect, test } from "vitest";
import { createClock, type ClockReading } from "#emulator/clock";
import { createBed } from "./test-bed.ts";

const START = new Date("2026-11-03T01:00:00Z");

test("the clock starts where it is told and moves only forward", () => {
  const clock = createClock(START);

  const moved = clock.moveTo(new Date("2026-11-04T01:00:00Z"));

  expect(moved.now.slice(0, 16)).toBe("2026-11-04T01:00");
  expect(moved.version).toBe(2);
  expect(() => clock.moveTo(START)).toThrow("only forward");
  expect(() => clock.forward(Number.NaN)).toThrow("date or seconds");
});

test("work that became due by a move is done in the order it was due", () => {
  const clock = createClock(START);
  const done: string[] = [];
  clock.at(START.getTime() + 60_000, () => done.push("late"));
  clock.at(START.getTime() + 30_000, () => done.push("early"));
  clock.at(START.getTime() + 90_000, () => done.push("later"));
  const cancel = clock.at(START.getTime() + 10_000, () => done.push("cancelled"));
  cancel();

  clock.forward(61);

  expect(done).toEqual(["early", "late"]);
});

test("work that becomes due by waiting is done too", async () => {
  const clock = createClock(START);

  await new Promise<void>((resolve) => clock.at(clock.nowMs() + 20, resolve));

  expect(clock.nowMs()).toBeGreaterThanOrEqual(START.getTime() + 20);
});

test("a follower hears of a move at once, and of the present state when it is behind", async () => {
  const { emulator } = createBed(START);
  const read = async (query: string) =>
    (await (await emulator.app.request(`/emulator/clock${query}`)).json()) as ClockReading;

  const before = await read("");
  const waiting = read(`?after=${before.version}`);
  emulator.clock.forward(3600);
  const heard = await waiting;
  const behind = await read("?after=0");

  expect(before.version).toBe(1);
  expect(heard).toMatchObject({ version: 2 });
  expect(heard.offsetMs - before.offsetMs).toBe(3_600_000);
  expect(behind).toMatchObject({ version: 2 });
});

test("a poll without a move is answered with the present state when its time is over", async () => {
  const clock = createClock(START);

  const reading = await clock.waitBeyond(1, 5);

  expect(reading.version).toBe(1);
});

test("the control interface moves the clock and refuses to move it back", async () => {
  const { emulator } = createBed(START);
  const move = async (body: unknown) =>
    emulator.app.request("/emulator/api/clock", { method: "POST", body: JSON.stringify(body) });

  const forward = (await (await move({ to: "2026-12-01T09:00:00+08:00" })).json()) as ClockReading;
  const back = await move({ to: "2026-11-01T09:00:00+08:00" });

  expect(forward.now.slice(0, 16)).toBe("2026-12-01T01:00");
  expect(back.status).toBe(400);
  expect(await back.json()).toMatchObject({ code: "bad-input" });
});
