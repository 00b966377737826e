import { Hono, type Context } from "hono";
import { isObject, type JsonObject } from "./card-schema.ts";
import { badParameter, Refusal } from "./refusal.ts";
import type { World } from "./world.ts";

export type WireEnv = { Variables: { code?: number; fault?: string } };

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
    const answer = await api.answer(world, await readRequest(c));
    c.set("code", 0);
    return c.json({ code: 0, msg: "success", ...answer });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.violation) world.logs.violation(error.violation, `${api.method} ${api.path}: ${error.message}`);
    c.set("code", error.code);
    return refusalResponse(error, world.ids.next(""));
  }
}

export function refusalResponse(refusal: Refusal, logId: string): Response {
  const isTokenAnswer = refusal.status === 200;
  const body = isTokenAnswer
    ? { code: refusal.code, data: {}, msg: refusal.message }
    : { code: refusal.code, msg: refusal.message, error: { log_id: logId } };
  return Response.json(body, {
    status: refusal.status,
    headers: { ...refusal.headers, "x-tt-logid": logId },
  });
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
  return {
    params: c.req.param(),
    query: c.req.query(),
    body: raw === "" ? {} : parseObject(raw),
    contentType,
    bytes: async () => Buffer.from(await c.req.arrayBuffer()),
  };
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
