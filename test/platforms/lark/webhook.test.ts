import { expect, test } from "vitest";
import { encrypt, envelope, NOW, read, readSealed, SECRETS, signed } from "./sealed.ts";

const challenge = { challenge: "c-1", token: SECRETS.verificationToken, type: "url_verification" };
const menu = { operator: { operator_id: { open_id: "ou_li" } }, event_key: "tasks", timestamp: 1793667599 };
const menuEvent = envelope("application.bot.menu_v6", menu);
const press = envelope("card.action.trigger", {
  operator: { open_id: "ou_li" },
  action: { value: { do: "score.open", task: "t1" }, tag: "button" },
  context: { open_message_id: "om_1", open_chat_id: "oc_1" },
});

test("an encrypted, signed event is read", () => {
  const reading = readSealed(menuEvent);

  expect(reading).toEqual({
    kind: "event",
    event: {
      platform: "lark",
      appId: "cli_a1",
      key: "lark:event:ev-1",
      at: new Date(1793667599000),
      kind: "menu",
      userId: "ou_li",
      menuKey: "tasks",
    },
  });
});

test("a body written with spaces and line breaks is verified as it is", () => {
  const rawBody = JSON.stringify({ encrypt: encrypt(JSON.stringify(menuEvent, null, 2)) }, null, 4);

  expect(read(rawBody, signed({ rawBody })).kind).toBe("event");
});

test.each([
  ["plain", JSON.stringify(challenge)],
  ["encrypted", JSON.stringify({ encrypt: encrypt(JSON.stringify(challenge)) })],
])("the unsigned check of the address is answered when it is %s", (_, rawBody) => {
  expect(read(rawBody)).toEqual({ kind: "challenge", challenge: "c-1" });
});

test("the check of the address is refused without our token", () => {
  const stranger = JSON.stringify({ ...challenge, token: "guess" });
  const sealed = JSON.stringify({ encrypt: encrypt(stranger) });

  expect(read(stranger)).toEqual({ kind: "refused", status: 401, reason: "token" });
  expect(read(sealed)).toEqual({ kind: "refused", status: 401, reason: "token" });
});

test("an unsigned event is refused, even with our token", () => {
  const sealed = JSON.stringify({ encrypt: encrypt(JSON.stringify(menuEvent)) });

  expect(read(JSON.stringify(menuEvent))).toEqual({ kind: "refused", status: 401, reason: "signature" });
  expect(read(sealed)).toEqual({ kind: "refused", status: 401, reason: "signature" });
});

test("an unsigned body that cannot be decrypted is refused like any other", () => {
  const unreadable = JSON.stringify({ encrypt: encrypt("{}", "another key") });

  expect(read(unreadable)).toEqual({ kind: "refused", status: 401, reason: "signature" });
});

test("a signature of another body is refused", () => {
  const rawBody = JSON.stringify({ encrypt: encrypt(JSON.stringify(menuEvent)) });
  const other = signed({ rawBody: `${rawBody} ` });

  expect(read(rawBody, other)).toEqual({ kind: "refused", status: 401, reason: "signature" });
});

test("a signed event that is not encrypted is refused", () => {
  const rawBody = JSON.stringify(menuEvent);

  expect(read(rawBody, signed({ rawBody }))).toEqual({
    kind: "refused",
    status: 401,
    reason: "not-encrypted",
  });
});

test.each([
  ["an event of seven hours ago", menuEvent, 7 * 3600, "event"],
  ["an event of nine hours ago", menuEvent, 9 * 3600, "refused"],
  ["a press of four minutes ago", press, 240, "event"],
  ["a press of six minutes ago", press, 360, "refused"],
])("%s", (_, body, ageSeconds, kind) => {
  expect(readSealed(body, { ageSeconds }).kind).toBe(kind);
});

test("a wrong token inside is refused although the signature is right", () => {
  const body = envelope("application.bot.menu_v6", menu, { token: "token-2" });

  expect(readSealed(body)).toEqual({ kind: "refused", status: 401, reason: "token" });
});

test("an event of another app is refused with 403", () => {
  const body = envelope("application.bot.menu_v6", menu, { app_id: "cli_b2" });

  expect(readSealed(body)).toEqual({ kind: "refused", status: 403, reason: "other-app" });
});

test.each(["no json", "", "[1]", "7", '{"encrypt":'])(
  "a signed body that is %j is refused with 400",
  (rawBody) => {
    expect(read(rawBody, signed({ rawBody }))).toEqual({ kind: "refused", status: 400, reason: "not-json" });
  },
);

test("an unsigned body that is no JSON is refused with 400", () => {
  expect(read("hello")).toEqual({ kind: "refused", status: 400, reason: "not-json" });
});

test("an encrypted text that is no JSON is refused with 400", () => {
  const rawBody = JSON.stringify({ encrypt: encrypt("hello") });

  expect(read(rawBody, signed({ rawBody }))).toEqual({ kind: "refused", status: 400, reason: "not-json" });
});

test("a type that nobody asked for is ignored, not refused", () => {
  expect(readSealed(envelope("im.message.reaction.created_v1", {}))).toEqual({
    kind: "ignored",
    type: "im.message.reaction.created_v1",
    key: "lark:event:ev-1",
  });
});

test("the old envelope is ignored, and refused without our token", () => {
  const old = {
    uuid: "u-1",
    token: SECRETS.verificationToken,
    type: "event_callback",
    event: { type: "message" },
  };

  expect(readSealed(old)).toEqual({ kind: "ignored", type: "v1:message", key: "lark:event:u-1" });
  expect(readSealed({ ...old, token: "x" })).toEqual({ kind: "refused", status: 401, reason: "token" });
});

test("the old envelope of another app is refused with 403", () => {
  const old = (app_id: string) => ({
    uuid: "u-1",
    token: SECRETS.verificationToken,
    type: "event_callback",
    event: { type: "message", app_id },
  });

  expect(readSealed(old("cli_b2"))).toEqual({ kind: "refused", status: 403, reason: "other-app" });
  expect(readSealed(old(SECRETS.appId))).toMatchObject({ kind: "ignored", type: "v1:message" });
});

test("an event without an id is unreadable, or all of them would look like one", () => {
  const reading = readSealed(envelope("application.bot.menu_v6", menu, { event_id: "" }));

  expect(reading).toMatchObject({ kind: "unreadable", isPress: false });
});

test.each([
  ["milliseconds", "1793667599123", 1793667599123],
  ["microseconds", "1793667599123000", 1793667599123],
  ["seconds", "1793667599", 1793667599000],
  ["nothing readable", "soon", NOW.getTime()],
])("the time of an event may be in %s", (_, createTime, expected) => {
  const reading = readSealed(envelope("application.bot.menu_v6", menu, { create_time: createTime }));

  expect(reading).toMatchObject({ kind: "event", event: { at: new Date(expected) } });
});
