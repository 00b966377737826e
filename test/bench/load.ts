import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { readAnswer, requestBytes } from "./plain-http.ts";

export type PreparedRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type LoadOptions = {
  readonly url: string;
  readonly connections: number;
  /** Each is sent once. */
  readonly requests: readonly PreparedRequest[];
  /** An answer that is not the right one ends the bench: a server that refuses is faster than one that works. */
  readonly isRightAnswer: (body: string) => boolean;
};

export type LoadResult = {
  /** From the first request to the last answer. */
  readonly seconds: number;
  readonly perSecond: number;
  /** Of each answer, ascending. */
  readonly latenciesMilliseconds: readonly number[];
};

const LONGEST_WAIT_MILLISECONDS = 30_000;

/**
 * Sends prepared requests over as many connections as wanted, each connection its next when it has its answer. The
 * requests are written out and the connections open before the time begins, and nothing but sockets work during it:
 * an HTTP client costs more per request than the servers measured here, and would make them all equally fast.
 */
export async function sendLoad(options: LoadOptions): Promise<LoadResult> {
  const { connections, requests, isRightAnswer } = options;
  const url = new URL(options.url);
  const messages = requests.map((request) => requestBytes(url, request));
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(url)));
  const latencies: number[] = [];
  const startedAt = performance.now();
  try {
    await Promise.all(
      sockets.map((socket, connection) => {
        const share = messages.filter((_message, place) => place % connections === connection);
        return converse(socket, share, (status, body, milliseconds) => {
          if (status !== 200 || !isRightAnswer(body)) {
            throw new Error(`${url.href} answered ${status}: ${body.slice(0, 200)}`);
          }
          latencies.push(milliseconds);
        });
      }),
    );
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    seconds,
    perSecond: requests.length / seconds,
    latenciesMilliseconds: latencies.sort((left, right) => left - right),
  };
}

async function open({ hostname, port }: URL): Promise<Socket> {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, "connect");
  return socket;
}

/** One message after the other, each when the one before is answered. Rejects when `onAnswer` throws. */
function converse(
  socket: Socket,
  messages: readonly Buffer[],
  onAnswer: (status: number, body: string, milliseconds: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let sentAt = 0;
    let arrived = Buffer.alloc(0);
    const sendNext = (): void => {
      const message = messages[sent];
      if (message === undefined) return resolve();
      sent += 1;
      sentAt = performance.now();
      socket.write(message);
    };
    socket.on("data", (part: Buffer<ArrayBuffer>) => {
      arrived = arrived.length === 0 ? part : Buffer.concat([arrived, part]);
      try {
        const answer = readAnswer(arrived);
        if (answer === null) return;
        arrived = Buffer.alloc(0);
        onAnswer(answer.status, answer.body, performance.now() - sentAt);
        sendNext();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    socket.setTimeout(LONGEST_WAIT_MILLISECONDS, () => reject(new Error("An answer did not come.")));
    socket.once("error", reject).once("close", () => reject(new Error("The server hung up.")));
    sendNext();
  });
}
