import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createDirectHttp } from "#platforms/lark/direct-http";
import { failureOfError } from "#platforms/lark/errors";

const TIME_LIMIT_MILLISECONDS = 200;
let server: Server | null = null;

async function serverThat(answer: RequestListener): Promise<string> {
  const opened = createServer(answer);
  server = opened;
  await new Promise<void>((done) => opened.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(opened.address() as AddressInfo).port}`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

const directTo = (url: string) => createDirectHttp(url, TIME_LIMIT_MILLISECONDS);

async function failureFrom(answer: RequestListener) {
  const url = await serverThat(answer);
  const error: unknown = await directTo(url)
    .request({ url, method: "POST", data: {} })
    .catch((thrown: unknown) => thrown);
  return failureOfError(error);
}

test("a text is sent as it is, anything else as JSON, and the query beside it", async () => {
  const bodies: string[] = [];
  const url = await serverThat((request, response) => {
    let body = `${request.url} `;
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      bodies.push(body);
      response.end(`{"code":0,"word":"好"}`);
    });
  });
  const http = directTo(url);

  const answer = await http.request({
    url,
    method: "POST",
    params: { a: "1&2", b: ["x", "y"] },
    data: { c: "你" },
  });
  await http.request({ url, method: "PATCH", params: { none: undefined }, data: `{ "d": 1 }` });
  await http.request({ url, method: "GET", data: {} });

  expect(answer).toEqual({ code: 0, word: "好" });
  expect(bodies).toEqual([`/?a=1%262&b=x&b=y {"c":"你"}`, `/ { "d": 1 }`, "/ "]);
});

test("requests that follow each other share a connection", async () => {
  const ports = new Set<number | undefined>();
  const url = await serverThat((request, response) => {
    ports.add(request.socket.remotePort);
    response.end("{}");
  });
  const http = directTo(url);

  for (let count = 0; count < 3; count += 1) await http.request({ url, method: "POST", data: {} });

  expect(ports.size).toBe(1);
});

test("a server that does not answer in time may have got the request", async () => {
  const failure = await failureFrom(() => undefined);

  expect(failure).toMatchObject({ status: null, networkCode: "ECONNABORTED", wasSent: true });
});

test("an answer that breaks off may have got the request", async () => {
  const failure = await failureFrom((_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("{", () => response.destroy());
  });

  expect(failure).toMatchObject({ status: null, networkCode: "ECONNRESET", wasSent: true });
});

test("a refusal keeps its status, its headers and its words", async () => {
  const failure = await failureFrom((_request, response) => {
    response.writeHead(429, { "x-ogw-ratelimit-reset": "7" });
    response.end(`{"code":99991400,"msg":"slow down"}`);
  });

  expect(failure).toMatchObject({ status: 429, code: 99_991_400, message: "slow down", resetSeconds: 7 });
});

test("a page in place of JSON is a failure with a status alone", async () => {
  const failure = await failureFrom((_request, response) => {
    response.writeHead(502);
    response.end("<h1>Bad gateway</h1>");
  });

  expect(failure).toMatchObject({ status: 502, code: null });
});

test("a redirect is not followed, for the token is for nobody else", async () => {
  let count = 0;
  const failure = await failureFrom((_request, response) => {
    count += 1;
    response.writeHead(302, { location: "/elsewhere" });
    response.end();
  });

  expect([failure.status, count]).toEqual([302, 1]);
});
