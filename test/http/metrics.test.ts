import { describe, expect, it, vi } from "vitest";
import { createMetrics, type Gauges } from "#http/metrics";

const counting = (counts: Record<string, number>) => () => Promise.resolve(counts);
const metricsOver = (change: Partial<Gauges> = {}) =>
  createMetrics({ outbox: counting({}), inbox: counting({}), queue: counting({}), ...change });
const lines = (text: string, name: string): string[] =>
  text.split("\n").filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));

describe("GET /metrics", () => {
  it("counts what happened, by closed lists of labels", async () => {
    const metrics = metricsOver();
    metrics.refused("lark", "signature");
    metrics.refused("lark", "signature");
    metrics.refused("api", "401");
    metrics.event("lark", "kept", "message");
    metrics.event("lark", "ignored");
    metrics.tried("send", "sent");
    metrics.tried("patch", "waiting");
    metrics.waited("app", 0.5);
    metrics.waited("app", 1);
    metrics.failed("job");

    const text = await metrics.text();

    expect(lines(text, "xingping_refusals_total")).toEqual([
      'xingping_refusals_total{entrance="lark",reason="signature"} 2',
      'xingping_refusals_total{entrance="api",reason="401"} 1',
    ]);
    expect(lines(text, "xingping_events_total")).toEqual([
      'xingping_events_total{platform="lark",kind="message",outcome="kept"} 1',
      'xingping_events_total{platform="lark",kind="other",outcome="ignored"} 1',
    ]);
    expect(lines(text, "xingping_deliveries_total")).toEqual([
      'xingping_deliveries_total{verb="send",outcome="sent"} 1',
      'xingping_deliveries_total{verb="patch",outcome="waiting"} 1',
    ]);
    expect(lines(text, "xingping_rate_limit_wait_seconds_total")).toEqual([
      'xingping_rate_limit_wait_seconds_total{limit="app"} 1.5',
    ]);
    expect(lines(text, "xingping_failures_total")).toEqual(['xingping_failures_total{where="job"} 1']);
    expect(metrics.contentType).toMatch(/^text\/plain/);
  });

  it("sorts presses by how long they took", async () => {
    const metrics = metricsOver();
    for (const seconds of [0.01, 0.2, 2.5]) metrics.press(seconds);

    const text = await metrics.text();

    expect(text).toContain('xingping_press_seconds_bucket{le="0.02"} 1');
    expect(text).toContain('xingping_press_seconds_bucket{le="0.25"} 2');
    expect(text).toContain('xingping_press_seconds_bucket{le="3"} 3');
    expect(lines(text, "xingping_press_seconds_count")).toEqual(["xingping_press_seconds_count 3"]);
  });

  it("asks the store anew each time it is scraped, and shows a state without any as zero", async () => {
    const states: Record<string, number> = { dead: 2 };
    const metrics = metricsOver({ outbox: () => Promise.resolve({ ...states }) });

    const before = await metrics.text();
    delete states["dead"];
    states["sent"] = 7;
    const after = await metrics.text();

    expect(before).toContain('xingping_outbox_messages{state="dead"} 2');
    expect(before).toContain('xingping_outbox_messages{state="sent"} 0');
    expect(after).toContain('xingping_outbox_messages{state="dead"} 0');
    expect(after).toContain('xingping_outbox_messages{state="sent"} 7');
  });

  it("leaves out what cannot be counted now, shows the rest, and has it again later", async () => {
    let isDown = false;
    const metrics = metricsOver({
      outbox: counting({ sent: 3 }),
      queue: () => (isDown ? Promise.reject(new Error("down")) : Promise.resolve({ waiting: 4 })),
    });

    const before = await metrics.text();
    isDown = true;
    const during = await metrics.text();
    isDown = false;
    const after = await metrics.text();

    expect([before, during, after].map((text) => lines(text, "xingping_jobs").length)).toEqual([4, 0, 4]);
    expect(during).toContain('xingping_outbox_messages{state="sent"} 3');
    expect(after).toContain('xingping_jobs{state="waiting"} 4');
  });

  it("counts draws, tasks and scores as the store has them", async () => {
    const metrics = metricsOver({
      quality: {
        tasks: counting({ open: 3, scored: 5 }),
        scores: () => Promise.resolve({ scores: 5, corrections: 1 }),
        draws: () => Promise.resolve(2),
      },
    });

    const text = await metrics.text();

    expect(lines(text, "xingping_tasks")).toEqual([
      'xingping_tasks{state="open"} 3',
      'xingping_tasks{state="scored"} 5',
      'xingping_tasks{state="skipped"} 0',
      'xingping_tasks{state="cancelled"} 0',
    ]);
    expect(lines(text, "xingping_evaluations")).toEqual([
      'xingping_evaluations{kind="scores"} 5',
      'xingping_evaluations{kind="corrections"} 1',
    ]);
    expect(lines(text, "xingping_draws")).toEqual(["xingping_draws 2"]);
  });

  it("waits two seconds for a count at most, and shows the rest", async () => {
    vi.useFakeTimers();
    const silent = (): Promise<never> => new Promise(() => undefined);
    const metrics = metricsOver({
      outbox: silent,
      quality: { tasks: counting({}), scores: silent, draws: silent },
    });
    metrics.failed("job");

    const asked = metrics.text();
    await vi.advanceTimersByTimeAsync(2_000);
    const text = await asked;
    vi.useRealTimers();

    expect(lines(text, "xingping_failures_total")).toHaveLength(1);
    expect([...lines(text, "xingping_outbox_messages"), ...lines(text, "xingping_draws")]).toEqual([]);
    expect(lines(text, "xingping_tasks")).toHaveLength(4);
  });

  it("shows the process, under the names that everybody's dashboards know", async () => {
    const text = await metricsOver().text();

    for (const name of ["process_cpu_seconds_total", "process_resident_memory_bytes"])
      expect(lines(text, name), name).toHaveLength(1);
    expect(lines(text, "nodejs_eventloop_lag_seconds")).toHaveLength(1);
  });

  it("explains each number, and names it as is the custom", async () => {
    const text = await metricsOver().text();

    const names = [...text.matchAll(/^# TYPE (xingping_\S+) (\w+)$/gm)];
    expect(names.length).toBeGreaterThan(7);
    for (const [, name, kind] of names) {
      expect(text).toMatch(new RegExp(`^# HELP ${name} \\S.{20,}$`, "m"));
      expect(name!.endsWith("_total")).toBe(kind === "counter");
    }
  });

  it("keeps two programs in one process apart", async () => {
    const [one, other] = [metricsOver(), metricsOver()];

    one.failed("event");

    expect(await other.text()).not.toContain('where="event"');
  });

  it("is written so that Prometheus can read every line", async () => {
    const metrics = metricsOver({ queue: counting({ waiting: 1, active: 2, delayed: 3, failed: 4 }) });
    metrics.press(0.1);

    const text = await metrics.text();

    for (const line of text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))) {
      expect(line).toMatch(/^[a-z_\d]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? (?:[\d.e+-]+|nan)$/i);
    }
    expect(lines(text, "xingping_jobs")).toHaveLength(4);
  });
});
