import { Hono, type Context } from "hono";
import { z } from "zod";
import { readJson } from "#emulator/read-json";
import type { Chat } from "./chats.ts";
import type { JsonObject } from "./card-schema.ts";
import type { Lark } from "./lark.ts";
import { RAW_VARIANTS } from "./raw-deliveries.ts";

const words = z.string().min(1);
const json = z.record(z.string(), z.unknown());
const fieldInput = z.union([z.string(), z.array(z.string()), z.boolean()]);

const personTraits = {
  name: words.optional(),
  title: words.optional(),
  email: words.optional(),
  mobile: words.optional(),
  userId: words.optional(),
  departmentId: words.optional(),
  available: z.boolean().optional(),
  resigned: z.boolean().optional(),
  blocked: z.boolean().optional(),
  otherApp: z.boolean().optional(),
};
const newPerson = z.strictObject({ ...personTraits, name: words, openId: words.optional() });
const newChat = z.strictObject({
  name: words,
  chatId: words.optional(),
  members: z.array(words).optional(),
  bot: z.boolean().optional(),
});
const chatChange = z.strictObject({
  name: words.optional(),
  muted: z.boolean().optional(),
  dissolved: z.boolean().optional(),
  addMembers: z.array(words).optional(),
});
const press = z.strictObject({
  person: words,
  messageId: words,
  name: words.optional(),
  value: json.optional(),
  text: words.optional(),
  input: fieldInput.optional(),
});
const submit = z.strictObject({
  person: words,
  messageId: words,
  button: words,
  fields: z.record(z.string(), fieldInput).optional(),
});
const typed = z.strictObject({
  person: words,
  text: z.string(),
  chat: words.optional(),
  mentions: z.array(words).optional(),
  replyTo: words.optional(),
});
const raw = z.strictObject({
  variant: z.enum(RAW_VARIANTS),
  eventType: words.optional(),
  event: json.optional(),
  staleMs: z.number().optional(),
});
const duplicates = z.strictObject({ mode: z.enum(["off", "after", "at-once", "both"]) });

/** The operations of this file, for the listing. */
export const LARK_CONTROL: readonly string[] = [
  "GET  /emulator/api/people · POST {name, title?, openId?, email?, mobile?, userId?, departmentId?, available?, resigned?, blocked?} · PATCH /emulator/api/people/REF",
  "GET  /emulator/api/departments · POST {name, departmentId?, parentId?}",
  "GET  /emulator/api/chats · POST {name, members?, bot?} · PATCH /emulator/api/chats/REF {name?, muted?, dissolved?, addMembers?}",
  "POST /emulator/api/chats/REF/bot {by, inside}  puts the bot in or out and sends the event",
  "GET  /emulator/api/messages?chat=&person=&since=ISO&sender= · GET /emulator/api/messages/ID · DELETE /emulator/api/messages/ID",
  "GET  /emulator/api/images/KEY  the uploaded picture",
  "POST /emulator/api/press {person, messageId, name or value or text, input?}",
  "POST /emulator/api/submit {person, messageId, button, fields}",
  'POST /emulator/api/type {person, text, chat?, mentions?: [name or "bot"], replyTo?}',
  "POST /emulator/api/menu {person, eventKey} · POST /emulator/api/enter-chat {person}",
  "POST /emulator/api/deliver {eventType, event} · POST /emulator/api/deliver-raw {variant, eventType?, event?, staleMs?}",
  "POST /emulator/api/redeliver {eventId} · POST /emulator/api/duplicates {mode: off, after, at-once, both}",
  "POST /emulator/api/verify-url {encrypted?, token?}",
  "POST /emulator/api/delivery-mode {mode: webhook, websocket}  · GET /emulator/api/connections  {connections, heard, pings} of the gateway",
  "POST /emulator/api/cut-connections  ends every long connection at once; answers {cut}",
  "POST /emulator/api/registration {url, answer: confirm, refuse, brand?: feishu, lark}  scans the QR code of an app that is set up; answers {appId, scopes, events, callbacks} that it asks for",
  "GET  /emulator/api/deliveries · POST /emulator/api/settle  answers when nothing is on its way",
  "POST /emulator/api/invalidate-tokens · POST /emulator/api/rates {enforce} · POST /emulator/api/scopes {missing: []}",
];

export function createLarkControl(lark: Lark): Hono {
  const control = new Hono();
  directory(control, lark);
  groups(control, lark);
  reading(control, lark);
  actions(control, lark);
  longConnections(control, lark);
  registrations(control, lark);
  deliveries(control, lark);
  switches(control, lark);
  return control;
}

function directory(control: Hono, lark: Lark): void {
  control.get("/people", (c) => c.json(lark.people.list()));
  control.post("/people", async (c) => c.json(lark.people.add(await readJson(c, newPerson))));
  control.patch("/people/:ref", async (c) =>
    c.json(lark.people.change(c.req.param("ref"), await readJson(c, z.strictObject(personTraits)))),
  );
  control.get("/departments", (c) => c.json(lark.people.departments()));
  control.post("/departments", async (c) => {
    const shape = z.strictObject({ name: words, departmentId: words.optional(), parentId: words.optional() });
    return c.json(lark.people.addDepartment(await readJson(c, shape)));
  });
}

function groups(control: Hono, lark: Lark): void {
  control.get("/chats", (c) => c.json(lark.chats.list().map(shownChat)));
  control.post("/chats", async (c) => {
    const input = await readJson(c, newChat);
    const members = input.members?.map((reference) => lark.people.get(reference).openId);
    return c.json(shownChat(lark.chats.addGroup({ ...input, members })));
  });
  control.patch("/chats/:ref", async (c) => {
    const chat = lark.chats.get(c.req.param("ref"));
    const { addMembers = [], ...change } = await readJson(c, chatChange);
    const members = addMembers.map((reference) => lark.people.get(reference).openId);
    return c.json(shownChat(lark.chats.change(chat, { ...change, addMembers: members })));
  });
  control.post("/chats/:ref/bot", async (c) => {
    const { by, inside } = await readJson(c, z.strictObject({ by: words, inside: z.boolean() }));
    const move = inside ? lark.addBot : lark.removeBot;
    return c.json(move(c.req.param("ref"), by));
  });
}

function reading(control: Hono, lark: Lark): void {
  control.get("/messages", (c) => {
    const { chat, person, since, sender } = c.req.query();
    return c.json(
      lark.messages.list({
        chatId: chat === undefined ? undefined : lark.chats.get(chat).chatId,
        receiver: person === undefined ? undefined : lark.people.get(person).openId,
        sinceMs: since === undefined ? undefined : Date.parse(since),
        sender: sender === undefined || sender === "bot" ? sender : lark.people.get(sender).openId,
      }),
    );
  });
  control.get("/images/:key", (c) => {
    const image = lark.images.find(c.req.param("key"));
    if (!image) return c.notFound();
    return c.body(new Uint8Array(image.bytes), 200, { "Content-Type": `image/${image.format}` });
  });
  control.get("/messages/:id", (c) => c.json(lark.messages.get(c.req.param("id"))));
  control.delete("/messages/:id", (c) => c.json(lark.messages.remove(c.req.param("id"), "deleted")));
}

function actions(control: Hono, lark: Lark): void {
  control.post("/press", async (c) => {
    const { person, messageId, ...target } = await readJson(c, press);
    return c.json(await lark.press(person, messageId, target));
  });
  control.post("/submit", async (c) => {
    const { person, messageId, button, fields } = await readJson(c, submit);
    return c.json(await lark.submit(person, messageId, button, fields));
  });
  control.post("/type", async (c) => {
    const { person, text, ...options } = await readJson(c, typed);
    return c.json(lark.type(person, text, options));
  });
  control.post("/menu", async (c) => {
    const { person, eventKey } = await readJson(
      c,
      z.strictObject({ person: words, eventKey: words.max(30) }),
    );
    return c.json(lark.menu(person, eventKey));
  });
  control.post("/enter-chat", async (c) =>
    c.json(lark.enterChat((await readJson(c, z.strictObject({ person: words }))).person)),
  );
}

function registrations(control: Hono, { registration }: Lark): void {
  const shape = z.strictObject({
    url: z.url(),
    answer: z.enum(["confirm", "refuse"]),
    brand: z.enum(["feishu", "lark"]).optional(),
  });
  control.post("/registration", async (c) => {
    const { url, answer, brand } = await readJson(c, shape);
    return c.json(registration.answer(url, answer, brand));
  });
}

function longConnections(control: Hono, { gateway, settings }: Lark): void {
  control.post("/delivery-mode", async (c) => {
    const shape = z.strictObject({ mode: z.enum(["webhook", "websocket"]) });
    settings.deliveryMode = (await readJson(c, shape)).mode;
    return c.json({});
  });
  control.get("/connections", (c) => c.json(gateway.state()));
  control.post("/cut-connections", (c) => c.json({ cut: gateway.cut() }));
}

function deliveries(control: Hono, lark: Lark): void {
  control.get("/deliveries", (c) => c.json(lark.deliveries.list()));
  control.post("/settle", async (c) => (await lark.deliveries.settled(), c.json({})));
  control.post("/deliver", async (c) => {
    const { eventType, event } = await readJson(c, z.strictObject({ eventType: words, event: json }));
    return c.json(lark.deliveries.event(eventType, event));
  });
  control.post("/deliver-raw", async (c) => {
    const { variant, ...more } = await readJson(c, raw);
    return c.json(await lark.deliverRaw(variant, more));
  });
  control.post("/redeliver", async (c) =>
    c.json(await lark.deliveries.redeliver((await readJson(c, z.strictObject({ eventId: words }))).eventId)),
  );
  control.post("/duplicates", async (c) =>
    done(c, lark.deliveries.setDuplicates((await readJson(c, duplicates)).mode)),
  );
  control.post("/verify-url", async (c) => {
    const shape = z.strictObject({ encrypted: z.boolean().optional(), token: words.optional() });
    return c.json(await lark.verifyUrl(await readJson(c, shape)));
  });
}

function switches(control: Hono, lark: Lark): void {
  control.post("/invalidate-tokens", (c) => done(c, lark.tokens.invalidateAll()));
  control.post("/rates", async (c) => {
    lark.rates.enforce = (await readJson(c, z.strictObject({ enforce: z.boolean() }))).enforce;
    return c.json({});
  });
  control.post("/scopes", async (c) => {
    const { missing } = await readJson(c, z.strictObject({ missing: z.array(words) }));
    lark.missingScopes.clear();
    for (const scope of missing) lark.missingScopes.add(scope);
    return c.json({});
  });
}

function done(c: Context, _result: void): Response {
  return c.json({});
}

function shownChat(chat: Chat): JsonObject {
  return { ...chat, members: [...chat.members] };
}
