import { afterEach, describe, expect, it, vi } from "vitest";
import { createHealth } from "#http/health";

const yes = (): Promise<boolean> => Promise.resolve(true);
const no = (): Promise<boolean> => Promise.resolve(false);
const broken = (): Promise<boolean> => Promise.reject(new Error("down"));
const silent = (): Promise<boolean> => new Promise(() => undefined);

afterEach(() => {
  vi.useRealTimers();
});

describe("GET /healthz", () => {
  it("answers as long as the process does, whatever else is down", async () => {
    const health = createHealth({ isDatabaseReachable: broken, isQueueReachable: silent });

    const answer = await health.request("/healthz");

    expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
  });
});

describe("GET /readyz", () => {
  it.each([
    ["both answer", yes, yes, 200, { status: "ready", database: true, queue: true }],
    ["the queue says no", yes, no, 503, { status: "not ready", database: true, queue: false }],
    ["the database is broken", broken, yes, 503, { status: "not ready", database: false, queue: true }],
    ["nothing answers", broken, no, 503, { status: "not ready", database: false, queue: false }],
  ])("tells which part is meant when %s", async (_, isDatabaseReachable, isQueueReachable, status, body) => {
    const health = createHealth({ isDatabaseReachable, isQueueReachable });

    const answer = await health.request("/readyz");

    expect([answer.status, await answer.json()]).toEqual([status, body]);
  });

  it("does not wait longer than two seconds", async () => {
    vi.useFakeTimers();
    const health = createHealth({ isDatabaseReachable: silent, isQueueReachable: yes });

    const asked = Promise.resolve(health.request("/readyz"));
    await vi.advanceTimersByTimeAsync(2_000);
    const answer = await asked;

    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: "not ready", database: false, queue: true },
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
