import type { Queue as BullQueue } from "bullmq";

/** Answers what a browser asks of the board: pages, its files, its questions. */
export type Board = (request: Request) => Response | Promise<Response>;

/** The only thing on its pages that comes from another host. */
const FOREIGN_FONTS = /<link[^>]+href="https:\/\/fonts\.googleapis\.com[^>]*>/g;

/**
 * A page that shows the queue's jobs and changes none of them: what is to be done stands in the store, so there is
 * nothing to repair in a queue. Its library is loaded now, not when the program starts.
 * @param path where it is served, without a slash at its end
 */
export async function createBoard(bull: BullQueue, path: string): Promise<Board> {
  const [{ createBullBoard }, { BullMQAdapter }, { HonoAdapter }, { serveStatic }, { Hono }] =
    await Promise.all([
      import("@bull-board/api"),
      import("@bull-board/api/bullMQAdapter"),
      import("@bull-board/hono"),
      import("@hono/node-server/serve-static"),
      import("hono"),
    ]);
  const adapter = new HonoAdapter(serveStatic).setBasePath(path);
  createBullBoard({
    queues: [new BullMQAdapter(bull, { readOnlyMode: true })],
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: "Xingping", hideRedisDetails: true } },
  });
  // With or without a slash at its end it is the same page.
  const app = new Hono({ strict: false }).route(path, adapter.registerPlugin());
  return async (request) => {
    const answer = await app.fetch(request);
    if (!answer.headers.get("content-type")?.startsWith("text/html")) return answer;
    const page = (await answer.text()).replace(FOREIGN_FONTS, "");
    return new Response(page, { status: answer.status, headers: answer.headers });
  };
}
