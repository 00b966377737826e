import type { IncomingMessage } from "node:http";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import type { Fault, FaultOrder, Faults } from "./faults.ts";
import type { Logs } from "./logs.ts";
import type { Body } from "./traffic.ts";

type Env = { Variables: { code?: number; fault?: string; bodies?: { request?: Body; answer?: Body } } };

/** How one platform words an ordered failure. */
export type FaultAnswer = (order: FaultOrder) => { response: Response; code?: number; body?: unknown };

/** Logs every request of a platform's wire and carries out the ordered faults around it. */
export function faultMiddleware(
  parts: { faults: Faults; logs: Logs; prefix: string },
  answerOf: FaultAnswer,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    const startedMs = performance.now();
    const path = c.req.path.slice(parts.prefix.length + 1);
    const fault = parts.faults.take(c.req.method, path);
    if (fault) c.set("fault", fault.effect);
    const response = fault ? await carryOut(parts.faults, fault, { c, next, path, answerOf }) : undefined;
    if (!fault) await next();
    const code = c.get("code");
    const entry = {
      method: c.req.method,
      status: (response ?? c.res).status,
      ...(code === undefined ? {} : { code }),
      ...(fault ? { fault: fault.effect } : {}),
    };
    const tookMs = Math.round(performance.now() - startedMs);
    const name = path + new URL(c.req.url).search;
    parts.logs.traffic.add({ ...entry, kind: "request", name, tookMs, ...c.get("bodies") });
    parts.logs.request({ ...entry, path });
    return response;
  };
}

type Around = { c: Context<Env>; next: () => Promise<void>; path: string; answerOf: FaultAnswer };

async function carryOut(faults: Faults, fault: Fault, around: Around): Promise<Response | undefined> {
  const { c, next, path, answerOf } = around;
  if (fault.effect === "down") return cut(c);
  if (fault.effect === "answer" || fault.effect === "rate-limit") {
    const { response, code, body } = answerOf(fault.order);
    if (code !== undefined) c.set("code", code);
    c.set("bodies", { answer: { content: body, bytes: 0 } });
    return response;
  }
  await next();
  if (fault.effect === "drop-after-accept") return cut(c);
  if (fault.effect === "withhold") await faults.hold(path);
  if (fault.effect === "delay") await new Promise((resolve) => setTimeout(resolve, fault.order.delayMs));
  return undefined;
}

/** Without a socket (a test that calls the app directly) the nearest thing is an empty 503. */
function cut(c: Context<Env>): Response {
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming;
  if (!incoming) return new Response(null, { status: 503 });
  incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
