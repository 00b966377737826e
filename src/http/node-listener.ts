import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { LARGEST_LARK_BYTES, type ReceiveLark } from "./lark.ts";

const WEBHOOK = "/webhooks/lark";

export type NodeListenerDeps = {
  readonly app: Hono;
  /** Null: Lark is not switched on. */
  readonly receiveLark: ReceiveLark | null;
  readonly onError: (error: Error) => void;
};

/**
 * The application as a listener of node:http. Ordinary requests to Lark's webhook go around the web's Request and
 * Response, whose making costs a fifth of all that is done for an event; whatever is not ordinary takes the same route
 * through the application.
 */
export function createNodeListener({ app, receiveLark, onError }: NodeListenerDeps): RequestListener {
  const others = getRequestListener(app.fetch);
  return (request, response) => {
    if (receiveLark === null || !isOrdinaryEvent(request)) return void others(request, response);
    answerEvent(receiveLark, request, response).catch((error: unknown) => {
      // A sender that went away before its body was complete is nobody's fault here.
      if (request.complete) onError(error instanceof Error ? error : new Error(String(error)));
      if (!response.headersSent) answer(response, 500, JSON.stringify({ error: { code: "internal" } }));
    });
  };
}

function isOrdinaryEvent({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === "POST" &&
    url === WEBHOOK &&
    headers["transfer-encoding"] === undefined &&
    // Node's parser takes no more bytes than were announced.
    Number(headers["content-length"]) <= LARGEST_LARK_BYTES
  );
}

async function answerEvent(
  receive: ReceiveLark,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const rawBody = await readBody(request);
  const { status, body } = await receive(rawBody, (name) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value[0] : value;
  });
  answer(response, status, body);
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.once("end", () => {
      const [first, ...others] = parts;
      // Nearly every event comes in one part, which need not be copied.
      resolve(first !== undefined && others.length === 0 ? first : Buffer.concat(parts));
    });
    request.once("error", reject);
  });
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}
