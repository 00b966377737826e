import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createDecipheriv, createHash } from "node:crypto";
import { createEmulator, type Emulator } from "#emulator/emulator";
import type { Snapshot } from "#emulator/snapshot";

export const LARK = {
  appId: "cli_00000000000000aa",
  appSecret: "secret",
  encryptKey: "test key",
  verificationToken: "verification",
};

export type Answer = {
  status: number;
  headers: Headers;
  json: { code: number; msg: string; data?: any; [key: string]: any };
};

export type Bed = {
  emulator: Emulator;
  token(): Promise<string>;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a text or card to a person, with a fresh token. */
  send(openId: string, content: unknown, more?: { msgType?: string; uuid?: string }): Promise<Answer>;
};

/** An emulator without a port, called directly, and the little that a caller of its wire needs. */
export function createBed(startAt?: Date, snapshot?: Snapshot): Bed {
  const emulator = createEmulator({ lark: LARK, snapshot, ...(startAt ? { startAt } : {}) });
  const request = async (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer> => {
    const response = await emulator.app.request(`/emulator/open-apis/${path}`, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      json: (await response.json()) as Answer["json"],
    };
  };
  const token = async (): Promise<string> => {
    const answer = await request(
      "POST",
      "auth/v3/tenant_access_token/internal",
      { app_id: LARK.appId, app_secret: LARK.appSecret },
      {},
    );
    return String(answer.json["tenant_access_token"]);
  };
  const call: Bed["call"] = async (method, path, body, headers) =>
    request(method, path, body, headers ?? { Authorization: `Bearer ${await token()}` });
  return {
    emulator,
    token,
    call,
    send: (openId, content, { msgType, uuid } = {}) =>
      call("POST", "im/v1/messages?receive_id_type=open_id", {
        receive_id: openId,
        msg_type: msgType ?? (typeof content === "string" ? "text" : "interactive"),
        content: JSON.stringify(typeof content === "string" ? { text: content } : content),
        ...(uuid === undefined ? {} : { uuid }),
      }),
  };
}

export type Received = { headers: IncomingHttpHeaders; raw: string; content: any };
export type Reaction = { status?: number; body?: unknown; text?: string; never?: boolean };

export type Counterpart = {
  url: string;
  received: Received[];
  /** How the next requests are answered; the last reaction stays. Nothing means 200 and `{}`. */
  react(...reactions: (Reaction | ((received: Received) => Reaction))[]): void;
  close(): Promise<void>;
};

/** A small program under test: it takes what the emulator delivers and answers as it is told. */
export async function createCounterpart(): Promise<Counterpart> {
  const received: Received[] = [];
  let reactions: (Reaction | ((received: Received) => Reaction))[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString("utf8");
      const latest = { headers: request.headers, raw, content: decrypted(raw) };
      received.push(latest);
      const told = (reactions.length > 1 ? reactions.shift() : reactions[0]) ?? {};
      const reaction = typeof told === "function" ? told(latest) : told;
      if (reaction.never) return;
      response.writeHead(reaction.status ?? 200, { "Content-Type": "application/json" });
      response.end(reaction.text ?? JSON.stringify(reaction.body ?? {}));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/lark`,
    received,
    react: (...next) => void (reactions = next),
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

function decrypted(raw: string): unknown {
  try {
    const outer = JSON.parse(raw) as { encrypt?: string };
    return outer.encrypt === undefined ? outer : JSON.parse(decrypt(LARK.encryptKey, outer.encrypt));
  } catch {
    return undefined;
  }
}

/** The receiver's side of the event encryption page. */
export function decrypt(encryptKey: string, encrypted: string): string {
  const bytes = Buffer.from(encrypted, "base64");
  const key = createHash("sha256").update(encryptKey).digest();
  const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, 16));
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString("utf8");
}

/** A card of JSON 2.0 around these elements. */
export function card(...elements: unknown[]): Record<string, unknown> {
  return { schema: "2.0", config: { update_multi: true }, body: { elements } };
}

export function button(
  text: string,
  value: Record<string, unknown>,
  more: object = {},
): Record<string, unknown> {
  return {
    tag: "button",
    text: { tag: "plain_text", content: text },
    behaviors: [{ type: "callback", value }],
    ...more,
  };
}

export function options(...values: string[]): unknown[] {
  return values.map((value) => ({ text: { tag: "plain_text", content: value }, value }));
}

/** A scoring form: two required choices, a comment, a submit button named `submit`. */
export function scoreForm(...more: unknown[]): Record<string, unknown> {
  return {
    tag: "form",
    name: "score",
    elements: [
      { tag: "select_static", name: "greeting", required: true, options: options("1", "2", "3") },
      { tag: "select_static", name: "solution", required: true, options: options("1", "2", "3") },
      { tag: "input", name: "comment", max_length: 20 },
      ...more,
      button("提交", { do: "score", task: "t1" }, { name: "submit", form_action_type: "submit" }),
    ],
  };
}
