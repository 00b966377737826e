import type { EventDispatcher, WSClient } from "@larksuiteoapi/node-sdk";
import { setTimeout as pause } from "node:timers/promises";
import { type ConnectionLog, createPatientHttp } from "./endpoint.ts";
import { createHttp, domainOf, type LarkConfig, SILENT_LOGGER } from "./sdk.ts";

const HANDSHAKE_MILLISECONDS = 15_000;
/** A connection whose other end is gone says nothing; it is known by a ping that nobody answers. */
const PONG_SECONDS = 20;
const AGAIN_MILLISECONDS = 30_000;

export type LongConnectionDeps = {
  /** The envelope as Lark wrote it, parsed. Rejects when it is not to be acknowledged. */
  readonly receive: (envelope: unknown) => Promise<{ readonly status: number; readonly body: string }>;
  readonly log: ConnectionLog;
};
export type LongConnection = {
  /** Takes nothing new, lets what is under way be answered, and closes. */
  close(): Promise<void>;
};

/**
 * Connects to Lark, so that events and presses come without a public address. Answers at once: it connects when Lark
 * can be reached, and again whenever the connection is lost. Of the SDK only the connection is used: in place of its
 * dispatcher, which flattens header and event, stands our own reader.
 */
export function openLongConnection(config: LarkConfig, { receive, log }: LongConnectionDeps): LongConnection {
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  let client: WSClient | null = null;

  /** What it resolves with goes back as the answer; when it rejects Lark hears 500 and sends an event again. */
  async function invoke(envelope: unknown): Promise<unknown> {
    closing.signal.throwIfAborted();
    const work = answerOf(receive, envelope);
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  }

  async function open(): Promise<void> {
    const sdk = await import("@larksuiteoapi/node-sdk");
    if (closing.signal.aborted) return;
    const dispatcher = { invoke } as unknown as EventDispatcher;
    const opened = new sdk.WSClient({
      appId: config.appId,
      appSecret: config.appSecret,
      domain: domainOf(config),
      httpInstance: createPatientHttp(createHttp(sdk, config), { log, closing: closing.signal }),
      handshakeTimeoutMs: HANDSHAKE_MILLISECONDS,
      wsConfig: { pingTimeout: PONG_SECONDS },
      logger: { ...SILENT_LOGGER, error: (words: unknown) => noteProblem(log, words) },
      onReady: () => log.info({}, "the long connection to Lark is open"),
      onReconnecting: () => log.warn({}, "the long connection to Lark is lost; it is opened again"),
      onReconnected: () => log.info({}, "the long connection to Lark is open again"),
      // Lark may limit how often it wants to be tried. To stay without events until a restart is no answer to that.
      onError: () => void startAgain(opened, dispatcher, closing.signal, log),
    });
    client = opened;
    await opened.start({ eventDispatcher: dispatcher });
  }

  const opening = open().catch((error: unknown) => {
    log.error({ error: nameOf(error) }, "the long connection to Lark could not be begun");
  });
  return {
    async close() {
      closing.abort();
      await opening;
      await Promise.allSettled(underWay);
      // The SDK writes an answer in the turn after it is there.
      await new Promise((resolve) => setImmediate(resolve));
      client?.close();
    },
  };
}

async function answerOf(receive: LongConnectionDeps["receive"], envelope: unknown): Promise<unknown> {
  const { status, body } = await receive(envelope);
  if (status !== 200) throw new Error(`refused with ${status}`);
  // An empty answer is none: the acknowledgement goes without.
  return body === "{}" ? undefined : (JSON.parse(body) as unknown);
}

async function startAgain(
  client: WSClient,
  eventDispatcher: EventDispatcher,
  closing: AbortSignal,
  log: ConnectionLog,
): Promise<void> {
  log.error({}, "Lark does not take the long connection any more; it is begun anew in half a minute");
  try {
    await pause(AGAIN_MILLISECONDS, undefined, { signal: closing });
    await client.start({ eventDispatcher });
  } catch {
    // Closed in the meantime.
  }
}

/**
 * Of the SDK's own words only what they are about: some of them quote what somebody wrote. What our reader threw, it
 * has logged itself.
 */
function noteProblem(log: ConnectionLog, words: unknown): void {
  const text = Array.isArray(words) ? String(words[1]) : "";
  if (/^ws connect failed|^handshake timeout|^new WebSocket error/.test(text))
    log.warn({}, "the long connection to Lark could not be opened; it is tried again");
  if (/^failed to (handle|merge)/.test(text))
    log.error({}, "a frame of the long connection could not be read");
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
