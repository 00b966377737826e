import type { FaultAnswer } from "#emulator/fault-middleware";
import { tooManyCalls } from "./rates.ts";
import { Refusal } from "./refusal.ts";
import { refusalResponse } from "./wire.ts";

const LOG_ID = "ordered-fault";

/** Ordered failures in Lark's wording: a bare status is a gateway page, a code the usual JSON. */
export const larkFaultAnswer: FaultAnswer = (order) => {
  if (order.rateLimitSeconds !== undefined) {
    const refusal = tooManyCalls("ordered", { count: 50, windowMs: 1_000 }, order.rateLimitSeconds * 1_000);
    return refused(refusal);
  }
  if (order.code === undefined) {
    const status = order.status ?? 500;
    const body = "<html>upstream error</html>";
    return {
      body,
      response: new Response(body, {
        status,
        headers: { "Content-Type": "text/html" },
      }),
    };
  }
  const msg = order.msg ?? "ordered failure";
  const refusal = new Refusal(order.code, msg, { status: order.status ?? statusOf(order.code) });
  return refused(refusal);
};

function refused(refusal: Refusal): ReturnType<FaultAnswer> {
  const body = { code: refusal.code, msg: refusal.message };
  return { response: refusalResponse(refusal, LOG_ID), code: refusal.code, body };
}

function statusOf(code: number): number {
  return code === 99991400 ? 429 : 400;
}
