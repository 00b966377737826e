import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string | undefined;
  readonly body: Record<string, unknown>;
};
type Reply = (request: Received, response: ServerResponse) => void | Promise<void>;

export type Counterpart = {
  readonly url: string;
  readonly received: Received[];
  /** What the next requests outside the token endpoint get; the last one goes on. */
  answers: Reply[];
  /** The answers of the token endpoint. */
  tokens: Reply[];
  requests(path: string): Received[];
  close(): Promise<void>;
};

export const TOKEN_PATH = "/base/open-apis/auth/v3/tenant_access_token/internal";

export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

/** A server that answers as the test says; it decides nothing by itself. */
export async function startCounterpart(): Promise<Counterpart> {
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const counterpart: Counterpart = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/base/`,
    received: [],
    answers: [json({ code: 0, msg: "success", data: { message_id: "om_1", chat_id: "oc_1" } })],
    tokens: [],
    requests: (path) => counterpart.received.filter((one) => one.path.endsWith(path)),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await read(request);
    counterpart.received.push(received);
    const isToken = received.path === TOKEN_PATH;
    const count = counterpart.requests("/internal").length;
    const queue = isToken ? counterpart.tokens : counterpart.answers;
    const answer = queue.length > 1 ? queue.shift() : queue[0];
    await (answer ?? json({ code: 0, msg: "ok", tenant_access_token: `t-${count}`, expire: 7200 }))(
      received,
      response,
    );
  }
  return counterpart;
}

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const url = new URL(request.url ?? "", "http://127.0.0.1");
  const text = Buffer.concat(chunks).toString();
  return {
    method: request.method ?? "",
    path: url.pathname,
    query: url.searchParams,
    token: request.headers.authorization,
    body: text === "" ? {} : JSON.parse(text),
  };
}
