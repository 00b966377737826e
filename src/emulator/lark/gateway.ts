import { randomInt, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Hono } from "hono";
import { WebSocketServer, type WebSocket } from "ws";
import type { PostOutcome } from "#emulator/post";
import { isObject } from "./card-schema.ts";
import type { Envelope } from "./envelope.ts";
import {
  CONTROL_FRAME,
  DATA_FRAME,
  decodeFrame,
  encodeFrame,
  headerOf,
  type Frame,
} from "./gateway-frame.ts";
import { eventFrames, readAck, SERVICE_ID } from "./gateway-messages.ts";
import type { WireEnv } from "./wire.ts";
import type { World } from "./world.ts";

/** What the endpoint answers besides 0; the SDKs know them by these numbers. */
const REFUSED = { tooMany: 1000040350, badApp: 1000040345 };
const MOST_CONNECTIONS = 50;
const CONNECT_PATH = "/emulator/callback/ws/connect";
/** Lark says 120, 120 and 30 s here; a connection that comes back at once keeps nobody waiting. */
const CLIENT_CONFIG = { PingInterval: 120, ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0 };

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export type Gateway = {
  /** `POST …/callback/ws/endpoint`: where to connect, for whoever knows the app's secret. */
  endpoint: Hono<WireEnv>;
  /** To be called by the HTTP server on `upgrade`. */
  upgrade: Upgrade;
  /** To one connection at random, and what it answered. Without a connection the outcome is a failure at once. */
  deliver(envelope: Envelope, limitMs: number): Promise<PostOutcome>;
  /** How many are open now, how many of them have sent a ping (the SDK misses what comes before), and all pings. */
  state(): { connections: number; heard: number; pings: number };
  /** These bytes to every connection, whatever they are. */
  broadcast(bytes: Buffer): void;
  /** Cuts every connection without a word, as a network does. */
  cut(): number;
  close(): void;
};

type Waiting = { socket: WebSocket; answer(outcome: Omit<PostOutcome, "tookMs">): void };

/** The long connections: events and callbacks go out as frames, answers come back as frames. */
export function createGateway(world: World): Gateway {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, Waiting>();
  const heard = new WeakSet<WebSocket>();
  let pings = 0;

  function connected(socket: WebSocket): void {
    // A frame that cannot be read is the program's fault; the connection ends, as Lark ends it.
    socket.on("message", (data: Buffer) => {
      try {
        received(socket, decodeFrame(data));
      } catch (error) {
        world.logs.violation("bad-frame", error instanceof Error ? error.message : "unknown");
        socket.terminate();
      }
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      for (const [, each] of waiting)
        if (each.socket === socket) each.answer({ status: null, body: "", failure: "connection" });
      world.changes.notify();
    });
    world.changes.notify();
  }

  function received(socket: WebSocket, frame: Frame): void {
    const type = headerOf(frame, "type");
    if (frame.method === CONTROL_FRAME && type === "ping") {
      pings += 1;
      heard.add(socket);
      const payload = Buffer.from(JSON.stringify(CLIENT_CONFIG));
      socket.send(encodeFrame({ ...frame, headers: [["type", "pong"]], payload }));
      world.changes.notify();
    }
    // An answer that comes after its three seconds finds nobody who waits.
    if (frame.method === DATA_FRAME) waiting.get(headerOf(frame, "message_id") ?? "")?.answer(readAck(frame));
  }

  function deliver(envelope: Envelope, limitMs: number): Promise<PostOutcome> {
    const startedMs = performance.now();
    const open = [...server.clients].filter((socket) => socket.readyState === socket.OPEN);
    const socket = open[randomInt(Math.max(open.length, 1))];
    if (socket === undefined)
      return Promise.resolve({ status: null, body: "", tookMs: 0, failure: "connection" });
    const messageId = randomUUID();
    return new Promise((resolve) => {
      const answer: Waiting["answer"] = (outcome) => {
        clearTimeout(timer);
        waiting.delete(messageId);
        resolve({ ...outcome, tookMs: Math.round(performance.now() - startedMs) });
      };
      const timer = setTimeout(() => answer({ status: null, body: "", failure: "timeout" }), limitMs);
      waiting.set(messageId, { socket, answer });
      for (const frame of eventFrames(world, envelope, messageId)) socket.send(encodeFrame(frame));
    });
  }

  const endpoint = new Hono<WireEnv>().post("/", async (c) => {
    const refuse = (code: number, msg: string): Response => {
      c.set("code", code);
      return c.json({ code, msg, data: {} });
    };
    const body: unknown = await c.req.json().catch(() => null);
    const { appId, appSecret } = world.settings;
    if (!isObject(body) || body["AppID"] !== appId || body["AppSecret"] !== appSecret)
      return refuse(REFUSED.badApp, "app_id or app_secret is invalid");
    if (server.clients.size >= MOST_CONNECTIONS)
      return refuse(REFUSED.tooMany, "the number of connections exceeded the limit");
    c.set("code", 0);
    return c.json({
      code: 0,
      msg: "",
      data: { URL: connectUrl(c.req.header("host") ?? ""), ClientConfig: CLIENT_CONFIG },
    });
  });

  /** The SDK reads the ids out of it as if it were a query alone, so neither of them may come first. */
  function connectUrl(host: string): string {
    const ticket = randomUUID();
    tickets.add(ticket);
    const query = new URLSearchParams({
      fpid: "493",
      device_id: String(randomInt(2 ** 47)),
      service_id: String(SERVICE_ID),
      ticket,
    });
    return `ws://${host}${CONNECT_PATH}?${query.toString()}`;
  }

  return {
    endpoint,
    upgrade(request, socket, head) {
      socket.on("error", () => undefined);
      const url = new URL(request.url ?? "", "http://emulator");
      if (url.pathname !== CONNECT_PATH || !tickets.delete(url.searchParams.get("ticket") ?? ""))
        return void socket.end(
          "HTTP/1.1 403 Forbidden\r\nhandshake-status: 403\r\nconnection: close\r\n\r\n",
        );
      server.handleUpgrade(request, socket, head, connected);
    },
    deliver,
    state: () => ({
      connections: server.clients.size,
      heard: [...server.clients].filter((socket) => heard.has(socket)).length,
      pings,
    }),
    broadcast: (bytes) => {
      for (const socket of server.clients) socket.send(bytes);
    },
    cut: () => {
      const { size } = server.clients;
      for (const socket of server.clients) socket.terminate();
      return size;
    },
    close: () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
    },
  };
}
