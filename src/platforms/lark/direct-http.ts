import * as http from "node:http";
import * as https from "node:https";
import type { HttpInstance } from "@larksuiteoapi/node-sdk";

type Options = Parameters<HttpInstance["request"]>[0];
export type DirectHttp = { request(options: Options): Promise<unknown> };

/** As long as Node's own agent keeps a connection that nobody uses. */
const IDLE_MILLISECONDS = 5_000;

/**
 * Requests over connections that are kept, for an address that is reached without a proxy; axios computes
 * longer over each. Answers the parsed body, or the text that is no JSON. Throws as axios does: an error
 * with `response` (`status`, `headers`, `data`) for every status but 2xx, redirects included; otherwise one with the
 * network's `code`, ECONNABORTED when nothing came for so long.
 */
export function createDirectHttp(baseUrl: string, timeoutMilliseconds: number): DirectHttp {
  const settings = { keepAlive: true, timeout: IDLE_MILLISECONDS };
  const isPlain = new URL(baseUrl).protocol === "http:";
  const agent = isPlain ? new http.Agent(settings) : new https.Agent(settings);
  const open = isPlain ? http.request : https.request;

  const request = (options: Options): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const body = bodyOf(options);
      const sending = open(addressOf(options), {
        method: options.method ?? "GET",
        agent,
        timeout: options.timeout ?? timeoutMilliseconds,
        headers: {
          Accept: "application/json",
          "User-Agent": "xingping",
          ...(body !== null && { "Content-Type": "application/json", "Content-Length": body.length }),
          ...options.headers,
        },
      });
      sending.on("timeout", () => sending.destroy(timeLimitPassed()));
      sending.on("error", reject);
      sending.on("response", (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => (text += part));
        response.on("error", reject);
        response.on("end", () => settle(response, parsed(text), resolve, reject));
      });
      sending.end(body ?? undefined);
    });
  return { request };
}

/** A text is JSON already, bytes are what their header says. What a question has to say stands in its address. */
function bodyOf({ method, data }: Options): Buffer | null {
  if (data === undefined || method === undefined || method === "GET") return null;
  if (Buffer.isBuffer(data)) return data;
  return Buffer.from(typeof data === "string" ? data : JSON.stringify(data));
}

function addressOf({ url = "", params = {} }: Options): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null) query.append(name, String(one));
  return query.size === 0 ? url : `${url}?${query.toString()}`;
}

function settle(
  { statusCode: status = 0, headers }: http.IncomingMessage,
  data: unknown,
  resolve: (data: unknown) => void,
  reject: (error: Error) => void,
): void {
  if (status >= 200 && status < 300) return resolve(data);
  reject(Object.assign(new Error(`The server answered ${status}.`), { response: { status, headers, data } }));
}

const timeLimitPassed = (): Error =>
  Object.assign(new Error("The server did not answer in time."), { code: "ECONNABORTED" });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
