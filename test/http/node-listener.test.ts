import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import { createNodeListener } from "#http/node-listener";
import type { ReceiveLark } from "#http/lark";

const WEBHOOK = "/webhooks/lark";
const servers: Server[] = [];

/** A server whose application answers everything with its own words, so that each way can be told from the other. */
async function serverWith(receiveLark: ReceiveLark | null) {
  const errors: Error[] = [];
  const app = new Hono().all("*", async (c) => c.text(`app ${(await c.req.text()).length}`, 202));
  const listener = createNodeListener({ app, receiveLark, onError: (error) => errors.push(error) });
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init);
    return { status: answer.status, type: answer.headers.get("content-type"), body: await answer.text() };
  };
  return { ask, errors, server };
}

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

describe("the listener", () => {
  it("hands an event's bytes and headers to the receiver and gives its answer", async () => {
    const { ask } = await serverWith(async (rawBody, header) => ({
      status: 401,
      body: JSON.stringify({ bytes: Buffer.from(rawBody).toString(), nonce: header("x-lark-request-nonce") }),
    }));

    const answer = await ask(WEBHOOK, {
      method: "POST",
      body: "原文",
      headers: { "X-Lark-Request-Nonce": "n1" },
    });

    expect(answer).toEqual({
      status: 401,
      type: "application/json",
      body: '{"bytes":"原文","nonce":"n1"}',
    });
  });

  it("puts together a body that comes in parts", async () => {
    const { server } = await serverWith(async (rawBody) => ({
      status: 200,
      body: JSON.stringify({ bytes: Buffer.from(rawBody).toString() }),
    }));
    const { port } = server.address() as AddressInfo;
    const event = request({ port, method: "POST", path: WEBHOOK, headers: { "content-length": 6 } });
    const parts: string[] = [];
    server.prependListener("request", (received: IncomingMessage) => {
      received.on("data", (part: Buffer) => {
        parts.push(part.toString());
        // Sent at once, the parts would arrive as one.
        if (parts.length === 1) event.end("cdef");
      });
    });
    event.write("ab");

    const [answer] = (await once(event, "response")) as [IncomingMessage];

    expect(parts).toEqual(["ab", "cdef"]);
    expect(await text(answer)).toBe('{"bytes":"abcdef"}');
  });

  it.each([
    ["another method", WEBHOOK, { method: "PUT", body: "x" }, "app 1"],
    ["another path", "/webhooks/other", { method: "POST", body: "x" }, "app 1"],
    ["a query", `${WEBHOOK}?a=1`, { method: "POST", body: "x" }, "app 1"],
    ["more than 1 MB", WEBHOOK, { method: "POST", body: "x".repeat(1024 * 1024 + 1) }, "app 1048577"],
    ["an unannounced length", WEBHOOK, { method: "POST", body: streamOf("abc"), duplex: "half" }, "app 3"],
  ])("leaves %s to the application", async (_, path, init, body) => {
    const { ask } = await serverWith(() => Promise.reject(new Error("not for the receiver")));

    const answer = await ask(path, init as RequestInit);

    expect(answer).toMatchObject({ status: 202, body });
  });

  it("leaves everything to the application when Lark is off", async () => {
    const { ask } = await serverWith(null);

    const answer = await ask(WEBHOOK, { method: "POST", body: "x" });

    expect(answer).toMatchObject({ status: 202, body: "app 1" });
  });

  it("answers 500 and says so when an event could not be kept, so that the platform sends it again", async () => {
    const failure = new Error("the database is away");
    const { ask, errors } = await serverWith(() => Promise.reject(failure));

    const answer = await ask(WEBHOOK, { method: "POST", body: "x" });

    expect(answer).toEqual({ status: 500, type: "application/json", body: '{"error":{"code":"internal"}}' });
    expect(errors).toEqual([failure]);
  });
});

function streamOf(text: string): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}
