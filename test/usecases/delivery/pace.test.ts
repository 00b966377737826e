import { describe, expect, it } from "vitest";
import { createPace, destinationOf } from "#usecases/delivery/pace";
import { anOutboxMessage } from "../../support/outbox-message.ts";

const LIMITS = { perSecond: 10, perMinute: 100, perDestinationPerSecond: 5 };
const to = (id: string, verb: "send" | "reply" | "patch" = "send") =>
  anOutboxMessage({ verb, destination: { kind: "user", id } });

describe("the pace of sending", () => {
  it("uses nine tenths of a destination's limit, and holds up nobody else", () => {
    const pace = createPace(LIMITS);
    for (const at of [0, 100, 200, 300]) pace.record("send", "ou_1", at);

    expect(pace.waits(to("ou_1"), 300)).toEqual({ app: 0, destination: 700, isPaused: false });
    expect(pace.waits(to("ou_2"), 300)).toEqual({ app: 0, destination: 0, isPaused: false });
    expect(pace.waits(to("ou_1"), 1_000).destination).toBe(0);
  });

  it("uses nine tenths of the app's limit a second, each verb by itself", () => {
    const pace = createPace(LIMITS);
    for (let n = 0; n < 9; n += 1) pace.record("send", `ou_${n}`, n);

    expect(pace.waits(to("ou_x"), 10).app).toBe(990);
    expect(pace.waits(to("ou_x", "patch"), 10).app).toBe(0);
  });

  it("stays just below the app's limit a minute", () => {
    const pace = createPace(LIMITS);
    for (let n = 0; n < 98; n += 1) pace.record("send", `ou_${n}`, n * 200);

    expect(pace.waits(to("ou_x"), 20_000).app).toBe(40_000);
    expect(pace.waits(to("ou_x"), 60_000).app).toBe(0);
  });

  it("counts a try from its beginning until a second after its end", () => {
    const pace = createPace({ ...LIMITS, perDestinationPerSecond: 1 });
    const end = pace.begin(to("ou_1"));

    const underWay = pace.waits(to("ou_1"), 90_000).destination;
    end(90_500);

    expect(underWay).toBe(1_000);
    expect(pace.waits(to("ou_1"), 91_000).destination).toBe(500);
    expect(pace.waits(to("ou_1"), 91_500).destination).toBe(0);
  });

  it("lets an app with a limit of one still have its one", () => {
    const pace = createPace({ perSecond: 1, perMinute: 1, perDestinationPerSecond: 1 });

    expect(pace.waits(to("ou_1"), 0).app).toBe(0);
  });

  it("lets a destination with a limit of one still have its one", () => {
    const pace = createPace({ ...LIMITS, perDestinationPerSecond: 1 });

    expect(pace.waits(to("ou_1"), 0).destination).toBe(0);
  });

  it("keeps the windows that count while it forgets ten thousand idle ones", () => {
    const pace = createPace({ perSecond: 1e6, perMinute: 1e6, perDestinationPerSecond: 5 });
    for (let n = 0; n <= 10_000; n += 1) pace.begin(to(`idle_${n}`))(0);
    for (let n = 0; n < 4; n += 1) pace.begin(to("ou_busy"))(5_000);

    expect(pace.waits(to("ou_busy"), 5_000).destination).toBe(1_000);
  });
});

describe("where a message goes", () => {
  it("is its person or chat, or the message that it is about", () => {
    expect(destinationOf(to("ou_1"))).toBe("ou_1");
    expect(destinationOf(anOutboxMessage({ verb: "patch", destination: null, aboutMessageId: "om_1" }))).toBe(
      "om_1",
    );
  });
});
