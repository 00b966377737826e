import { Hono, type Context } from "hono";
import type { Body } from "#emulator/traffic";
import { isObject, type JsonObject } from "./card-schema.ts";
import { badParameter, Refusal } from "./refusal.ts";
import type { World } from "./world.ts";

export type WireEnv = {
  Variables: { code?: number; fault?: string; bodies?: { request?: Body; answer?: Body } };
};

export type WireRequest = {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string | undefined>>;
  /** The parsed JSON body, `{}` without one. */
  body: JsonObject;
  contentType: string;
  /** The body as it came, for what is no JSON. */
  bytes(): Promise<Buffer>;
};

/** What goes out beside `code: 0`; `msg` is "success" where not said. */
export type WireAnswer = JsonObject;

/** One endpoint. `path` is what comes after `open-apis/`, with `:name` parts; one of `scopes` is enough. */
export type Api = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  scopes?: readonly string[];
  isPublic?: boolean;
  answer(world: World, request: WireRequest): WireAnswer | Promise<WireAnswer>;
};

export function createLarkWire(world: World, apis: readonly Api[]): Hono<WireEnv> {
  const wire = new Hono<WireEnv>();
  // The platform's clock is the emulator's; a server of its own would tell the machine's.
  wire.use("*", async (c, next) => {
    await next();
    c.res.headers.set("date", new Date(world.clock.nowMs()).toUTCString());
  });
  for (const api of apis) wire.on(api.method, `/${api.path}`, (c) => respond(world, api, c));
  wire.all("*", (c) => {
    world.logs.violation("unknown-api", `${c.req.method} ${c.req.path}`);
    return c.text("404 page not found", 404);
  });
  return wire;
}

async function respond(world: World, api: Api, c: Context<WireEnv>): Promise<Response> {
  world.logs.count(`${api.method} ${api.path}`);
  try {
    if (!api.isPublic) admit(world, api, c.req.header("authorization"));
    const answer = { code: 0, msg: "success", ...(await api.answer(world, await readRequest(c))) };
    c.set("code", 0);
    noteAnswer(c, answer);
    return c.json(answer);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.violation) world.logs.violation(error.violation, `${api.method} ${api.path}: ${error.message}`);
    c.set("code", error.code);
    noteAnswer(c, refusalBody(error));
    return refusalResponse(error, world.ids.next(""));
  }
}

export function refusalResponse(refusal: Refusal, logId: string): Response {
  const body = refusalBody(refusal);
  const isTokenAnswer = refusal.status === 200;
  return Response.json(isTokenAnswer ? body : { ...body, error: { log_id: logId } }, {
    status: refusal.status,
    headers: { ...refusal.headers, "x-tt-logid": logId },
  });
}

function refusalBody({ code, status, message }: Refusal): JsonObject {
  return status === 200 ? { code, data: {}, msg: message } : { code, msg: message };
}

/** Small beside what was asked, so its size is not counted. */
function noteAnswer(c: Context<WireEnv>, content: JsonObject): void {
  c.set("bodies", { ...c.get("bodies"), answer: { content, bytes: 0 } });
}

/** Token, permissions and rate, in the order in which the gateway looks at them. */
function admit(world: World, api: Api, authorization: string | undefined): void {
  const token = /^Bearer\s+(\S+)$/.exec(authorization ?? "")?.[1];
  if (!token)
    throw new Refusal(
      99991661,
      "Missing access token for authorization. Please make a request with token attached.",
      {
        violation: "missing-token",
      },
    );
  if (!world.tokens.isValid(token)) throw new Refusal(99991663, "Invalid access token for authorization.");
  const scopes = api.scopes ?? [];
  if (scopes.length > 0 && scopes.every((scope) => world.missingScopes.has(scope)))
    throw new Refusal(
      99991672,
      `Access denied. One of the following scopes is required: [${scopes.join(", ")}]`,
    );
  world.rates.takeApi(`${api.method} ${api.path}`);
}

async function readRequest(c: Context<WireEnv>): Promise<WireRequest> {
  const contentType = c.req.header("content-type") ?? "";
  const isJson = contentType.includes("json");
  const raw = isJson && c.req.method !== "GET" ? await c.req.text() : "";
  const body = raw === "" ? {} : parseObject(raw);
  noteRequest(c, raw === "" ? contentType : body, raw.length);
  return {
    params: c.req.param(),
    query: c.req.query(),
    body,
    contentType,
    bytes: async () => Buffer.from(await c.req.arrayBuffer()),
  };
}

/** What is no JSON is named by its kind alone. */
function noteRequest(c: Context<WireEnv>, content: unknown, bytes: number): void {
  if (content !== "") c.set("bodies", { request: { content, bytes } });
}

function parseObject(raw: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(raw);
    if (isObject(parsed)) return parsed;
  } catch {
    // falls through to the same refusal as any other body that is no object
  }
  throw badParameter("body is no JSON object");
}
