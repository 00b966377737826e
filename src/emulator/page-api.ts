import { Hono, type Context } from "hono";
import { streamSSE, type SSEStreamingApi } from "hono/streaming";
import type { Emulator } from "./emulator.ts";
import { messageLine } from "./lark/message-line.ts";
import type { Message } from "./lark/messages.ts";
import { nextWorkday } from "./next-workday.ts";
import type { ChatPage, FeedEvent, LimitsShown, MessageHead, MessageShown, News } from "./page-news.ts";

const HEARTBEAT_MS = 15_000;
/** Changes that come close together are told together. */
const GATHER_MS = 40;
const PAGE_OF_CHAT = 40;
const VIOLATIONS_SHOWN = 50;

/** What the chat page follows and reads; everything that it does goes through the control API. */
export function createPageApi(emulator: Emulator): Hono {
  const api = new Hono();
  api.get("/feed", (c) => {
    c.header("X-Accel-Buffering", "no");
    return streamSSE(c, (stream) => follow(emulator, stream));
  });
  api.get("/news", (c) =>
    c.json(newsSince(emulator, Number(c.req.query("after") ?? 0), c.req.query("chat"))),
  );
  api.get("/chats/:ref/messages", (c) => c.json(chatPage(emulator, c)));
  api.get("/traffic", (c) => c.json(emulator.logs.traffic.list(Number(c.req.query("after") ?? 0))));
  api.get("/traffic/:id", (c) => {
    const found = emulator.logs.traffic.find(Number(c.req.param("id")));
    return found ? c.json(found) : c.json({ error: "no longer kept", code: "not-found" }, 404);
  });
  api.get("/limits", (c) => c.json(limits(emulator)));
  return api;
}

async function follow(emulator: Emulator, stream: SSEStreamingApi): Promise<void> {
  let told: FeedEvent = { instance: "", version: 0 };
  const isNew = (): boolean =>
    stream.aborted || emulator.instance() !== told.instance || emulator.changeVersion() > told.version;
  while (!stream.aborted) {
    if (isNew()) {
      told = { instance: emulator.instance(), version: emulator.changeVersion() };
      await stream.writeSSE({ data: JSON.stringify(told) });
      await stream.sleep(GATHER_MS);
    }
    const outcome = await emulator.until(isNew, { timeoutMs: HEARTBEAT_MS }).catch((error: unknown) => error);
    if (outcome === undefined) continue;
    if (emulator.isClosed()) return;
    // Shows both sides that the connection is alive when nothing else is to be said.
    await stream.writeSSE({ event: "heartbeat", data: "1" });
  }
}

function newsSince(emulator: Emulator, after: number, openChat: string | undefined): News {
  const { lark, clock, faults } = emulator;
  const changed = lark.messages.changedSince(after);
  const isRosterNew = after === 0 || lark.rosterVersion() > after;
  return {
    instance: emulator.instance(),
    version: emulator.changeVersion(),
    clock: { now: clock.now().toISOString(), nextWorkday: nextWorkday(clock.nowMs()) },
    faults: faults.list().map(({ id, effect, order, hits }) => ({
      id,
      effect,
      hits,
      order: {
        ...(order.path === undefined ? {} : { path: order.path }),
        ...(order.delayMs === undefined ? {} : { delayMs: order.delayMs }),
        ...(order.rateLimitSeconds === undefined ? {} : { rateLimitSeconds: order.rateLimitSeconds }),
      },
    })),
    duplicates: lark.deliveries.duplicates(),
    bot: lark.bot,
    menu: [...lark.menuItems],
    ...(isRosterNew ? roster(emulator) : {}),
    heads: changed.map((message) => head(emulator, message)),
    messages: changed.filter(({ chatId }) => chatId === openChat).map((message) => whole(emulator, message)),
  };
}

function roster({ lark }: Emulator): Pick<News, "people" | "chats"> {
  return {
    people: lark.people.list().map((person) => ({ ...person })),
    chats: lark.chats.list().map((chat) => ({ ...chat, members: [...chat.members] })),
  };
}

function head({ lark }: Emulator, message: Message): MessageHead {
  const { messageId, chatId, sender, msgType, createdMs, replyTo, deleted, updates } = message;
  const updatedAt = updates.at(-1)?.at;
  return {
    ...lark.messages.placeOf(message),
    messageId,
    chatId,
    sender,
    msgType,
    createdMs,
    line: messageLine(message),
    updates: updates.length,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(deleted === undefined ? {} : { deleted }),
    ...(updatedAt === undefined ? {} : { updatedMs: Date.parse(updatedAt) }),
  };
}

function whole(emulator: Emulator, message: Message): MessageShown {
  const { content, mentions } = message;
  return { ...head(emulator, message), content, ...(mentions ? { mentions: [...mentions] } : {}) };
}

function chatPage(emulator: Emulator, c: Context): ChatPage {
  const { messages, chats } = emulator.lark;
  const before = Number(c.req.query("before") ?? Infinity);
  const all = messages
    .list({ chatId: chats.get(c.req.param("ref") ?? "").chatId })
    .filter((message) => messages.placeOf(message).number < before);
  return {
    messages: all.slice(-PAGE_OF_CHAT).map((message) => whole(emulator, message)),
    hasEarlier: all.length > PAGE_OF_CHAT,
  };
}

function limits({ lark, logs }: Emulator): LimitsShown {
  const violations = logs.violations();
  return {
    enforced: lark.rates.enforce,
    ...lark.rates.usage(),
    violations: violations.slice(-VIOLATIONS_SHOWN).toReversed(),
    violationCount: Object.entries(logs.counts())
      .filter(([key]) => key.startsWith("violation:"))
      .reduce((sum, [, count]) => sum + count, 0),
  };
}
