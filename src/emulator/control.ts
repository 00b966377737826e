import { Hono } from "hono";
import { AppError } from "#domain/error";
import { z } from "zod";
import type { Emulator } from "./emulator.ts";
import { createLarkControl, LARK_CONTROL } from "./lark/control.ts";
import { readJson } from "./read-json.ts";

const LONG_POLL_MS = 25_000;

const clockMove = z.union([
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ forwardSeconds: z.number() }),
]);
const faultOrder = z.strictObject({
  path: z.string().optional(),
  method: z.string().optional(),
  times: z.number().int().positive().optional(),
  status: z.number().int().optional(),
  code: z.number().int().optional(),
  msg: z.string().optional(),
  rateLimitSeconds: z.number().positive().optional(),
  withhold: z.boolean().optional(),
  delayMs: z.number().nonnegative().optional(),
  dropAfterAccept: z.boolean().optional(),
  down: z.boolean().optional(),
});

/** What `GET /emulator/api` answers: every operation with what it takes. */
export const CONTROL: readonly string[] = [
  "GET  /emulator/clock[?after=VERSION]  {now, offsetMs, version}; with after: waits for a newer version, 25 s at most",
  "GET  /emulator/api/changes?after=VERSION  {version}; waits like the clock until anything has changed",
  "GET  /emulator/api/clock · POST /emulator/api/clock {to} or {forwardSeconds}  forward only",
  "GET  /emulator/api/faults · POST {path?, method?, times?, and one of: status/code/msg, rateLimitSeconds, withhold, delayMs, dropAfterAccept, down}",
  "DELETE /emulator/api/faults[/ID]  takes back one fault or all",
  "GET  /emulator/api/withheld · POST /emulator/api/release {count?}  lets withheld answers go",
  "GET  /emulator/api/requests · /violations · /counts",
  "GET  /emulator/api/feed  server-sent events {instance, version} · GET /emulator/api/news?after=VERSION&chat=ID  what changed",
  "GET  /emulator/api/chats/REF/messages?before=NUMBER  a stretch of a chat, oldest first",
  "GET  /emulator/api/traffic?after=VERSION · /traffic/ID  requests, events and callbacks with bodies · GET /emulator/api/limits",
  "POST /emulator/api/webhook {url}  where events and callbacks go",
  "GET  /emulator/api/tries  what is worth trying: [{title: {zh, en}, steps: {zh, en}, person: open_id or null}]",
  "POST /emulator/api/reset  forgets everything but the clock",
  ...LARK_CONTROL,
];

/** Clock, faults and logs for every platform; what belongs to Lark comes from its own folder. */
export function createControl(emulator: Emulator): Hono {
  const control = new Hono();
  control.onError((error, c) => {
    if (error instanceof AppError) return c.json({ error: error.message, code: error.code }, 400);
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error), code: "bad-input" }, 400);
    return c.json({ error: String(error), code: "unexpected" }, 500);
  });
  control.get("/api", (c) => c.text(`${CONTROL.join("\n")}\n`));
  following(control, emulator);
  moving(control, emulator);
  failing(control, emulator);
  reading(control, emulator);
  control.route("/api", createLarkControl(emulator.lark));
  return control;
}

function following(control: Hono, { clock, until, changeVersion }: Emulator): void {
  control.get("/clock", async (c) => {
    const after = c.req.query("after");
    if (after === undefined) return c.json(clock.reading());
    return c.json(await clock.waitBeyond(Number(after), LONG_POLL_MS, c.req.raw.signal));
  });
  control.get("/api/changes", async (c) => {
    const after = Number(c.req.query("after") ?? 0);
    await until(() => changeVersion() > after, { timeoutMs: LONG_POLL_MS }).catch(() => undefined);
    return c.json({ version: changeVersion() });
  });
}

function moving(control: Hono, emulator: Emulator): void {
  const { clock } = emulator;
  control.get("/api/clock", (c) => c.json(clock.reading()));
  control.post("/api/clock", async (c) => {
    const move = await readJson(c, clockMove);
    return c.json("to" in move ? clock.moveTo(new Date(move.to)) : clock.forward(move.forwardSeconds));
  });
  control.post("/api/webhook", async (c) => {
    emulator.setWebhookUrl((await readJson(c, z.strictObject({ url: z.url() }))).url);
    return c.json({});
  });
  control.post("/api/reset", (c) => {
    emulator.reset();
    return c.json({});
  });
}

function failing(control: Hono, { faults }: Emulator): void {
  control.get("/api/faults", (c) => c.json(faults.list()));
  control.post("/api/faults", async (c) => c.json(faults.add(await readJson(c, faultOrder))));
  control.delete("/api/faults/:id", (c) => {
    faults.remove(c.req.param("id"));
    return c.json({});
  });
  control.delete("/api/faults", (c) => {
    faults.clear();
    return c.json({});
  });
  control.get("/api/withheld", (c) => c.json(faults.withheld()));
  control.post("/api/release", async (c) => {
    const { count } = await readJson(c, z.strictObject({ count: z.number().int().positive().optional() }));
    return c.json({ released: faults.release(count) });
  });
}

function reading(control: Hono, { logs, tries }: Emulator): void {
  control.get("/api/tries", (c) => c.json(tries));
  control.get("/api/requests", (c) => c.json(logs.requests()));
  control.get("/api/violations", (c) => c.json(logs.violations()));
  control.get("/api/counts", (c) => c.json(logs.counts()));
}
