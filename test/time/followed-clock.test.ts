import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { followClock, type FollowedClock } from "#time/followed-clock";
import { eventually } from "../support/eventually.ts";

const START = Date.parse("2026-11-20T01:00:00Z");
const HOUR = 3_600_000;

/** A clock that stands where the test puts it. Whoever asks for the next version waits until it is moved. */
let server: Server;
let url: string;
let time = START;
let version = 1;
let standing: ServerResponse[] = [];
let isBroken = false;
let clock: FollowedClock;
const troubles: Error[] = [];

beforeEach(async () => {
  [time, version, standing, isBroken] = [START, 1, [], false];
  troubles.length = 0;
  server = createServer((request, response) => {
    const after = new URL(request.url ?? "/", "http://clock").searchParams.get("after");
    if (isBroken) response.writeHead(503).end();
    else if (after === String(version)) standing.push(response);
    else answer(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/clock`;
  clock = await followClock(url, (error) => void troubles.push(error));
});
afterEach(() => {
  clock.stop();
  server.closeAllConnections();
  server.close();
});

function answer(response: ServerResponse): void {
  response.end(JSON.stringify({ now: new Date(time).toISOString(), version }));
}

/** Moves the clock once the program stands there and asks. */
async function moveTo(instant: number): Promise<void> {
  await eventually(() => standing.length > 0);
  time = instant;
  version += 1;
  for (const response of standing.splice(0)) answer(response);
}

const isAbout = (instant: number): boolean => Math.abs(clock.now().getTime() - instant) < 5_000;

describe("a followed clock", () => {
  it("shows the other's time", () => {
    expect(isAbout(START)).toBe(true);
  });

  it("follows when the other is moved, forwards and back, and tells whoever listens", async () => {
    const seen: number[] = [];
    const stopListening = clock.onMove(() => void seen.push(clock.now().getTime()));

    await moveTo(START + HOUR);
    await eventually(() => isAbout(START + HOUR));
    await moveTo(START - HOUR);
    await eventually(() => isAbout(START - HOUR));
    stopListening();
    await moveTo(START);
    await eventually(() => isAbout(START));

    expect(seen).toHaveLength(2);
    expect(seen[0]! - seen[1]!).toBeGreaterThan(1.9 * HOUR);
  });

  it("ends a wait of hours as soon as it was moved that far, and not before", async () => {
    let isOver = false;
    const waiting = clock.wait(2 * HOUR).then(() => (isOver = true));

    await moveTo(START + HOUR);
    await eventually(() => isAbout(START + HOUR));
    const afterOneHour = isOver;
    await moveTo(START + 2 * HOUR);
    await waiting;

    expect(afterOneHour).toBe(false);
    expect(isAbout(START + 2 * HOUR)).toBe(true);
  });

  it("ends a wait at its signal, and one of no length at once", async () => {
    const stopping = new AbortController();
    const waiting = clock.wait(HOUR, stopping.signal);

    stopping.abort();

    await expect(waiting).resolves.toBeUndefined();
    await expect(clock.wait(HOUR, stopping.signal)).resolves.toBeUndefined();
    await expect(clock.wait(0)).resolves.toBeUndefined();
  });

  it("runs on and asks again when the other breaks off", async () => {
    await eventually(() => standing.length > 0);
    isBroken = true;
    standing.splice(0).forEach((response) => response.destroy());
    await eventually(() => troubles.length > 0);
    isBroken = false;
    [time, version] = [START + HOUR, 2];

    await eventually(() => isAbout(START + HOUR));

    expect(troubles[0]).toBeInstanceOf(Error);
  });

  it("asks no more once it is stopped", async () => {
    await eventually(() => standing.length > 0);
    const closed = once(standing[0]!, "close");

    clock.stop();
    await closed;

    expect(troubles).toEqual([]);
  });
});

describe("a followed clock that says its offset", () => {
  it("is followed exactly, however long its answers take", async () => {
    const offsetMs = 40 * 24 * HOUR;
    const slow = createServer((_request, response) => {
      // As an answer reads that was 80 ms on its way.
      const now = new Date(Date.now() + offsetMs - 80).toISOString();
      response.end(JSON.stringify({ now, offsetMs, version: 1 }));
    }).listen(0, "127.0.0.1");
    await once(slow, "listening");

    const following = await followClock(
      `http://127.0.0.1:${(slow.address() as AddressInfo).port}/clock`,
      () => undefined,
    );
    const before = Date.now();
    const shown = following.now().getTime() - offsetMs;
    const after = Date.now();

    following.stop();
    slow.closeAllConnections();
    slow.close();
    expect(shown).toBeGreaterThanOrEqual(before);
    expect(shown).toBeLessThanOrEqual(after);
  });
});

describe("a clock that cannot be read", () => {
  it.each([
    ["because nobody answers", "http://127.0.0.1:9/clock", false],
    ["because it answers with an error", null, true],
  ])("stops the start %s, and says what to do", async (_, elsewhere, broken) => {
    isBroken = broken;

    const following = followClock(elsewhere ?? url, () => undefined);

    await expect(following).rejects.toMatchObject({
      code: "unavailable",
      message: `The clock at ${elsewhere ?? url} cannot be read: start what CLOCK_URL names, or remove CLOCK_URL.`,
    });
  });
});
