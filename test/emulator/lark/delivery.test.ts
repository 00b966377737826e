import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { signBody } from "#emulator/lark/crypto";
import { RAW_VARIANTS, type RawVariant } from "#emulator/lark/raw-deliveries";
import type { Person } from "#emulator/lark/people";
import {
  createBed,
  createCounterpart,
  LARK,
  type Bed,
  type Counterpart,
  type Received,
} from "../test-bed.ts";

let bed: Bed;
let program: Counterpart;
let li: Person;

// Only moves of the emulator's clock count here, however slow the machine is.
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-03T01:00:00Z") });
  program = await createCounterpart();
  bed = createBed();
  bed.emulator.setWebhookUrl(program.url);
  li = bed.emulator.lark.people.add({ name: "李雷" });
});

afterEach(async () => {
  await bed.emulator.close();
  await program.close();
  vi.useRealTimers();
});

const settled = () => bed.emulator.lark.deliveries.settled();
const isSigned = ({ headers, raw }: Received): boolean =>
  headers["x-lark-signature"] ===
  signBody(LARK.encryptKey, {
    timestamp: String(headers["x-lark-request-timestamp"]),
    nonce: String(headers["x-lark-request-nonce"]),
    body: raw,
  });

test("a typed message arrives encrypted, signed over its bytes and complete", async () => {
  const typed = bed.emulator.lark.type("李雷", "我的成绩");
  await settled();

  const [received] = program.received;
  expect(isSigned(received!)).toBe(true);
  expect(received?.headers["content-type"]).toContain("application/json");
  expect(received?.content).toMatchObject({
    schema: "2.0",
    header: { event_type: "im.message.receive_v1", token: LARK.verificationToken, app_id: LARK.appId },
    event: {
      sender: {
        sender_id: { open_id: li.openId, user_id: li.userId, union_id: li.unionId },
        sender_type: "user",
      },
      message: {
        message_id: typed.messageId,
        chat_id: typed.chatId,
        chat_type: "p2p",
        message_type: "text",
        content: '{"text":"我的成绩"}',
      },
    },
  });
  expect(bed.emulator.lark.deliveries.list()).toMatchObject([
    { state: "delivered", tries: [{ status: 200 }] },
  ]);
});

test("mentions stand as @_user_N in the text, with who they are beside it", async () => {
  const han = bed.emulator.lark.people.add({ name: "韩梅梅" });
  const group = bed.emulator.lark.chats.addGroup({ name: "一组", members: [li.openId, han.openId] });

  bed.emulator.lark.type("李雷", "提名 @韩梅梅 昨晚帮了三位客户", {
    chat: "一组",
    mentions: ["bot", "韩梅梅"],
  });
  await settled();

  const { message } = program.received[0]!.content.event;
  expect(JSON.parse(message.content)).toEqual({ text: "@_user_1 提名 @_user_2 昨晚帮了三位客户" });
  expect(message).toMatchObject({
    chat_type: "group",
    chat_id: group.chatId,
    mentions: [
      { key: "@_user_1", mentioned_type: "bot", id: { open_id: bed.emulator.lark.bot.openId } },
      { key: "@_user_2", mentioned_type: "user", name: "韩梅梅", id: { open_id: han.openId } },
    ],
  });
});

test("what a group says without the bot reaches the program only with the permission to read all", async () => {
  bed.emulator.lark.chats.addGroup({ name: "一组", members: [li.openId] });

  const unheard = bed.emulator.lark.type("李雷", "早", { chat: "一组" });
  bed.emulator.lark.missingScopes.clear();
  const heard = bed.emulator.lark.type("李雷", "早", { chat: "一组" });
  await settled();

  expect(unheard.delivery).toBeUndefined();
  expect(heard.delivery?.state).toBe("delivered");
  expect(program.received).toHaveLength(1);
});

test("user ids are left out without the permission to see them", async () => {
  bed.emulator.lark.missingScopes.add("contact:user.employee_id:readonly");

  bed.emulator.lark.type("李雷", "你好");
  await settled();

  expect(program.received[0]?.content.event.sender.sender_id).not.toHaveProperty("user_id");
});

test("menu, entering the chat, and the bot coming and going have their own events", async () => {
  bed.emulator.lark.chats.addGroup({ name: "一组", members: [li.openId], bot: false });

  bed.emulator.lark.menu("李雷", "my_scores");
  await settled();
  bed.emulator.lark.enterChat("李雷");
  await settled();
  bed.emulator.lark.addBot("一组", "李雷");
  await settled();
  bed.emulator.lark.removeBot("一组", "李雷");
  await settled();

  expect(program.received.map(({ content }) => content.header.event_type)).toEqual([
    "application.bot.menu_v6",
    "im.chat.access_event.bot_p2p_chat_entered_v1",
    "im.chat.member.bot.added_v1",
    "im.chat.member.bot.deleted_v1",
  ]);
  expect(program.received[0]?.content.event).toMatchObject({
    event_key: "my_scores",
    operator: { operator_name: "李雷", operator_id: { open_id: li.openId } },
  });
  expect(bed.emulator.lark.chats.get("一组").botInside).toBe(false);
});

test("bodies are spelled differently each time and create_time changes its unit", async () => {
  for (let index = 0; index < 6; index += 1) {
    bed.emulator.lark.type("李雷", "你好/再见");
    await settled();
  }

  expect(program.received.every(isSigned)).toBe(true);
  expect(program.received.some(({ raw }) => raw !== JSON.stringify(JSON.parse(raw)))).toBe(true);
  const digits = program.received.map(({ content }) => content.header.create_time.length);
  expect(digits).toEqual([13, 16, 13, 16, 13, 16]);
});

test("an unanswered event comes again after 15 s, 5 min, 1 h and 6 h, and then no more", async () => {
  program.react({ status: 500 });
  const { delivery } = bed.emulator.lark.type("李雷", "你好");
  await settled();
  const tries: number[] = [delivery!.tries.length];

  for (const seconds of [14, 1, 299, 1, 3_599, 1, 21_599, 1, 100_000]) {
    bed.emulator.clock.forward(seconds);
    await settled();
    tries.push(delivery!.tries.length);
  }

  expect(tries).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  expect(delivery?.state).toBe("failed");
  expect(new Set(program.received.map(({ content }) => content.header.event_id)).size).toBe(1);
});

test("a retry that is answered ends the retries", async () => {
  program.react({ status: 503 }, { status: 200 });
  const { delivery } = bed.emulator.lark.type("李雷", "你好");
  await settled();

  bed.emulator.clock.forward(15);
  await settled();
  bed.emulator.clock.forward(100_000);
  await settled();

  expect(delivery).toMatchObject({ state: "delivered", tries: [{ status: 503 }, { status: 200 }] });
});

test("a move of the clock over all retries makes them all", async () => {
  program.react({ status: 302 });
  const { delivery } = bed.emulator.lark.type("李雷", "你好");
  await settled();

  bed.emulator.clock.forward(8 * 3_600);
  await bed.emulator.until(() => delivery?.state === "failed");

  expect(delivery?.tries.map((each) => each.status)).toEqual([302, 302, 302, 302, 302]);
});

test("no answer within three seconds and no program at all count as failures", async () => {
  program.react({ never: true });
  const late = bed.emulator.lark.type("李雷", "你好").delivery;
  await settled();
  await program.close();
  const refused = bed.emulator.lark.type("李雷", "你好").delivery;
  await settled();

  expect(late?.tries).toMatchObject([{ status: null, failure: "timeout" }]);
  expect(late?.tries[0]?.tookMs).toBeGreaterThanOrEqual(2_900);
  expect(bed.emulator.logs.violations().map((violation) => violation.kind)).toEqual(["event-late"]);
  expect(refused?.tries).toMatchObject([{ status: null, failure: "connection" }]);
});

test.each(["after", "at-once"] as const)(
  "with duplicates %s every event comes twice with one id",
  async (mode) => {
    bed.emulator.lark.deliveries.setDuplicates(mode);

    bed.emulator.lark.type("李雷", "你好");
    await bed.emulator.until(() => program.received.length === 2);

    const ids = program.received.map(({ content }) => content.header.event_id);
    expect(ids[0]).toBe(ids[1]);
  },
);

test("an event can be delivered again long after it was answered", async () => {
  const { delivery } = bed.emulator.lark.type("李雷", "你好");
  await settled();

  const outcome = await bed.emulator.lark.deliveries.redeliver(delivery!.eventId);

  expect(outcome.status).toBe(200);
  expect(program.received).toHaveLength(2);
  expect(program.received[1]?.content).toEqual(program.received[0]?.content);
});

test.each([true, false])(
  "the address check (encrypted: %s) is unsigned and passes when the challenge comes back",
  async (encrypted) => {
    program.react({ body: { challenge: "another" } }, ({ content }) => ({
      body: { challenge: content.challenge },
    }));

    const wrong = await bed.emulator.lark.verifyUrl({ encrypted });
    const right = await bed.emulator.lark.verifyUrl({ encrypted });

    expect([wrong.passed, right.passed]).toEqual([false, true]);
    expect(program.received[0]?.content).toMatchObject({
      type: "url_verification",
      token: LARK.verificationToken,
    });
    expect(program.received[0]?.headers).not.toHaveProperty("x-lark-signature");
    expect(program.received[0]?.raw.includes("encrypt")).toBe(encrypted);
  },
);

const signed: Record<RawVariant, boolean> = {
  "forged-signature": false,
  "missing-signature": false,
  "stale-timestamp": true,
  "wrong-token": true,
  "wrong-app": true,
  "wrong-key": true,
  "plain-body": false,
  truncated: true,
  "not-json": true,
  oversized: true,
};

test.each(RAW_VARIANTS)("a %s request goes out once, with the fault it is named for", async (variant) => {
  program.react({ status: 401 });

  const outcome = await bed.emulator.lark.deliverRaw(variant, { event: { a: 1 } });

  expect(outcome.status).toBe(401);
  expect(program.received).toHaveLength(1);
  expect(isSigned(program.received[0]!)).toBe(signed[variant]);
});

test("the faulty requests differ from honest ones in just that", async () => {
  await bed.emulator.lark.deliverRaw("stale-timestamp");
  await bed.emulator.lark.deliverRaw("wrong-token");
  await bed.emulator.lark.deliverRaw("wrong-app");
  await bed.emulator.lark.deliverRaw("oversized");

  const [stale, token, app, big] = program.received;
  expect(
    bed.emulator.clock.nowMs() / 1000 - Number(stale?.headers["x-lark-request-timestamp"]),
  ).toBeGreaterThan(8 * 3_600);
  expect(token?.content.header.token).not.toBe(LARK.verificationToken);
  expect(app?.content.header.app_id).not.toBe(LARK.appId);
  expect(big?.raw.length).toBeGreaterThan(1024 * 1024);
});
