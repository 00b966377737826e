import { Hono } from "hono";
import { isBearer, isPassword } from "./api-token.ts";
import { problemResponse } from "./error-response.ts";

export const QUEUE_BOARD_PATH = "/admin/queues";

export type QueueBoardDeps = {
  /** Without a token nobody may look. */
  readonly apiToken: string | null;
  readonly openBoard: (path: string) => Promise<(request: Request) => Response | Promise<Response>>;
};

/** Its styles stand partly in the page; everything else comes as a file of this host. */
const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "private, no-store",
};

/** `/admin/queues`: the board behind the API's token, which a browser sends as a password. Looking only. */
export function createQueueBoard({ apiToken, openBoard }: QueueBoardDeps): Hono {
  const app = new Hono();
  let opening: ReturnType<QueueBoardDeps["openBoard"]> | null = null;
  const board = () =>
    (opening ??= openBoard(QUEUE_BOARD_PATH).catch((error: unknown) => {
      opening = null;
      throw error;
    }));
  app.all(`${QUEUE_BOARD_PATH}/*`, async (c) => {
    const header = c.req.header("Authorization");
    if (!isBearer(header, apiToken) && !isPassword(header, apiToken)) {
      c.header("WWW-Authenticate", 'Basic realm="Xingping", charset="UTF-8"');
      return problemResponse(c, "no-password");
    }
    if (c.req.method !== "GET" && c.req.method !== "HEAD") return problemResponse(c, "read-only");
    const answer = await (await board())(c.req.raw);
    const shown = new Response(answer.body, answer);
    for (const [name, value] of Object.entries(HEADERS)) shown.headers.set(name, value);
    return shown;
  });
  return app;
}
